-- Stations and their series. A threshold is data with its own source and status, because the law's annexes are not all known.
create table stations (
  id int generated always as identity primary key,
  code text not null unique,
  name text not null,
  river text,
  basin text,
  lat double precision,
  lon double precision,
  province_id int not null references units,
  invented boolean not null default false,
  source text
);
create table series (
  id int generated always as identity primary key,
  station_id int not null references stations,
  indicator text not null,
  unit text not null,
  min_value double precision not null,
  max_value double precision not null,
  every_minutes int not null check (every_minutes > 0),
  -- { alarm1: { value, status, source }, alarm2, alarm3, record: { value, year, status, source }, zone: { value, status, source } }
  thresholds jsonb not null default '{}',
  unique (station_id, indicator),
  check (min_value < max_value)
);
create table station_communes (
  station_id int not null references stations,
  commune_id int not null references units,
  primary key (station_id, commune_id)
);
create index on station_communes (commune_id);

-- No personal data: no row-level security on readings; only the ingest role writes them and rights are checked on the series.
create table observations (
  run_id int not null references runs,
  series_id int not null,
  at timestamptz not null,
  value double precision not null,
  quality smallint not null default 0, -- 0 as measured, 1 corrected
  primary key (run_id, series_id, at)
) partition by range (at);
create function app.ensure_partition(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date := date_trunc('month', month)::date;
  name text := 'observations_' || to_char(first, 'YYYYMM');
begin
  if to_regclass('public.' || name) is null then
    perform pg_advisory_xact_lock(720312);
    if to_regclass('public.' || name) is null then
      execute format('create table %I partition of observations for values from (%L) to (%L)', name,
        first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
      execute format('grant select, insert, update on %I to tusom_ingest', name);
      execute format('grant select on %I to tusom_app', name);
    end if;
  end if;
end $$;
create table reading_refusals (
  id bigint generated always as identity primary key,
  run_id int not null references runs,
  known_at timestamptz not null,
  source text not null,
  item jsonb not null,
  code text not null,
  message text not null
);

create table rule_packs (
  id text not null,
  version text not null,
  body jsonb not null,
  loaded_at timestamptz not null default now(),
  primary key (id, version)
);

-- The engine's memory is a cache of the database; `version` tells a process that another one wrote since.
create table engine_state (run_id int primary key references runs, version bigint not null default 0);

create table bulletins (
  id int generated always as identity primary key,
  run_id int not null references runs,
  province_id int not null references units,
  issuer text not null,
  number text,
  hazard text not null,
  issued_at timestamptz not null,
  next_at timestamptz,
  text text not null default '',
  entered_by int not null references users,
  entered_by_name text not null,
  entered_at timestamptz not null,
  unique (id, run_id)
);
-- What is true now, per commune and hazard; one row for what we suggest and one for what a bulletin says.
create table level_states (
  run_id int not null references runs,
  area_id int not null references units,
  hazard text not null,
  status text not null check (status in ('suggested', 'official')),
  level smallint check (level between 0 and 5), -- null: undetermined, for an officer to decide
  since timestamptz not null,
  known_at timestamptz not null,
  expires_at timestamptz,
  rule text not null,
  article text,
  evidence jsonb not null default '[]',
  bulletin_id int,
  holder_id int references users,
  holder_name text,
  held_at timestamptz,
  primary key (run_id, area_id, hazard, status),
  foreign key (bulletin_id, run_id) references bulletins (id, run_id)
);
-- Append-only: what was known when. A correction is a new entry.
create table level_changes (
  id bigint generated always as identity primary key,
  run_id int not null references runs,
  area_id int not null references units,
  hazard text not null,
  status text not null check (status in ('suggested', 'official')),
  at timestamptz not null,
  known_at timestamptz not null,
  from_level smallint,
  to_level smallint,
  rule text not null,
  article text,
  evidence jsonb not null default '[]',
  correction boolean not null default false,
  user_id int references users,
  unique (id, run_id)
);
create index on level_changes (run_id, area_id, hazard, at);
-- What the readings say, free of the order in which they came: what `levels replay` prints. Rebuilt from late readings on.
create table level_history (
  run_id int not null references runs,
  area_id int not null references units,
  hazard text not null,
  at timestamptz not null,
  from_level smallint,
  to_level smallint,
  rule text not null,
  article text,
  evidence jsonb not null default '[]',
  primary key (run_id, area_id, hazard, at)
);

grant select on stations, series, station_communes, observations, rule_packs, engine_state to tusom_app, tusom_ingest;
grant insert, update on stations, series, station_communes to tusom_app;
grant select, insert, update on observations, engine_state to tusom_ingest;
grant insert on reading_refusals to tusom_ingest;
grant select on reading_refusals to tusom_app;
grant select, insert, update on level_states to tusom_ingest;
grant select, insert on level_changes to tusom_ingest;
grant select, insert, update, delete on level_history to tusom_ingest;
grant select on bulletins, level_changes, level_history to tusom_app;
grant select, insert, update on level_states to tusom_app;
grant insert on bulletins, level_changes to tusom_app;

alter table bulletins enable row level security;
alter table level_states enable row level security;
alter table level_changes enable row level security;
alter table level_history enable row level security;
create policy bulletins_read on bulletins for select to tusom_app using (run_id = app.run());
create policy bulletins_make on bulletins for insert to tusom_app with check (run_id = app.run() and province_id = any ((select app.units())::int[]));
create policy states_read on level_states for select to tusom_app
  using (run_id = app.run() and (area_id = any ((select app.units())::int[]) or area_id = any ((select app.watch())::int[])));
create policy states_make on level_states for insert to tusom_app with check (run_id = app.run() and area_id = any ((select app.units())::int[]));
create policy states_change on level_states for update to tusom_app using (run_id = app.run() and area_id = any ((select app.units())::int[]));
create policy changes_read on level_changes for select to tusom_app
  using (run_id = app.run() and (area_id = any ((select app.units())::int[]) or area_id = any ((select app.watch())::int[])));
create policy changes_make on level_changes for insert to tusom_app with check (run_id = app.run() and area_id = any ((select app.units())::int[]));
create policy history_read on level_history for select to tusom_app
  using (run_id = app.run() and (area_id = any ((select app.units())::int[]) or area_id = any ((select app.watch())::int[])));
create policy states_ingest on level_states to tusom_ingest using (run_id = app.run()) with check (run_id = app.run() and status = 'suggested');
create policy changes_ingest on level_changes to tusom_ingest using (run_id = app.run()) with check (run_id = app.run() and status = 'suggested');
create policy history_ingest on level_history to tusom_ingest using (run_id = app.run()) with check (run_id = app.run());
create policy observations_none on reading_refusals for select using (true);
