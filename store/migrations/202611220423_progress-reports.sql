-- Progress reports on a plan: of the unit that answers for the plan on all of it, of every other on what it leads. Written from tasks;
-- a person adds what tasks do not say. `facts` stay null while the report follows the tasks; with the number they are kept as they stood.
create table progress_reports (
  id int generated always as identity primary key,
  run_id int not null references runs,
  plan_id int not null,
  unit_id int not null references units,
  -- the unit, who gave the work, who consolidates: they read it once it bears a number
  reach int[] not null check (unit_id = any (reach)),
  period_key text not null check (length(period_key) <= 10),
  texts jsonb not null,
  facts jsonb,
  frozen_at timestamptz,
  changed_at timestamptz not null,
  changed_by_name text not null,
  unique (id, run_id),
  unique (run_id, plan_id, unit_id, period_key),
  foreign key (plan_id, run_id) references documents (id, run_id),
  check ((facts is null) = (frozen_at is null))
);
create index on progress_reports using gin (reach);
alter table progress_reports enable row level security;
create policy progress_read on progress_reports for select to tusom_app using
  (run_id = app.run() and (unit_id = any ((select app.units())::int[]) or (frozen_at is not null and reach && (select app.units())::int[])));
create policy progress_make on progress_reports for insert to tusom_app with check
  (run_id = app.run() and unit_id = any ((select app.units())::int[]) and exists (select from documents d where d.id = plan_id));
create policy progress_change on progress_reports for update to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[])) with check (run_id = app.run() and unit_id = any ((select app.units())::int[]));
grant select, insert on progress_reports to tusom_app;
grant update (texts, facts, frozen_at, reach, changed_at, changed_by_name) on progress_reports to tusom_app;
