-- What was read in a bulletin, and how long it holds. `reading`: levels, gauges, rain and the rest as a person confirmed them.
-- A bulletin typed by hand has none. `valid_until`: from then on it is out of date; `ends_at`: from then on its levels stand no more.
alter table bulletins
  add column origin text not null default 'typed' check (origin in ('typed', 'text', 'file', 'fetched')),
  add column reading jsonb,
  add column expires_at timestamptz,
  add column valid_until timestamptz,
  add column ends_at timestamptz;
create index on bulletins (run_id, province_id, issued_at desc);

-- Addresses from which an administrator lets bulletins be fetched; no other is ever called. They speak to the actual run only.
create table bulletin_sources (
  id int generated always as identity primary key,
  unit_id int not null references units,
  name text not null,
  url text not null,
  -- a CAP feed (Atom, RSS, EDXL or a single alert), or a page whose words are a bulletin
  kind text not null check (kind in ('cap', 'page')),
  every_minutes int check (every_minutes between 5 and 1440), -- null: only when a person asks
  enabled boolean not null default true,
  changed_at timestamptz not null,
  changed_by_name text not null,
  next_at timestamptz,
  tried_at timestamptz,
  succeeded_at timestamptz,
  failures int not null default 0,
  last_error text,
  last_error_en text,
  -- of the last answer, so that an unchanged page is not read again
  etag text,
  check (next_at is null or every_minutes is not null),
  unique (unit_id, url)
);
create index on bulletin_sources (next_at) where enabled and every_minutes is not null;

-- What was fetched and waits for a person. The same message of a source comes in once.
create table bulletin_arrivals (
  id int generated always as identity primary key,
  run_id int not null default 0 references runs check (run_id = 0),
  unit_id int not null references units,
  source_id int not null references bulletin_sources on delete cascade,
  digest text not null,
  arrived_at timestamptz not null,
  title text,
  kind text,
  issued_at timestamptz,
  content text not null,
  alert jsonb,
  leniencies jsonb not null default '[]',
  signature jsonb,
  state text not null default 'new' check (state in ('new', 'confirmed', 'discarded')),
  handled_at timestamptz,
  handled_by_name text,
  bulletin_id int,
  unique (source_id, digest),
  foreign key (bulletin_id, run_id) references bulletins (id, run_id),
  check ((state = 'new') = (handled_at is null)),
  check ((state = 'confirmed') = (bulletin_id is not null))
);
create index on bulletin_arrivals (unit_id, state, arrived_at desc);

alter table bulletin_sources enable row level security;
alter table bulletin_arrivals enable row level security;
create policy bulletin_sources_all on bulletin_sources to tusom_app
  using (unit_id = any ((select app.units())::int[])) with check (unit_id = any ((select app.units())::int[]));
create policy bulletin_arrivals_read on bulletin_arrivals for select to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy bulletin_arrivals_handle on bulletin_arrivals for update to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[]))
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]));
grant select, insert, delete on bulletin_sources to tusom_app;
grant update (name, url, kind, every_minutes, enabled, changed_at, changed_by_name, next_at, failures, last_error, last_error_en, etag) on bulletin_sources to tusom_app;
grant select on bulletin_arrivals to tusom_app;
grant update (state, handled_at, handled_by_name, bulletin_id) on bulletin_arrivals to tusom_app;
