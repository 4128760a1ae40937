-- Framework scenarios are data with a version and an owner, the same for the actual run and for every exercise; what they
-- set going (an activation) belongs to one run.
create table scenarios (
  id int generated always as identity primary key,
  province_id int not null references units,
  code text not null,
  version text not null,
  name_vi text not null,
  name_en text not null,
  owner_id int not null references units,
  hazards text[] not null,
  phases jsonb not null, -- [{ code, nameVi, nameEn }] in order
  source text not null,
  invented boolean not null default false,
  in_force boolean not null default true,
  loaded_at timestamptz not null,
  unique (province_id, code, version)
);
create unique index one_version_in_force on scenarios (province_id, code) where in_force;
create table scenario_steps (
  scenario_id int not null references scenarios,
  position int not null,
  code text not null,
  phase text not null check (phase in ('before', 'warning', 'during', 'after')),
  hazards text[] not null,
  level_from smallint not null check (level_from between 1 and 5),
  level_to smallint not null check (level_to between level_from and 5),
  title_vi text not null,
  title_en text not null,
  done_when_vi text not null,
  done_when_en text not null,
  lead_function text not null,
  cooperating_functions text[] not null,
  clock jsonb not null, -- { kind, minutes | time | monthDay }
  source_status text not null check (source_status in ('sourced', 'proposal')),
  source_text text not null,
  primary key (scenario_id, code)
);
-- Which unit carries a function. Offices inside a commune are no units: the commune carries the task, the name says which office.
create table unit_functions (
  province_id int not null references units,
  code text not null,
  name_vi text not null,
  name_en text not null,
  scope text not null check (scope in ('commune', 'province')),
  carrier text not null check (carrier in ('commune', 'force', 'each-hamlet', 'unit')),
  unit_id int references units,
  primary key (province_id, code),
  check ((carrier = 'unit') = (unit_id is not null) and (scope = 'province') = (carrier = 'unit'))
);
create table scenario_activations (
  id int generated always as identity primary key,
  run_id int not null references runs,
  scenario_id int not null references scenarios,
  owner_id int not null references units,
  incident_id int,
  reach int[] not null,
  state text not null default 'open' check (state in ('open', 'stopped')),
  opened_at timestamptz not null,
  opened_by int not null references users,
  opened_by_name text not null,
  stopped_at timestamptz,
  stopped_by_name text,
  stop_reason text,
  unique (id, run_id),
  foreign key (incident_id, run_id) references incidents (id, run_id),
  check (owner_id = any (reach))
);
create index on scenario_activations using gin (reach);
-- For whom, at which level and in which phases: appended each time it is activated again.
create table scenario_activation_scopes (
  id int generated always as identity primary key,
  run_id int not null,
  activation_id int not null,
  commune_id int not null references units,
  hazard text not null,
  level smallint not null check (level between 1 and 5),
  phases text[] not null,
  at timestamptz not null,
  by_name text not null,
  foreign key (activation_id, run_id) references scenario_activations (id, run_id)
);
create index on scenario_activation_scopes (activation_id);
create index on tasks (((source ->> 'activationId')::int)) where kind = 'scenario';

-- The province of the person who asks: the first of the units told to row-level security is one at which a role is held.
create function app.home_province() returns int language sql stable as $$
  with recursive up as (
    select id, parent_id, kind from units where id = (app.units())[1]
    union all
    select u.id, u.parent_id, u.kind from units u join up on u.id = up.parent_id
  )
  select id from up where kind = 'province' limit 1
$$;
alter table scenarios enable row level security;
alter table scenario_steps enable row level security;
alter table unit_functions enable row level security;
alter table scenario_activations enable row level security;
alter table scenario_activation_scopes enable row level security;
create policy scenarios_read on scenarios for select to tusom_app using (province_id = (select app.home_province()));
create policy scenario_steps_read on scenario_steps for select to tusom_app using (exists (select from scenarios s where s.id = scenario_id));
create policy unit_functions_read on unit_functions for select to tusom_app using (province_id = (select app.home_province()));
create policy activations_read on scenario_activations for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy activations_make on scenario_activations for insert to tusom_app
  with check (run_id = app.run() and owner_id = any ((select app.units())::int[]) and opened_by = app.user_id());
create policy activations_change on scenario_activations for update to tusom_app
  using (run_id = app.run() and owner_id = any ((select app.units())::int[])) with check (run_id = app.run() and owner_id = any ((select app.units())::int[]));
create policy scopes_read on scenario_activation_scopes for select to tusom_app using (run_id = app.run() and exists (select from scenario_activations a where a.id = activation_id));
create policy scopes_make on scenario_activation_scopes for insert to tusom_app
  with check (run_id = app.run() and commune_id = any ((select app.units())::int[]) and exists (select from scenario_activations a where a.id = activation_id));
grant select on scenarios, scenario_steps, unit_functions to tusom_app;
grant select, insert on scenario_activations, scenario_activation_scopes to tusom_app;
grant update (incident_id, reach, state, stopped_at, stopped_by_name, stop_reason) on scenario_activations to tusom_app;
