-- Households at risk, host households, shelters, evacuation plans and what happened to each household.
--
-- The register (households, hosts, shelters) is base data like units and stations: it has no run, so that an exercise
-- moves the households that really stand there; orders, plans and moves belong to a run. In an exercise the server shows no name.
--
-- Names, telephones, house points and notes are sealed (AES-256-GCM) by the server, which alone holds the key: `…_sealed`.
-- They are found by keyed hashes of normalised words. Purpose, legal basis and the day of deletion are columns (Luật 91/2025/QH15).

create table shelters (
  id int generated always as identity primary key,
  commune_id int not null references units,
  hamlet_id int references units,
  code text not null,
  name text not null,
  name_en text,
  kind text not null check (kind in ('school', 'hall', 'office', 'clinic', 'other')),
  capacity int not null check (capacity between 1 and 20000),
  lat double precision,
  lon double precision,
  safe_from text[] not null check (cardinality(safe_from) > 0 and safe_from <@ array['flood', 'landslide']),
  has_water boolean not null default false,
  has_toilet boolean not null default false,
  has_power boolean not null default false,
  active boolean not null default true,
  invented boolean not null default false,
  source text,
  updated_at timestamptz not null,
  updated_by int references users,
  unique (commune_id, code)
);

create table host_households (
  id int generated always as identity primary key,
  commune_id int not null references units,
  hamlet_id int not null references units,
  code text not null,
  name_sealed bytea,
  phone_sealed bytea,
  point_sealed bytea,
  name_words bytea[] not null default '{}',
  phone_hashes bytea[] not null default '{}',
  capacity int not null check (capacity between 1 and 200),
  house_type text not null,
  floors int not null default 1,
  safe_from text[] not null check (cardinality(safe_from) > 0 and safe_from <@ array['flood', 'landslide']),
  purpose text not null,
  legal_basis text not null check (legal_basis in ('consent', '19.1a', '19.1b', '19.1c', '19.1d', '19.1đ')),
  delete_after date not null,
  active boolean not null default true,
  erased_at timestamptz,
  invented boolean not null default false,
  source text,
  updated_at timestamptz not null,
  updated_by int references users,
  unique (commune_id, code)
);
create index on host_households (hamlet_id);

create table households (
  id int generated always as identity primary key,
  commune_id int not null references units,
  hamlet_id int not null references units,
  code text not null,
  name_sealed bytea,
  phone_sealed bytea,
  alternate_sealed bytea,
  point_sealed bytea,
  note_sealed bytea,
  name_words bytea[] not null default '{}',
  phone_hashes bytea[] not null default '{}',
  people int not null check (people between 1 and 40),
  usually_away int not null default 0 check (usually_away between 0 and people),
  children_under_6 int not null default 0 check (children_under_6 between 0 and people),
  elderly int not null default 0 check (elderly between 0 and people),
  pregnant_or_infant int not null default 0 check (pregnant_or_infant between 0 and people),
  disabled int not null default 0 check (disabled between 0 and people),
  bedridden int not null default 0 check (bedridden between 0 and people),
  poor int not null default 0 check (poor between 0 and people),
  lives_alone int not null default 0 check (lives_alone between 0 and 1),
  house_type text not null check (house_type in ('kiên cố', 'bán kiên cố', 'thiếu kiên cố', 'đơn sơ')),
  floors int not null default 1 check (floors between 0 and 20),
  raised_m double precision not null default 0,
  hazards text[] not null check (cardinality(hazards) > 0 and hazards <@ array['flood', 'landslide']),
  flood_group smallint check (flood_group in (1, 2)),
  threshold_note text not null default '',
  big_livestock int not null default 0 check (big_livestock >= 0),
  host_id int references host_households,
  shelter_id int references shelters,
  purpose text not null,
  legal_basis text not null check (legal_basis in ('consent', '19.1a', '19.1b', '19.1c', '19.1d', '19.1đ')),
  delete_after date not null,
  active boolean not null default true,
  erased_at timestamptz,
  invented boolean not null default false,
  source text,
  updated_at timestamptz not null,
  updated_by int references users,
  unique (commune_id, code),
  check (host_id is null or shelter_id is null),
  check (children_under_6 + elderly + pregnant_or_infant <= people)
);
create index on households (hamlet_id);
create index on households (delete_after) where erased_at is null;
create index on households using gin (name_words);
create index on households using gin (phone_hashes);

