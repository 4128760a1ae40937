-- Inspections (kiểm tra) of units by a deciding unit, what was found, and each finding until it is closed. Units that were inspected see
-- the plan at once and the findings when the inspection is concluded. `inspection_steps` is append-only.
create table inspections (
  id int generated always as identity primary key,
  run_id int not null references runs,
  province_id int not null references units,
  -- who decides
  unit_id int not null references units,
  -- who decides, who is inspected, who mends, who consolidates them
  reach int[] not null check (unit_id = any (reach)),
  unit_ids int[] not null check (cardinality(unit_ids) between 1 and 200),
  subject text not null check (length(btrim(subject)) between 5 and 300),
  decision_kind text not null check (decision_kind in ('plan', 'decision')),
  decision_number text not null check (length(btrim(decision_number)) between 1 and 60),
  decision_date date,
  -- posts and bodies; no names are needed
  team text not null default '' check (length(team) <= 1000),
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  state text not null default 'planned' check (state in ('planned', 'concluded', 'cancelled')),
  assessment text not null default '' check (length(assessment) <= 8000),
  notice_number int check (notice_number between 1 and 99999),
  notice_date date,
  concluded_at timestamptz,
  concluded_by_name text,
  created_at timestamptz not null,
  created_by int not null references users,
  created_by_name text not null,
  -- two people who write at once: the second is told
  version int not null default 1,
  sample boolean not null default false,
  unique (id, run_id),
  check ((state = 'concluded') = (concluded_at is not null)),
  check (state <> 'concluded' or length(btrim(assessment)) > 0)
);
create index on inspections using gin (reach);
create index on inspections (run_id, unit_id, from_on desc);
create table inspection_findings (
  id int generated always as identity primary key,
  run_id int not null,
  inspection_id int not null,
  -- where it was found, and who mends it
  unit_id int not null references units,
  mender_id int not null references units,
  kind text not null check (kind in ('limit', 'violation', 'risk')),
  severity text not null check (severity in ('minor', 'serious', 'grave')),
  what text not null check (length(btrim(what)) between 5 and 2000),
  basis text not null default '' check (length(basis) <= 500),
  recommendation text not null check (length(btrim(recommendation)) between 3 and 2000),
  first_due_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'mended', 'closed')),
  mended_text text,
  state_at timestamptz not null,
  unique (id, run_id),
  foreign key (inspection_id, run_id) references inspections (id, run_id)
);
create index on inspection_findings (inspection_id);
create index on inspection_findings (run_id, mender_id, state);
create table inspection_steps (
  id int generated always as identity primary key,
  run_id int not null,
  inspection_id int not null,
  finding_id int,
  act text not null check (act in ('plan', 'change', 'conclude', 'cancel', 'mend', 'close', 'send-back', 'extend', 'file')),
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  text text not null default '' check (length(text) <= 4000),
  due_on date,
  foreign key (inspection_id, run_id) references inspections (id, run_id),
  foreign key (finding_id, run_id) references inspection_findings (id, run_id)
);
create index on inspection_steps (inspection_id, id);
-- Evidence that a finding was mended. In the database, so that it is in every backup and under the same rights.
create table inspection_files (
  id int generated always as identity primary key,
  run_id int not null,
  finding_id int not null,
  name text not null check (length(name) between 1 and 160),
  kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'png', 'jpg', 'webp', 'mp4')),
  size int not null check (size between 1 and 10485760),
  sha256 bytea not null,
  content bytea not null,
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  foreign key (finding_id, run_id) references inspection_findings (id, run_id),
  unique (run_id, finding_id, sha256)
);
alter table inspection_files alter column content set storage external;
alter table inspections enable row level security;
alter table inspection_findings enable row level security;
alter table inspection_steps enable row level security;
alter table inspection_files enable row level security;
create policy inspections_read on inspections for select to tusom_app
  using (run_id = app.run() and (unit_id in (select app.unit_list()) or reach && (select app.units())::int[]));
create policy inspections_make on inspections for insert to tusom_app
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]) and created_by = app.user_id() and state = 'planned');
create policy inspections_change on inspections for update to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[]))
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]));
-- who decides sees what is being written; the others what was concluded
create function app.finding_shown(inspection int) returns boolean language sql stable as $$
  select exists (select from inspections i where i.id = $1 and (i.unit_id = any ((select app.units())::int[]) or i.state = 'concluded'))
$$;
create function app.inspection_own(inspection int) returns boolean language sql stable as $$
  select exists (select from inspections i where i.id = $1 and i.unit_id = any ((select app.units())::int[]))
$$;
create policy inspection_findings_read on inspection_findings for select to tusom_app
  using (run_id = app.run() and app.finding_shown(inspection_id));
create policy inspection_findings_make on inspection_findings for insert to tusom_app
  with check (run_id = app.run() and app.inspection_own(inspection_id));
create policy inspection_findings_change on inspection_findings for update to tusom_app
  using (run_id = app.run() and app.finding_shown(inspection_id)) with check (run_id = app.run() and app.finding_shown(inspection_id));
create policy inspection_findings_drop on inspection_findings for delete to tusom_app
  using (run_id = app.run() and app.inspection_own(inspection_id)
    and exists (select from inspections i where i.id = inspection_id and i.state = 'planned'));
create policy inspection_steps_read on inspection_steps for select to tusom_app
  using (run_id = app.run() and exists (select from inspections i where i.id = inspection_id)
    and (finding_id is null or app.finding_shown(inspection_id)));
create policy inspection_steps_make on inspection_steps for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from inspections i where i.id = inspection_id));
create policy inspection_files_read on inspection_files for select to tusom_app
  using (run_id = app.run() and exists (select from inspection_findings f where f.id = finding_id));
create policy inspection_files_make on inspection_files for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from inspection_findings f where f.id = finding_id));
grant select, insert on inspections, inspection_findings, inspection_steps, inspection_files to tusom_app;
grant update (reach, unit_ids, subject, decision_kind, decision_number, decision_date, team, from_on, to_on, state, assessment, notice_number,
  notice_date, concluded_at, concluded_by_name, version) on inspections to tusom_app;
grant update (unit_id, mender_id, kind, severity, what, basis, recommendation, first_due_on, due_on, state, mended_text, state_at)
  on inspection_findings to tusom_app;
grant delete on inspection_findings to tusom_app;
