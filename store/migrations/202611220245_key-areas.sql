-- Key areas (địa bàn trọng điểm): a named place in one or several communes that plans want watched. A register: the same in every run.
create table key_areas (
  id int generated always as identity primary key,
  province_id int not null references units,
  -- who entered it and answers for it
  owner_id int not null references units,
  code text not null check (length(code) between 1 and 30),
  name text not null check (length(btrim(name)) between 1 and 200),
  commune_ids int[] not null check (cardinality(commune_ids) between 1 and 50),
  fields text[] not null check (cardinality(fields) > 0
    and fields <@ array['geology', 'climate', 'environment', 'water', 'energy', 'health', 'crime']),
  why text not null check (length(btrim(why)) between 5 and 1000),
  source text not null default '' check (length(source) <= 300),
  invented boolean not null default false,
  updated_at timestamptz not null,
  updated_by int references users,
  updated_by_name text not null,
  retired_at timestamptz
);
-- a code is free again once its area is no longer one
create unique index key_areas_code on key_areas (province_id, code) where retired_at is null;
alter table key_areas enable row level security;
create policy key_areas_read on key_areas for select to tusom_app
  using (commune_ids && (select app.units())::int[] or commune_ids && (select app.watch())::int[]);
create policy key_areas_make on key_areas for insert to tusom_app
  with check (owner_id = any ((select app.units())::int[]) and commune_ids <@ ((select app.units())::int[] || (select app.watch())::int[]));
create policy key_areas_change on key_areas for update to tusom_app
  using (owner_id = any ((select app.units())::int[]))
  with check (owner_id = any ((select app.units())::int[]) and commune_ids <@ ((select app.units())::int[] || (select app.watch())::int[]));
grant select, insert, update on key_areas to tusom_app;
