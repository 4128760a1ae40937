-- Hazards that come together: an officer raises the level of a commune by one or two steps, with a reason (QĐ 18/2021 Điều 4).
create table level_raises (
  id int generated always as identity primary key,
  run_id int not null references runs,
  area_id int not null references units,
  hazards text[] not null check (cardinality(hazards) >= 2),
  base smallint not null check (base between 1 and 5),
  by_steps smallint not null check (by_steps in (1, 2)),
  reason text not null check (length(btrim(reason)) >= 10),
  at timestamptz not null,
  user_id int not null references users,
  user_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  unique (id, run_id)
);
-- one that stands for a commune
create unique index on level_raises (run_id, area_id) where ended_at is null;
grant select, insert, update on level_raises to tusom_app;
alter table level_raises enable row level security;
create policy raises_read on level_raises for select to tusom_app
  using (run_id = app.run() and (area_id = any ((select app.units())::int[]) or area_id = any ((select app.watch())::int[])));
create policy raises_make on level_raises for insert to tusom_app with check (run_id = app.run() and area_id = any ((select app.units())::int[]));
create policy raises_change on level_raises for update to tusom_app using (run_id = app.run() and area_id = any ((select app.units())::int[]));
