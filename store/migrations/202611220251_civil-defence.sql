-- Civil-defence levels 1 to 3 (Luật 18/2023/QH15, NĐ 200/2025/NĐ-CP): a decision by an authority, prepared here. One row a decision, and
-- every step of it in `civil_defence_steps`, append-only.
create table civil_defence_levels (
  id int generated always as identity primary key,
  run_id int not null references runs,
  province_id int not null references units,
  unit_id int not null references units,
  level smallint not null check (level between 1 and 3),
  incident text not null check (length(btrim(incident)) between 3 and 200),
  scope text not null check (length(btrim(scope)) between 3 and 1000),
  -- extent, place, course, capacity: Luật Phòng thủ dân sự Điều 7.2
  criteria jsonb not null,
  lacks text not null check (length(btrim(lacks)) between 3 and 2000),
  state text not null default 'proposed' check (state in ('proposed', 'turned-down', 'declared', 'lift-proposed', 'lifted')),
  proposed_at timestamptz not null,
  proposed_by int not null references users,
  proposed_by_name text not null,
  proposed_by_unit int not null references units,
  decided_at timestamptz,
  decided_by int references users,
  decided_by_name text,
  decision_number text,
  decision_date date,
  lift_reason text,
  lift_proposed_at timestamptz,
  lift_proposed_by int references users,
  lift_proposed_by_name text,
  lifted_at timestamptz,
  lifted_by int references users,
  lifted_by_name text,
  lift_number text,
  lift_date date,
  unique (id, run_id),
  check (decided_by is null or decided_by <> proposed_by),
  check (lifted_by is null or lifted_by <> lift_proposed_by),
  check ((state in ('declared', 'lift-proposed', 'lifted', 'turned-down')) = (decided_by is not null)),
  check ((state = 'lifted') = (lifted_by is not null)),
  -- level 3 is the Prime Minister's: it stands by the number of his decision
  check (level < 3 or state in ('proposed', 'turned-down') or decision_number is not null)
);
-- one open matter a place, level and incident
create unique index civil_defence_open on civil_defence_levels (run_id, unit_id, level, lower(btrim(incident)))
  where state in ('proposed', 'declared', 'lift-proposed');
create index on civil_defence_levels (run_id, province_id, proposed_at desc);
create table civil_defence_steps (
  id int generated always as identity primary key,
  run_id int not null,
  level_id int not null,
  act text not null check (act in ('propose', 'declare', 'turn-down', 'propose-lift', 'keep', 'lift')),
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  remark text not null default '' check (length(remark) <= 2000),
  foreign key (level_id, run_id) references civil_defence_levels (id, run_id)
);
create index on civil_defence_steps (level_id, id);
alter table civil_defence_levels enable row level security;
alter table civil_defence_steps enable row level security;
-- what was declared is told to everybody of the province; what is only proposed is seen where the situation may be read
create policy civil_defence_read on civil_defence_levels for select to tusom_app
  using (run_id = app.run() and (unit_id = any ((select app.units())::int[]) or unit_id = any ((select app.watch())::int[])
    or (state in ('declared', 'lift-proposed', 'lifted') and province_id = (select app.home_province()))));
create policy civil_defence_make on civil_defence_levels for insert to tusom_app
  with check (run_id = app.run() and state = 'proposed' and decided_by is null
    and (unit_id = any ((select app.units())::int[]) or unit_id = any ((select app.watch())::int[])));
create policy civil_defence_change on civil_defence_levels for update to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[]))
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy civil_defence_steps_read on civil_defence_steps for select to tusom_app
  using (run_id = app.run() and exists (select from civil_defence_levels l where l.id = level_id and l.run_id = civil_defence_steps.run_id));
create policy civil_defence_steps_make on civil_defence_steps for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id()
    and exists (select from civil_defence_levels l where l.id = level_id and l.run_id = civil_defence_steps.run_id));
grant select, insert on civil_defence_levels to tusom_app;
grant update (state, decided_at, decided_by, decided_by_name, decision_number, decision_date, lift_reason, lift_proposed_at, lift_proposed_by,
  lift_proposed_by_name, lifted_at, lifted_by, lifted_by_name, lift_number, lift_date) on civil_defence_levels to tusom_app;
grant select, insert on civil_defence_steps to tusom_app;