-- Who read names, how many, and why. One row for one list or one household opened.
create table personal_reads (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  user_id int not null references users,
  user_name text not null,
  unit_id int not null references units,
  run_id int not null references runs,
  subject text not null,
  records int not null check (records >= 0),
  purpose text not null
);
create index on personal_reads (unit_id, at);
create trigger personal_reads_append_only before update or delete or truncate on personal_reads for each statement execute function app.refuse_change();

-- The order of who must go: one row a commune and hazard; the last that has not ended counts.
create table evacuation_orders (
  id int generated always as identity primary key,
  run_id int not null references runs,
  commune_id int not null references units,
  hazard text not null check (hazard in ('flood', 'landslide')),
  level smallint check (level between 0 and 5),
  alarm smallint check (alarm between 0 and 4),
  rising boolean not null default false,
  everyone boolean not null default false,
  due_at timestamptz,
  -- since when the commune has been moving people for this hazard; an order that takes another's place keeps it
  since timestamptz not null,
  ordered_at timestamptz not null,
  ordered_by int not null references users,
  ordered_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  unique (id, run_id)
);
create unique index on evacuation_orders (run_id, commune_id, hazard) where ended_at is null;

-- Where each household was told to go. Made once when the order is given, so that the printed list, the phones and the
-- shelter's keeper say the same; a new order keeps those who are already under way.
create table evacuation_places (
  run_id int not null references runs,
  household_id int not null references households,
  commune_id int not null references units,
  hamlet_id int not null references units,
  people int not null,
  rank smallint not null,
  transport boolean not null,
  reason jsonb not null,
  host_id int references host_households,
  shelter_id int references shelters,
  distance_km double precision,
  why text,
  wish text,
  unplaced text,
  primary key (run_id, household_id),
  check (host_id is null or shelter_id is null),
  check ((host_id is null and shelter_id is null) = (unplaced is not null))
);
create index on evacuation_places (run_id, commune_id);
create index on evacuation_places (run_id, hamlet_id);

-- What phones told: append-only. `id` is made by the phone, so the same fact sent twice is one. `at`: when it happened;
-- `known_at`: when it reached us. kind 'no-change' has no household: "we looked, nobody has moved" (silence is not zero).
create table household_moves (
  run_id int not null references runs,
  id uuid not null,
  household_id int references households,
  commune_id int not null references units,
  hamlet_id int not null references units,
  kind text not null check (kind in ('left', 'moving', 'arrived', 'returned', 'help', 'helped', 'refused', 'undo', 'no-change')),
  at timestamptz not null,
  known_at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  host_id int references host_households,
  shelter_id int references shelters,
  people int check (people >= 1),
  need text check (need in ('carry', 'boat', 'medical', 'vehicle', 'other')),
  undoes uuid,
  primary key (run_id, id),
  check ((household_id is null) = (kind = 'no-change')),
  check ((undoes is not null) = (kind = 'undo'))
);
create index on household_moves (run_id, household_id);
create index on household_moves (run_id, hamlet_id);
create trigger household_moves_append_only before update or delete or truncate on household_moves for each statement execute function app.refuse_change();

-- The state that follows from the moves: a cache of domain's deriveMove, written in the transaction of its events.
create table household_states (
  run_id int not null references runs,
  household_id int not null references households,
  commune_id int not null references units,
  hamlet_id int not null references units,
  state text not null default 'planned' check (state in ('planned', 'left', 'moving', 'arrived', 'returned')),
  since timestamptz,
  host_id int references host_households,
  shelter_id int references shelters,
  people int,
  help text,
  help_since timestamptz,
  refused_since timestamptz,
  by_name text,
  last_id uuid,
  primary key (run_id, household_id)
);
create index on household_states (run_id, hamlet_id);

grant select, insert, update on shelters, host_households, households to tusom_app;
grant select, insert on personal_reads, household_moves to tusom_app;
grant select, insert, update on evacuation_orders, household_states to tusom_app;
grant select, insert, delete on evacuation_places to tusom_app;
grant select (id, commune_id, hamlet_id, code, name, name_en, kind, capacity, lat, lon, safe_from, has_water, has_toilet, has_power, active, invented) on shelters to tusom_public;

