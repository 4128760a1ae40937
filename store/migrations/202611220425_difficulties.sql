-- Difficulties (khó khăn, vướng mắc, kiến nghị) that a unit raises upward and that must be answered by a day. Every step is kept in
-- `difficulty_steps`, append-only.
create table difficulties (
  id int generated always as identity primary key,
  run_id int not null references runs,
  province_id int not null references units,
  -- who raised it, and who must answer now
  unit_id int not null references units,
  to_id int not null references units,
  -- both, whoever had it before, and who consolidates the raiser's work
  reach int[] not null check (unit_id = any (reach) and to_id = any (reach)),
  title text not null check (length(btrim(title)) between 5 and 300),
  text text not null check (length(text) <= 4000),
  field text,
  -- where it stands in a report of the raiser
  report_id int,
  report_part text,
  sentence text check (length(sentence) <= 2000),
  first_due_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'asked-back', 'answered', 'settled', 'withdrawn')),
  asked_back_on date,
  outcome text check (outcome in ('accepted', 'partly', 'not')),
  answer text,
  task_id int,
  -- how often it was passed on, and how often an answer did not settle it
  passes int not null default 0,
  reopened int not null default 0,
  raised_at timestamptz not null,
  raised_by int not null references users,
  raised_by_name text not null,
  answered_at timestamptz,
  state_at timestamptz not null,
  sample boolean not null default false,
  unique (id, run_id),
  foreign key (report_id, run_id) references reports (id, run_id),
  foreign key (task_id, run_id) references tasks (id, run_id),
  check (unit_id <> to_id),
  check ((report_id is null) = (sentence is null)),
  check (state not in ('answered', 'settled') or (outcome is not null and answer is not null))
);
-- one sentence of a report is raised once
create unique index difficulties_once on difficulties (run_id, report_id, report_part, md5(sentence))
  where report_id is not null and state <> 'withdrawn';
create index on difficulties using gin (reach);
create index on difficulties (run_id, to_id, state);
create index on difficulties (run_id, unit_id, raised_at desc);
create table difficulty_steps (
  id int generated always as identity primary key,
  run_id int not null,
  difficulty_id int not null,
  act text not null check (act in ('raise', 'pass-on', 'ask-back', 'reply', 'answer', 'settle', 'not-settled', 'withdraw')),
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  -- the unit for which it was done
  unit_id int not null references units,
  to_id int references units,
  outcome text,
  text text not null default '' check (length(text) <= 4000),
  due_on date,
  task_id int,
  foreign key (difficulty_id, run_id) references difficulties (id, run_id)
);
create index on difficulty_steps (difficulty_id, id);
-- Days to answer in, where a province has set its own.
create table difficulty_rules (
  province_id int primary key references units,
  answer_days int not null check (answer_days between 1 and 180),
  pass_on_days int not null check (pass_on_days between 0 and 60),
  soon_days int not null check (soon_days between 0 and 60),
  updated_at timestamptz not null,
  updated_by_name text not null
);
alter table difficulties enable row level security;
alter table difficulty_steps enable row level security;
alter table difficulty_rules enable row level security;
create policy difficulties_read on difficulties for select to tusom_app
  using (run_id = app.run() and (unit_id in (select app.unit_list()) or reach && (select app.units())::int[]));
create policy difficulties_make on difficulties for insert to tusom_app
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]) and raised_by = app.user_id() and state = 'open');
create policy difficulties_change on difficulties for update to tusom_app
  using (run_id = app.run() and reach && (select app.units())::int[])
  with check (run_id = app.run() and reach && (select app.units())::int[]);
create policy difficulty_steps_read on difficulty_steps for select to tusom_app
  using (run_id = app.run() and exists (select from difficulties d where d.id = difficulty_id));
create policy difficulty_steps_make on difficulty_steps for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from difficulties d where d.id = difficulty_id));
create policy difficulty_rules_read on difficulty_rules for select to tusom_app using (true);
create policy difficulty_rules_make on difficulty_rules for insert to tusom_app with check (province_id = any ((select app.units())::int[]));
create policy difficulty_rules_change on difficulty_rules for update to tusom_app
  using (province_id = any ((select app.units())::int[])) with check (province_id = any ((select app.units())::int[]));
grant select, insert on difficulties, difficulty_steps to tusom_app;
grant update (to_id, reach, due_on, state, asked_back_on, outcome, answer, task_id, passes, reopened, answered_at, state_at) on difficulties to tusom_app;
grant select, insert, update on difficulty_rules to tusom_app;
