-- Base maps of the operator's own, beside the one that ships. For the province as a whole; at most one is shown.
create table platform.basemap (
  id integer generated always as identity primary key,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('pmtiles', 'mbtiles', 'raster', 'geojson')),
  -- A file of the centre's own folder, or the address of tiles.
  source text not null check (length(source) between 1 and 500),
  attribution text not null check (length(attribution) between 1 and 300),
  -- What it turned out to hold when it was added.
  facts jsonb not null,
  shown boolean not null default false
);
create unique index on platform.basemap (shown) where shown;
grant select on platform.basemap to nhip_app, nhip_all, nhip_service;
grant insert, update (shown), delete on platform.basemap to nhip_app, nhip_all;
