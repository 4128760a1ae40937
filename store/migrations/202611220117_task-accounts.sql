-- Tasks as accounts: what they cost, how far the target is reached, the evidence, how they come round, and who was told when.
alter table tasks
  add column cost_estimate bigint check (cost_estimate between 0 and 1e15),
  add column field text,
  -- A task that comes round: the rows of one series, a period each. `recur_offset`: days between deadline and end of the period.
  add column series_id int,
  add column period_key text,
  add column period_start date,
  add column period_end date check (period_end >= period_start),
  add column recur_until date,
  add column recur_offset int not null default 0 check (recur_offset between 0 and 366),
  add foreign key (series_id, run_id) references tasks (id, run_id),
  add check (series_id is null or period_start is not null);
create index on tasks (run_id, series_id);
create index on tasks (run_id, field);
-- A series has one row a period and unit, whatever starts the clock twice.
create unique index tasks_one_a_period on tasks (run_id, series_id, period_start, lead_id, (parent_id is null)) where series_id is not null;
-- Only the first row of a series is the one that an item of a document became.
drop index tasks_once;
create unique index tasks_once on tasks (run_id, ((source ->> 'itemId')::int), lead_id, (parent_id is null))
  where source ? 'itemId' and (series_id is null or series_id = id);

-- A lead may ask the level above for something with a note; an answer names the note it answers.
alter table task_notes
  add column ask boolean not null default false,
  add column answer_to int,
  add unique (id, run_id),
  add foreign key (answer_to, run_id) references task_notes (id, run_id);
create index on task_notes (run_id) where ask;
create unique index on task_notes (answer_to) where answer_to is not null;

-- Evidence. In the database, so that it is in every backup and under the same rights as its task. Bounded by the server; the
-- kind is what the bytes are.
create table task_files (
  id int generated always as identity primary key,
  run_id int not null,
  task_id int not null,
  name text not null check (length(name) between 1 and 160),
  kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'png', 'jpg', 'webp', 'mp4')),
  size int not null check (size between 1 and 10485760),
  sha256 bytea not null,
  content bytea not null,
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  foreign key (task_id, run_id) references tasks (id, run_id),
  unique (run_id, task_id, sha256)
);
alter table task_files alter column content set storage external;

-- How far a target is reached, a figure a period; append-only, the latest of a period holds.
create table task_measures (
  id int generated always as identity primary key,
  run_id int not null,
  task_id int not null,
  period_key text not null,
  value double precision not null check (abs(value) < 1e15),
  note text not null default '',
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  foreign key (task_id, run_id) references tasks (id, run_id)
);
create index on task_measures (task_id, period_key, id);

-- What was told about a task, once: late to a step of the rules, given with little time, said to be impossible.
create table task_signals (
  run_id int not null,
  task_id int not null,
  signal text not null,
  unit_id int not null references units,
  at timestamptz not null,
  primary key (run_id, task_id, signal),
  foreign key (task_id, run_id) references tasks (id, run_id)
);
create index on task_signals (run_id, unit_id, at);

-- Days and targets of chasing, where a province has set its own.
create table task_rules (
  province_id int primary key references units,
  rules jsonb not null,
  updated_at timestamptz not null,
  updated_by_name text not null
);

-- One a day and unit, written by the clock of the run; urgent things beside it, at once.
create table digests (
  run_id int not null references runs,
  unit_id int not null references units,
  day date not null,
  made_at timestamptz not null,
  content jsonb not null,
  primary key (run_id, unit_id, day)
);
create table urgent_notices (
  id int generated always as identity primary key,
  run_id int not null references runs,
  unit_id int not null references units,
  at timestamptz not null,
  kind text not null,
  task_ids int[] not null,
  detail text not null default ''
);
create index on urgent_notices (run_id, unit_id, at);
create table digest_reads (
  run_id int not null references runs,
  user_id int not null references users,
  unit_id int not null references units,
  seen_at timestamptz not null,
  primary key (run_id, user_id, unit_id)
);

alter table task_files enable row level security;
alter table task_measures enable row level security;
alter table task_signals enable row level security;
alter table task_rules enable row level security;
alter table digests enable row level security;
alter table urgent_notices enable row level security;
alter table digest_reads enable row level security;
create policy files_read on task_files for select to tusom_app using (run_id = app.run() and exists (select from tasks t where t.id = task_id));
create policy files_make on task_files for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from tasks t where t.id = task_id));
create policy measures_read on task_measures for select to tusom_app using (run_id = app.run() and exists (select from tasks t where t.id = task_id));
create policy measures_make on task_measures for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from tasks t where t.id = task_id));
create policy signals_read on task_signals for select to tusom_app using (run_id = app.run() and exists (select from tasks t where t.id = task_id));
create policy rules_read on task_rules for select to tusom_app using (true);
create policy rules_make on task_rules for insert to tusom_app with check (province_id = any ((select app.units())::int[]));
create policy rules_change on task_rules for update to tusom_app
  using (province_id = any ((select app.units())::int[])) with check (province_id = any ((select app.units())::int[]));
create policy digests_read on digests for select to tusom_app using (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy notices_read on urgent_notices for select to tusom_app using (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy reads_own on digest_reads for select to tusom_app using (run_id = app.run() and user_id = app.user_id());
create policy reads_make on digest_reads for insert to tusom_app with check (run_id = app.run() and user_id = app.user_id());
create policy reads_change on digest_reads for update to tusom_app
  using (run_id = app.run() and user_id = app.user_id()) with check (run_id = app.run() and user_id = app.user_id());
grant select, insert on task_files, task_measures to tusom_app;
grant select on task_signals, digests, urgent_notices to tusom_app;
grant select, insert, update on task_rules, digest_reads to tusom_app;
