-- A tile of the map reads its box, whose it is and what it is called from the index alone. Without the agency in it the index of
-- agencies was read beside, all of it for who sees many (bench map-tiles).
drop index platform.asset_position;
create index asset_position on platform.asset (lon, lat) include (agency_id, id, code, name, type)
  where lon is not null and retired_at is null;
