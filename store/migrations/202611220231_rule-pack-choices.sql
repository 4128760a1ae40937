-- A province's version of a rule pack stands beside the shipped ones and names its base; no version is ever changed or taken away.
alter table rule_packs
  add column province_id int references units,
  add column base_id text,
  add column base_version text,
  add column note text,
  add column made_by int references users,
  add column made_by_name text,
  add column made_at timestamptz,
  add constraint rule_packs_base foreign key (base_id, base_version) references rule_packs (id, version),
  add constraint rule_packs_own check ((province_id is null) = (made_by is null) and (province_id is null or base_id is not null));
alter table rule_packs enable row level security;
create policy rule_packs_read on rule_packs for select using (true);
create policy rule_packs_make on rule_packs for insert to tusom_app with check (province_id = any ((select app.units())::int[]));
grant insert on rule_packs to tusom_app;

-- Which version a province judges by, since when; what nobody has chosen is the version that ships. One row a proposal:
-- the person who approves it is never the one who proposed it.
create table pack_choices (
  id int generated always as identity primary key,
  run_id int not null references runs,
  province_id int not null references units,
  pack_id text not null,
  version text not null,
  -- what was in force when this was proposed
  instead_of text not null,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by int not null references users,
  proposed_by_name text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'turned-down')),
  decided_at timestamptz,
  decided_by int references users,
  decided_by_name text,
  -- levels that changed by it, as they were published
  level_changes int,
  unique (id, run_id),
  foreign key (pack_id, version) references rule_packs (id, version),
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check (state <> 'approved' or decided_by <> proposed_by)
);
create unique index pack_choices_waiting on pack_choices (run_id, province_id, pack_id) where state = 'proposed';
create index on pack_choices (run_id, pack_id, decided_at desc) where state = 'approved';
alter table pack_choices enable row level security;
create policy pack_choices_read on pack_choices for select to tusom_app using (run_id = app.run());
create policy pack_choices_make on pack_choices for insert to tusom_app
  with check (run_id = app.run() and province_id = any ((select app.units())::int[]));
create policy pack_choices_decide on pack_choices for update to tusom_app
  using (run_id = app.run() and province_id = any ((select app.units())::int[]))
  with check (run_id = app.run() and province_id = any ((select app.units())::int[]));
-- the engine of an exercise judges by the actual run's choices where the exercise has none of its own
create policy pack_choices_ingest on pack_choices for select to tusom_ingest using (run_id = app.run() or run_id = 0);
grant select, insert on pack_choices to tusom_app;
grant update (state, decided_at, decided_by, decided_by_name, level_changes) on pack_choices to tusom_app;
grant select on pack_choices to tusom_ingest;

-- What happened, to judge warnings by: entered by hand, from a file, or taken over from incidents and bulletins.
create table observed_events (
  id int generated always as identity primary key,
  run_id int not null references runs,
  hazard text not null,
  area_ids int[] not null check (cardinality(area_ids) between 1 and 400),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at >= starts_at),
  level smallint check (level between 1 and 5), -- null: it happened, nobody said how bad
  title text not null,
  source text not null,
  origin text not null check (origin in ('typed', 'file', 'incident', 'bulletin')),
  -- of what it was taken over from, so that it is taken over once
  origin_key text,
  entered_at timestamptz not null,
  entered_by int not null references users,
  entered_by_name text not null,
  unique (id, run_id)
);
create unique index on observed_events (run_id, origin, origin_key) where origin_key is not null;
create index on observed_events (run_id, starts_at);
alter table observed_events enable row level security;
create policy observed_events_read on observed_events for select to tusom_app
  using (run_id = app.run() and (area_ids && (select app.units())::int[] or area_ids && (select app.watch())::int[]));
create policy observed_events_make on observed_events for insert to tusom_app
  with check (run_id = app.run() and area_ids <@ (select app.units())::int[]);
create policy observed_events_drop on observed_events for delete to tusom_app
  using (run_id = app.run() and area_ids <@ (select app.units())::int[]);
grant select, insert, delete on observed_events to tusom_app;
