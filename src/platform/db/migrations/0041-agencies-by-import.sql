-- Agencies that an import made are removed again while nothing refers to them; whatever still does refuses it.
create function platform.remove_agencies(codes text[]) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from platform.agency_name n using platform.agency a where a.id = n.agency_id and a.code = any(codes);
  delete from platform.agency where code = any(codes);
$$;
revoke all on function platform.remove_agencies from public;
grant execute on function platform.remove_agencies to nhip_service;
-- Agencies are written by the centre itself alone, and so is what an import of them made.
grant insert on platform.data_import_row to nhip_service;
