-- What the SensorThings API says of stations, series and readings beyond what our own tables hold. Where a station stands is
-- public, like the station itself; of readings, only what a sender added to the value.
create table station_details (
  station_id int primary key references stations,
  description text not null default '',
  properties jsonb not null default '{}'
);
-- Every place where a station ever stood, and since when. The last placement is where it stands now.
create table station_locations (
  id int generated always as identity primary key,
  station_id int not null references stations,
  name text not null,
  description text not null default '',
  properties jsonb not null default '{}',
  lat double precision not null check (lat between -90 and 90),
  lon double precision not null check (lon between -180 and 180)
);
create index on station_locations (station_id);
create table station_placements (
  id int generated always as identity primary key,
  station_id int not null references stations,
  location_id int not null references station_locations,
  at timestamptz not null
);
create index on station_placements (station_id, at desc, id desc);
create index on station_placements (location_id);

create table sensors (
  id int generated always as identity primary key,
  unit_id int references units, -- whose it is to change; null: the system's own
  name text not null,
  description text not null default '',
  encoding_type text not null,
  metadata jsonb not null,
  properties jsonb not null default '{}'
);
insert into sensors (name, description, encoding_type, metadata)
values ('Thiết bị chưa khai báo', 'Chưa ai ghi thiết bị đo là gì. · Nobody has said what measures here.', 'text/plain', '""');

create table observed_properties (
  id int generated always as identity primary key,
  unit_id int references units,
  indicator text not null unique,
  name text not null,
  definition text not null,
  description text not null default '',
  properties jsonb not null default '{}'
);
create table series_details (
  series_id int primary key references series,
  name text not null,
  description text not null default '',
  observation_type text not null,
  unit_name text,
  unit_definition text,
  sensor_id int not null references sensors,
  properties jsonb not null default '{}'
);
create index on series_details (sensor_id);

-- What a reading is of. Each place of a station is one; a sender may name another.
create table features_of_interest (
  id int generated always as identity primary key,
  location_id int unique references station_locations,
  unit_id int references units,
  name text not null,
  description text not null default '',
  encoding_type text not null,
  feature jsonb not null,
  lat double precision,
  lon double precision,
  properties jsonb not null default '{}'
);

create table observation_details (
  run_id int not null references runs,
  series_id int not null references series,
  at timestamptz not null,
  since timestamptz, -- the reading is of a time span that ended at `at`
  result_time timestamptz,
  valid_from timestamptz,
  valid_to timestamptz,
  result_quality jsonb,
  parameters jsonb,
  feature_id int references features_of_interest,
  primary key (run_id, series_id, at)
);
create index on observation_details (run_id, series_id, result_time) where result_time is not null;
create index on observation_details (feature_id, run_id, series_id, at) where feature_id is not null;
alter table observation_details enable row level security;
create policy observation_details_read on observation_details for select to tusom_app using (run_id = app.run());
create policy observation_details_write on observation_details to tusom_ingest using (run_id = app.run()) with check (run_id = app.run());

-- A station gets its place, and an indicator its name, however they come in (sample, file, form, SensorThings).
create function app.place_station() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stands station_locations;
  place int;
begin
  if new.lat is null or new.lon is null then return new; end if;
  select l.* into stands from station_placements p join station_locations l on l.id = p.location_id
    where p.station_id = new.id order by p.at desc, p.id desc limit 1;
  if stands.lat = new.lat and stands.lon = new.lon then return new; end if;
  insert into station_locations (station_id, name, lat, lon) values (new.id, new.name, new.lat, new.lon) returning id into place;
  insert into station_placements (station_id, location_id, at)
    values (new.id, place, coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  return new;
end $$;
create trigger place_station after insert or update of lat, lon on stations for each row execute function app.place_station();
create function app.feature_of_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into features_of_interest (location_id, name, description, encoding_type, feature, lat, lon)
  values (new.id, new.name, new.description, 'application/geo+json',
    jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(new.lon, new.lat)), new.lat, new.lon);
  return new;
end $$;
create trigger feature_of_place after insert on station_locations for each row execute function app.feature_of_place();
create function app.name_indicator() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into observed_properties (indicator, name, definition) values (new.indicator,
    case new.indicator when 'water_level' then 'Mực nước · Water level' when 'rain' then 'Lượng mưa · Rain' else new.indicator end,
    'urn:tusom:indicator:' || new.indicator)
  on conflict do nothing;
  return new;
end $$;
create trigger name_indicator after insert on series for each row execute function app.name_indicator();
-- those that are there already
update stations set lat = lat;
insert into observed_properties (indicator, name, definition)
select distinct indicator,
  case indicator when 'water_level' then 'Mực nước · Water level' when 'rain' then 'Lượng mưa · Rain' else indicator end,
  'urn:tusom:indicator:' || indicator from series on conflict do nothing;

grant select on station_details, station_locations, station_placements, sensors, observed_properties, series_details, features_of_interest, observation_details to tusom_app, tusom_ingest;
grant insert, update, delete on station_details, station_locations, station_placements, sensors, observed_properties, series_details, features_of_interest to tusom_app;
grant insert, update on observation_details to tusom_ingest;
-- a station or series that never measured anything may be taken back; foreign keys and the server refuse where history would be lost
grant delete on stations, series, station_communes to tusom_app;