alter table shelters enable row level security;
alter table host_households enable row level security;
alter table households enable row level security;
alter table personal_reads enable row level security;
alter table evacuation_orders enable row level security;
alter table evacuation_places enable row level security;
alter table household_moves enable row level security;
alter table household_states enable row level security;

-- A shelter is a public place: its row is no secret for those who watch the commune, nor, while in use, for the public.
create policy shelters_public on shelters for select to tusom_public using (active);
create policy shelters_read on shelters for select to tusom_app
  using (commune_id = any ((select app.units())::int[]) or commune_id = any ((select app.watch())::int[]));
create policy shelters_make on shelters for insert to tusom_app with check (commune_id = any ((select app.units())::int[]));
create policy shelters_change on shelters for update to tusom_app
  using (commune_id = any ((select app.units())::int[])) with check (commune_id = any ((select app.units())::int[]));
-- A household is seen from its own hamlet upwards only, never by those who merely watch.
create policy hosts_read on host_households for select to tusom_app using (hamlet_id = any ((select app.units())::int[]));
create policy hosts_make on host_households for insert to tusom_app
  with check (hamlet_id = any ((select app.units())::int[]) and commune_id = any ((select app.units())::int[]));
create policy hosts_change on host_households for update to tusom_app
  using (hamlet_id = any ((select app.units())::int[])) with check (hamlet_id = any ((select app.units())::int[]));
create policy households_read on households for select to tusom_app using (hamlet_id = any ((select app.units())::int[]));
create policy households_make on households for insert to tusom_app
  with check (hamlet_id = any ((select app.units())::int[]) and commune_id = any ((select app.units())::int[]));
create policy households_change on households for update to tusom_app
  using (hamlet_id = any ((select app.units())::int[])) with check (hamlet_id = any ((select app.units())::int[]));
create policy reads_read on personal_reads for select to tusom_app using (unit_id = any ((select app.units())::int[]));
create policy reads_make on personal_reads for insert to tusom_app with check (user_id = app.user_id() and run_id = app.run());
create policy orders_read on evacuation_orders for select to tusom_app
  using (run_id = app.run() and (commune_id = any ((select app.units())::int[]) or commune_id = any ((select app.watch())::int[])));
create policy orders_make on evacuation_orders for insert to tusom_app
  with check (run_id = app.run() and commune_id = any ((select app.units())::int[]));
create policy orders_change on evacuation_orders for update to tusom_app
  using (run_id = app.run() and commune_id = any ((select app.units())::int[])) with check (run_id = app.run());
create policy places_all on evacuation_places to tusom_app
  using (run_id = app.run() and hamlet_id = any ((select app.units())::int[])) with check (run_id = app.run() and hamlet_id = any ((select app.units())::int[]));
create policy moves_read on household_moves for select to tusom_app using (run_id = app.run() and hamlet_id = any ((select app.units())::int[]));
create policy moves_make on household_moves for insert to tusom_app
  with check (run_id = app.run() and hamlet_id = any ((select app.units())::int[]) and by_id = app.user_id());
create policy states_all on household_states to tusom_app
  using (run_id = app.run() and hamlet_id = any ((select app.units())::int[])) with check (run_id = app.run() and hamlet_id = any ((select app.units())::int[]));

-- Counts for those who may know how many but not who: by hamlet, for units held or watched, nothing else leaves.
create function app.household_counts() returns table (
  commune_id int, hamlet_id int, households int, people int, flood_households int, flood_people int, group1_households int, group1_people int,
  landslide_households int, landslide_people int, children_under_6 int, elderly int, pregnant_or_infant int, disabled int, bedridden int, poor int, lives_alone int,
  transport_households int, livestock int)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.commune_id, h.hamlet_id, count(*)::int, sum(h.people)::int,
    count(*) filter (where 'flood' = any (h.hazards))::int, coalesce(sum(h.people) filter (where 'flood' = any (h.hazards)), 0)::int,
    count(*) filter (where 'flood' = any (h.hazards) and h.flood_group is distinct from 2)::int,
    coalesce(sum(h.people) filter (where 'flood' = any (h.hazards) and h.flood_group is distinct from 2), 0)::int,
    count(*) filter (where 'landslide' = any (h.hazards))::int, coalesce(sum(h.people) filter (where 'landslide' = any (h.hazards)), 0)::int,
    sum(h.children_under_6)::int, sum(h.elderly)::int, sum(h.pregnant_or_infant)::int, sum(h.disabled)::int, sum(h.bedridden)::int, sum(h.poor)::int, sum(h.lives_alone)::int,
    count(*) filter (where h.bedridden + h.disabled + h.pregnant_or_infant + h.lives_alone > 0)::int, sum(h.big_livestock)::int
  from households h
  where h.active and (h.hamlet_id = any ((select app.units())::int[]) or h.commune_id = any ((select app.units())::int[]) or h.hamlet_id = any ((select app.watch())::int[]))
  group by h.commune_id, h.hamlet_id
