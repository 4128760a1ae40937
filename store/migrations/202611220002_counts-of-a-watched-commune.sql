-- A hamlet's own commune is watched by it as a whole: counts asked for the commune are the commune's, not those of the one
-- hamlet that happens to be held. Still counts only, by hamlet; households stay with those who hold them.
create or replace function app.household_counts() returns table (
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
  where h.active and (h.hamlet_id = any ((select app.units())::int[]) or h.commune_id = any ((select app.units())::int[]) or h.hamlet_id = any ((select app.watch())::int[]) or h.commune_id = any ((select app.watch())::int[]))
  group by h.commune_id, h.hamlet_id
$$;
create or replace function app.evacuation_counts() returns table (
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
  where p.hamlet_id = any ((select app.units())::int[]) or p.commune_id = any ((select app.units())::int[]) or p.hamlet_id = any ((select app.watch())::int[]) or p.commune_id = any ((select app.watch())::int[])
  group by p.commune_id, p.hamlet_id, coalesce(s.state, 'planned')
$$;
create or replace function app.evacuation_reports() returns table (commune_id int, hamlet_id int, known_at timestamptz, at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.commune_id, m.hamlet_id, max(m.known_at), max(m.at) from household_moves m
  where m.run_id = app.run() and (m.hamlet_id = any ((select app.units())::int[]) or m.commune_id = any ((select app.units())::int[]) or m.hamlet_id = any ((select app.watch())::int[]) or m.commune_id = any ((select app.watch())::int[]))
    and m.known_at >= coalesce((select min(o.since) from evacuation_orders o where o.run_id = m.run_id and o.commune_id = m.commune_id and o.ended_at is null), '-infinity')
  group by m.commune_id, m.hamlet_id
$$;
