-- Texts of fields that administrators added are found by search from now on; here those that stand already.
do $$
declare
  added record;
  records regclass;
begin
  for added in
    select record_type, array_agg(key order by (field ->> 'order')::int nulls last, id) as keys
    from platform.extra_field where removed_at is null and field ->> 'kind' = 'text' group by record_type
  loop
    -- Null where the module is no longer there.
    records := to_regclass(format('%I.%I', replace(split_part(added.record_type, '.', 1), '-', '_'), split_part(added.record_type, '.', 2)));
    continue when records is null;
    execute format($update$
      update platform.thing t set search_text = t.search_text || ' ' || found.words
      from (
        select r.id::text as id, string_agg(r.extra ->> wanted.key, ' ' order by wanted.place) as words
        from %s r cross join unnest($1) with ordinality as wanted (key, place)
        where r.extra ->> wanted.key <> '' group by r.id
      ) found
      where t.kind = $2 and t.id = found.id
    $update$, records) using added.keys, added.record_type;
  end loop;
end
$$;
