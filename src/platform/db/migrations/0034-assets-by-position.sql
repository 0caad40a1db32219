-- Tiles of the map ask for the assets in use within a box (bench map-tiles).
create index asset_position on platform.asset (lon, lat) where lon is not null and retired_at is null;