$$;

create function app.evacuation_counts() returns table (
  commune_id int, hamlet_id int, state text, households int, people int, help_households int, help_people int, refused_households int, refused_people int,
  transport_households int, transport_people int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.commune_id, p.hamlet_id, coalesce(s.state, 'planned'), count(*)::int, sum(coalesce(s.people, p.people))::int,
    count(*) filter (where s.help is not null)::int, coalesce(sum(coalesce(s.people, p.people)) filter (where s.help is not null), 0)::int,
    count(*) filter (where s.refused_since is not null)::int, coalesce(sum(coalesce(s.people, p.people)) filter (where s.refused_since is not null), 0)::int,
    count(*) filter (where p.transport and coalesce(s.state, 'planned') = 'planned')::int,
    coalesce(sum(p.people) filter (where p.transport and coalesce(s.state, 'planned') = 'planned'), 0)::int
  from (
    -- everybody of the plan, and whoever moved without being in it
    select household_id, commune_id, hamlet_id, people, transport from evacuation_places where run_id = app.run()
    union all
    select s.household_id, s.commune_id, s.hamlet_id, h.people, false from household_states s join households h on h.id = s.household_id
    where s.run_id = app.run() and (s.state <> 'planned' or s.help is not null or s.refused_since is not null)
      and not exists (select from evacuation_places p where p.run_id = s.run_id and p.household_id = s.household_id)
  ) p
  left join household_states s on s.run_id = app.run() and s.household_id = p.household_id
  where p.hamlet_id = any ((select app.units())::int[]) or p.commune_id = any ((select app.units())::int[]) or p.hamlet_id = any ((select app.watch())::int[])
  group by p.commune_id, p.hamlet_id, coalesce(s.state, 'planned')
$$;

-- Which hamlets have told anything since the present order, and when they last did: the rest is silent, not zero.
create function app.evacuation_reports() returns table (commune_id int, hamlet_id int, known_at timestamptz, at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.commune_id, m.hamlet_id, max(m.known_at), max(m.at) from household_moves m
  where m.run_id = app.run() and (m.hamlet_id = any ((select app.units())::int[]) or m.commune_id = any ((select app.units())::int[]) or m.hamlet_id = any ((select app.watch())::int[]))
    and m.known_at >= coalesce((select min(o.since) from evacuation_orders o where o.run_id = m.run_id and o.commune_id = m.commune_id and o.ended_at is null), '-infinity')
  group by m.commune_id, m.hamlet_id
$$;

-- How full a shelter is and will be: sums, no person. For the public page and for the commune.
create function app.shelter_load() returns table (shelter_id int, there int, coming int)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.shelter_id, sum(x.there)::int, sum(x.coming)::int from (
    select s.shelter_id, coalesce(s.people, h.people) as there, 0 as coming
    from household_states s join households h on h.id = s.household_id
    where s.run_id = app.run() and s.state = 'arrived' and s.shelter_id is not null
    union all
    select p.shelter_id, 0, p.people from evacuation_places p
    left join household_states s on s.run_id = p.run_id and s.household_id = p.household_id
    where p.run_id = app.run() and p.shelter_id is not null and coalesce(s.state, 'planned') not in ('arrived', 'returned')
  ) x group by x.shelter_id
$$;
revoke all on function app.household_counts, app.evacuation_counts, app.evacuation_reports, app.shelter_load from public;
grant execute on function app.household_counts, app.evacuation_counts, app.evacuation_reports, app.shelter_load to tusom_app;
grant execute on function app.shelter_load to tusom_public;
