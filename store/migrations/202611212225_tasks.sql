-- One kind of task, whether a plan, a letter or a scenario gave it. `reach` names every unit that has a part in it: who gave
-- it, who leads, who cooperates, who consolidates; row-level security reads that.
create table tasks (
  id int generated always as identity primary key,
  run_id int not null references runs,
  kind text not null check (kind in ('plan', 'scenario', 'ad-hoc')),
  title text not null,
  text text not null default '',
  owner_id int not null references units,
  lead_id int not null references units,
  cooperating_ids int[] not null default '{}',
  cooperating_text text not null default '',
  reach int[] not null,
  due_at timestamptz,
  due_text text,
  recurs text,
  target jsonb,
  product text,
  -- { documentId, label, sentence, start, end } or { activationId, scenario, step, phase }
  source jsonb not null default '{}',
  parent_id int,
  state text not null default 'assigned' check (state in ('assigned', 'accepted', 'doing', 'done', 'cannot', 'cancelled')),
  state_reason text,
  state_at timestamptz not null,
  state_by_name text not null,
  progress int not null default 0 check (progress between 0 and 100),
  created_at timestamptz not null,
  created_by int not null references users,
  created_by_name text not null,
  done_at timestamptz,
  unique (id, run_id),
  foreign key (parent_id, run_id) references tasks (id, run_id)
);
create index on tasks using gin (reach);
create index on tasks (run_id, lead_id, state);
create table task_notes (
  id int generated always as identity primary key,
  run_id int not null,
  task_id int not null,
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  state text,
  text text not null default '',
  foreign key (task_id, run_id) references tasks (id, run_id)
);
create index on task_notes (task_id);
alter table tasks enable row level security;
alter table task_notes enable row level security;
create policy tasks_read on tasks for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy tasks_make on tasks for insert to tusom_app with check (run_id = app.run() and owner_id = any ((select app.units())::int[]) and owner_id = any (reach) and lead_id = any (reach));
create policy tasks_change on tasks for update to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]) with check (run_id = app.run() and reach && (select app.units())::int[]);
create policy notes_read on task_notes for select to tusom_app using (exists (select from tasks t where t.id = task_id));
create policy notes_make on task_notes for insert to tusom_app with check (run_id = app.run() and exists (select from tasks t where t.id = task_id));
grant select, insert, update on tasks to tusom_app;
grant select, insert on task_notes to tusom_app;
