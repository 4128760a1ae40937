-- The dead-letter list: what was refused, whose it is to mend, and what became of it. `unit_id` is the unit that sent it, or
-- the province of its station; a row of nobody is shown to nobody. Of a batch of many faults the first are kept in full, the
-- rest as one row a kind: `alike` says how many.
alter table reading_refusals
  add column unit_id int references units,
  add column station text,
  add column state text not null default 'open' check (state in ('open', 'resent', 'discarded')),
  add column alike int not null default 0 check (alike >= 0),
  add column tried_at timestamptz,
  add column handled_at timestamptz,
  add column handled_by int references users,
  add column handled_by_name text,
  add column reason text,
  add column mended jsonb,
  add constraint reading_refusals_run unique (id, run_id),
  add constraint reading_refusals_handled check ((state = 'open') = (handled_at is null)),
  add constraint reading_refusals_discarded check (state <> 'discarded' or reason is not null);
create index on reading_refusals (run_id, state, unit_id, id);
alter table reading_refusals enable row level security;
create policy refusals_ingest on reading_refusals for insert to tusom_ingest with check (run_id = app.run());
create policy refusals_read on reading_refusals for select to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy refusals_mend on reading_refusals for update to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[]))
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]));
grant select on reading_refusals to tusom_app;
grant update (state, code, message, tried_at, handled_at, handled_by, handled_by_name, reason, mended) on reading_refusals to tusom_app;

-- What a sender calls a station or an indicator, and which of ours it is. Holds for the unit that said so and for all below it.
create table reading_names (
  id int generated always as identity primary key,
  unit_id int not null references units,
  kind text not null check (kind in ('station', 'indicator')),
  name text not null,
  means text not null,
  set_at timestamptz not null,
  set_by int not null references users,
  set_by_name text not null,
  unique (unit_id, kind, name)
);
-- How a unit reads files with a given header: offered again when such a file comes back.
create table reading_mappings (
  id int generated always as identity primary key,
  unit_id int not null references units,
  fingerprint text not null,
  mapping jsonb not null,
  file_name text not null,
  used_at timestamptz not null,
  used_by_name text not null,
  times int not null default 1,
  unique (unit_id, fingerprint)
);
alter table reading_names enable row level security;
alter table reading_mappings enable row level security;
create policy names_all on reading_names to tusom_app
  using (unit_id = any ((select app.units())::int[])) with check (unit_id = any ((select app.units())::int[]));
create policy mappings_all on reading_mappings to tusom_app
  using (unit_id = any ((select app.units())::int[])) with check (unit_id = any ((select app.units())::int[]));
grant select, insert, update, delete on reading_names, reading_mappings to tusom_app;

-- How often a series is expected to speak, where an officer has said so; else as registered, or as learnt when that is more often.
alter table series add column expected_minutes int check (expected_minutes > 0);

-- Brokers that an administrator pointed at. They speak to the actual run only. Password and client key are sealed and no
-- request can read them.
create table mqtt_connections (
  id int generated always as identity primary key,
  unit_id int not null references units,
  name text not null,
  url text not null,
  username text,
  password_sealed bytea,
  ca text,
  client_cert text,
  client_key_sealed bytea,
  -- that there is one may be read; what it is may not
  has_password boolean not null generated always as (password_sealed is not null) stored,
  has_client_key boolean not null generated always as (client_key_sealed is not null) stored,
  topic text not null,
  share_group text,
  mapping jsonb not null,
  session_hours int not null check (session_hours between 1 and 720),
  enabled boolean not null,
  changed_at timestamptz not null,
  changed_by_name text not null
);
create index on mqtt_connections (unit_id);
-- One row a consumer of a connection (several share one subscription): how it stands, and the times of arrival of messages
-- that carry none, written before they are stored so that a second delivery gets the same time.
create table mqtt_sessions (
  connection_id int not null references mqtt_connections on delete cascade,
  slot smallint not null check (slot between 0 and 15),
  state text not null check (state in ('connecting', 'connected', 'waiting', 'stopped')),
  since timestamptz not null,
  last_message_at timestamptz,
  received bigint not null default 0,
  stored bigint not null default 0,
  refused bigint not null default 0,
  redelivered bigint not null default 0,
  last_error text,
  last_error_en text,
  last_error_at timestamptz,
  arrivals jsonb not null default '{}',
  primary key (connection_id, slot)
);
alter table mqtt_connections enable row level security;
alter table mqtt_sessions enable row level security;
create policy mqtt_connections_all on mqtt_connections to tusom_app
  using (unit_id = any ((select app.units())::int[])) with check (unit_id = any ((select app.units())::int[]));
create policy mqtt_sessions_read on mqtt_sessions for select to tusom_app
  using (exists (select from mqtt_connections c where c.id = connection_id));
grant select (id, unit_id, name, url, username, has_password, ca, client_cert, has_client_key, topic, share_group, mapping, session_hours, enabled, changed_at, changed_by_name) on mqtt_connections to tusom_app;
grant insert, delete on mqtt_connections to tusom_app;
grant update (name, url, username, password_sealed, ca, client_cert, client_key_sealed, topic, share_group, mapping, session_hours, enabled, changed_at, changed_by_name) on mqtt_connections to tusom_app;
grant select on mqtt_sessions to tusom_app;
