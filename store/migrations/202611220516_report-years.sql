-- A commune's figures of a calendar year added up, so that a year by commune reads one row a commune and not one a week (nationally 3,321
-- instead of 172,692). Only periods that lie wholly in the year; those over the turn of a year are few and read as they are.
create table report_years (
  run_id int not null default 0 references runs check (run_id = 0),
  form_code text not null,
  year int not null,
  unit_id int not null references units,
  reach int[] not null check (unit_id = any (reach)),
  reports int not null check (reports > 0),
  totals float8[] not null,
  counts int[] not null,
  primary key (run_id, form_code, year, unit_id)
) with (toast_tuple_target = 8160);
create index on report_years (unit_id, form_code, year);
create index report_figures_turn on report_figures (form_code, period_start)
  where extract(year from period_start) <> extract(year from period_end);

grant select on report_years to tusom_app;
alter table report_years enable row level security;
create policy years_read on report_years for select to tusom_app
  using (run_id = (select app.run()) and (unit_id in (select app.unit_list()) or reach && (select app.units())::int[]));

-- Makes the years of some reports anew from their figures. Two writers of one commune's year wait for each other, in the order of the units.
create function app.sum_years(ids int[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(k.form_code || ' ' || k.unit_id, 8))
    from (select distinct form_code, unit_id from reports where id = any (ids) order by 1, 2) k;
  delete from report_years y using (
      select distinct form_code, unit_id, extract(year from period_start)::int as year from reports
      where id = any (ids) and extract(year from period_start) = extract(year from period_end)) k
    where y.run_id = 0 and y.form_code = k.form_code and y.unit_id = k.unit_id and y.year = k.year;
  with keys as (
    select distinct form_code, unit_id, extract(year from period_start)::int as year from reports
    where id = any (ids) and extract(year from period_start) = extract(year from period_end)
  ), parts as (
    select k.form_code, k.unit_id, k.year, f.figures, f.reach from keys k join report_figures f
      on f.run_id = 0 and f.form_code = k.form_code and f.unit_id = k.unit_id
      and f.period_start >= make_date(k.year, 1, 1) and f.period_end <= make_date(k.year, 12, 31)
  ), added as (
    select form_code, unit_id, year, x.pos, round(sum(x.v) * 10) / 10 as total, count(x.v)::int as n
    from parts, unnest(figures) with ordinality x(v, pos) group by 1, 2, 3, 4
  ), whole as (
    select form_code, unit_id, year, count(*)::int as reports from parts group by 1, 2, 3
  ), arrays as (
    select form_code, unit_id, year, array_agg(total order by pos) as totals, array_agg(n order by pos) as counts from added group by 1, 2, 3
  )
  insert into report_years (run_id, form_code, year, unit_id, reach, reports, totals, counts)
  select 0, w.form_code, w.year, w.unit_id,
    (select p.reach from parts p where p.form_code = w.form_code and p.unit_id = w.unit_id and p.year = w.year limit 1),
    w.reports, coalesce(a.totals, '{}'), coalesce(a.counts, '{}')
  from whole w left join arrays a using (form_code, unit_id, year);
end $$;
revoke all on function app.sum_years from public;

-- The same as before, and the years.
create or replace function app.count_reports(ids int[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  level int[];
  f record;
begin
  delete from report_figures where run_id = 0 and report_id in (select id from reports where id = any (ids) and state not in ('submitted', 'accepted'));
  insert into report_figures (run_id, form_code, period_key, period_start, period_end, unit_id, report_id, reach, accepted, figures, na)
  select 0, r.form_code, r.period_key, r.period_start, r.period_end, r.unit_id, r.id, r.reach, r.state = 'accepted',
    coalesce(v.figures, '{}'), coalesce(v.na, '{}')
  from reports r cross join lateral (
    select array_agg(v.value order by p.pos) as figures, array_agg(p.pos order by p.pos) filter (where v.not_applicable) as na
    from report_positions p left join report_values v on v.run_id = 0 and v.report_id = r.id and v.element = p.element
    where p.form_code = r.form_code) v
  where r.id = any (ids) and r.run_id = 0 and r.state in ('submitted', 'accepted')
  on conflict (run_id, form_code, period_key, unit_id) do update set reach = excluded.reach, accepted = excluded.accepted, figures = excluded.figures, na = excluded.na;
  perform app.sum_years(ids);
  level := array(select distinct u.parent_id from reports r join units u on u.id = r.unit_id where r.id = any (ids) and u.parent_id is not null order by 1);
  while cardinality(level) > 0 loop
    for f in select distinct r.form_code, r.period_key, n.id from reports r, unnest(level) n(id) where r.id = any (ids) order by 1, 2, 3 loop
      perform app.sum_reports(f.form_code, f.period_key, f.id);
    end loop;
    level := array(select distinct parent_id from units where id = any (level) and parent_id is not null order by 1);
  end loop;
end $$;

-- What was counted before this table existed.
select app.sum_years(array(select report_id from report_figures order by form_code, unit_id));
