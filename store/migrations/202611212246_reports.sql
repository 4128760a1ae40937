-- Periodic reports exist only in the actual run: an exercise makes no account of real work.
-- A form is data. The ones that ship are rows like any other; a province's change is a version of its own that names its base.
create table report_forms (
  code text not null,
  version text not null,
  body jsonb not null,
  loaded_at timestamptz not null,
  primary key (code, version)
);
create table reports (
  id int generated always as identity primary key,
  run_id int not null default 0 references runs check (run_id = 0),
  form_code text not null,
  form_version text not null,
  period_key text not null,
  period_start date not null,
  period_end date not null check (period_end > period_start),
  unit_id int not null references units,
  -- the unit and those who consolidate it: row-level security reads this; above it the tree reaches it anyway
  reach int[] not null check (unit_id = any (reach)),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'accepted', 'reopened')),
  due_at timestamptz not null,
  -- when it first came: coming back for changes does not make it late again
  first_sent_at timestamptz,
  sent_at timestamptz,
  -- the last time it was accepted; kept when it is reopened, so that a figure that changed since can show it
  accepted_at timestamptz,
  created_at timestamptz not null,
  created_by int not null references users,
  sample boolean not null default false,
  unique (id, run_id),
  unique (run_id, form_code, period_key, unit_id),
  foreign key (form_code, form_version) references report_forms (code, version)
);
create index on reports using gin (reach);
create index on reports (unit_id, form_code, period_start);

-- A row says something or said something once: value null and not_applicable false is a cell that was emptied again.
create table report_values (
  run_id int not null,
  report_id int not null,
  element text not null,
  value double precision,
  not_applicable boolean not null default false,
  reason text,
  version int not null check (version > 0),
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  primary key (run_id, report_id, element),
  foreign key (report_id, run_id) references reports (id, run_id),
  check (value is null or not not_applicable),
  check (value is null or (value >= 0 and value < 1e15))
);
-- Append-only: every figure that ever stood in a cell, with who typed it.
create table report_value_changes (
  run_id int not null,
  report_id int not null,
  element text not null,
  version int not null,
  value double precision,
  not_applicable boolean not null,
  reason text,
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  primary key (run_id, report_id, element, version),
  foreign key (report_id, run_id) references reports (id, run_id)
);
create table report_narratives (
  run_id int not null,
  report_id int not null,
  part text not null,
  text text not null,
  version int not null check (version > 0),
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  primary key (run_id, report_id, part),
  foreign key (report_id, run_id) references reports (id, run_id)
);
-- Append-only: sent, returned, accepted, reopened, with the remark.
create table report_events (
  id int generated always as identity primary key,
  run_id int not null,
  report_id int not null,
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  act text not null check (act in ('submit', 'return', 'accept', 'reopen')),
  remark text not null default '',
  foreign key (report_id, run_id) references reports (id, run_id)
);
create index on report_events (report_id);

grant select on report_forms to tusom_app;
grant select, insert on reports, report_values, report_narratives, report_value_changes, report_events to tusom_app;
grant update (state, first_sent_at, sent_at, accepted_at) on reports to tusom_app;
grant update (value, not_applicable, reason, version, at, by_id, by_name) on report_values to tusom_app;
grant update (text, version, at, by_id, by_name) on report_narratives to tusom_app;

alter table reports enable row level security;
alter table report_values enable row level security;
alter table report_value_changes enable row level security;
alter table report_narratives enable row level security;
alter table report_events enable row level security;
create policy reports_read on reports for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy reports_make on reports for insert to tusom_app
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]) and state = 'draft');
create policy reports_change on reports for update to tusom_app
  using (run_id = app.run() and reach && (select app.units())::int[]) with check (run_id = app.run() and reach && (select app.units())::int[]);
create policy values_read on report_values for select to tusom_app using (run_id = app.run() and report_id in (select id from reports));
create policy changes_read on report_value_changes for select to tusom_app using (run_id = app.run() and report_id in (select id from reports));
create policy narratives_read on report_narratives for select to tusom_app using (run_id = app.run() and report_id in (select id from reports));
create policy events_read on report_events for select to tusom_app using (run_id = app.run() and report_id in (select id from reports));
-- Figures and words go in from the unit's own side and only while the report is open: sent and accepted reports are locked here too.
create function app.report_open(id int) returns boolean language sql stable as $$
  select exists (select from reports r where r.id = $1 and r.unit_id = any ((select app.units())::int[]) and r.state in ('draft', 'returned', 'reopened'))
$$;
create policy values_make on report_values for insert to tusom_app with check (run_id = app.run() and app.report_open(report_id));
create policy values_change on report_values for update to tusom_app
  using (run_id = app.run() and app.report_open(report_id)) with check (run_id = app.run() and app.report_open(report_id));
create policy changes_make on report_value_changes for insert to tusom_app with check (run_id = app.run() and app.report_open(report_id));
create policy narratives_make on report_narratives for insert to tusom_app with check (run_id = app.run() and app.report_open(report_id));
create policy narratives_change on report_narratives for update to tusom_app
  using (run_id = app.run() and app.report_open(report_id)) with check (run_id = app.run() and app.report_open(report_id));
create policy events_make on report_events for insert to tusom_app
  with check (run_id = app.run() and report_id in (select id from reports) and unit_id = any ((select app.units())::int[]));
