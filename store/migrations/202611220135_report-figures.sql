-- Forms, figures and breakdowns are kept by the office that consolidates. A version is never changed: reports keep theirs.
alter table report_forms
  add column province_id int references units,
  add column owner_id int references units,
  add column by_name text not null default '',
  add column note text not null default '',
  add check ((province_id is null) = (owner_id is null));
-- Who keeps forms for a province: the province itself, or who consolidates for it.
create function app.keeps_forms(owner int, province int) returns boolean language sql stable as $$
  select owner = any ((select app.units())::int[])
    and (owner = province or exists (select from mandates where unit_id = owner and over_id = province and purpose = 'consolidates'))
$$;
grant insert on report_forms to tusom_app;
alter table report_forms enable row level security;
create policy forms_read on report_forms for select using (true);
create policy forms_make on report_forms for insert to tusom_app with check (app.keeps_forms(owner_id, province_id));

-- Data elements and breakdowns that a province added or changed; the newest version of a code counts, `retired` takes it out.
create table report_catalogue (
  province_id int not null references units,
  kind text not null check (kind in ('element', 'breakdown')),
  code text not null,
  version int not null check (version > 0),
  body jsonb not null,
  retired boolean not null default false,
  owner_id int not null references units,
  at timestamptz not null,
  by_name text not null,
  primary key (province_id, kind, code, version)
);
grant select, insert on report_catalogue to tusom_app;
alter table report_catalogue enable row level security;
create policy catalogue_read on report_catalogue for select to tusom_app using (true);
create policy catalogue_make on report_catalogue for insert to tusom_app with check (app.keeps_forms(owner_id, province_id));

-- Reports that are not due by the calendar: asked for from one day to another, of all communes or of some. A form of days is
-- then due every day until the call ends, any other once, for exactly these days.
create table report_calls (
  id int generated always as identity primary key,
  run_id int not null default 0 references runs check (run_id = 0),
  form_code text not null,
  province_id int not null references units,
  owner_id int not null references units,
  from_day date not null,
  to_day date check (to_day >= from_day),
  unit_ids int[],
  due_at timestamptz,
  note text not null default '',
  created_at timestamptz not null,
  created_by int not null references users,
  created_by_name text not null,
  ended_at timestamptz
);
create index on report_calls (province_id, from_day);
grant select, insert on report_calls to tusom_app;
grant update (ended_at, to_day) on report_calls to tusom_app;
alter table report_calls enable row level security;
create policy calls_read on report_calls for select to tusom_app using (run_id = app.run());
create policy calls_make on report_calls for insert to tusom_app with check (run_id = app.run() and app.keeps_forms(owner_id, province_id));
create policy calls_change on report_calls for update to tusom_app
  using (run_id = app.run() and app.keeps_forms(owner_id, province_id)) with check (run_id = app.run() and app.keeps_forms(owner_id, province_id));

-- Where a figure of a form stands in the arrays below. Positions are given once and never again.
create table report_positions (
  form_code text not null,
  element text not null,
  pos int not null check (pos > 0),
  primary key (form_code, element),
  unique (form_code, pos)
);
grant select on report_positions to tusom_app;
create function app.place_figures(form text, codes text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('report positions ' || form, 0));
  insert into report_positions (form_code, element, pos)
  select form, c.code, (select coalesce(max(pos), 0) from report_positions where form_code = form) + row_number() over (order by c.n)
  from unnest(codes) with ordinality c(code, n)
  where not exists (select from report_positions p where p.form_code = form and p.element = c.code);
end $$;

-- The figures of reports that count (sent or accepted), one row a report: an array is a fourteenth of the size of a row a value,
-- and 300 totals over 100 communes are added in 10 ms (docs/decisions). null: no figure; `na`: positions that do not apply.
create table report_figures (
  run_id int not null,
  form_code text not null,
  period_key text not null,
  period_start date not null,
  period_end date not null,
  unit_id int not null references units,
  report_id int not null,
  reach int[] not null check (unit_id = any (reach)),
  accepted boolean not null,
  figures float8[] not null,
  na int[] not null default '{}',
  primary key (run_id, form_code, period_key, unit_id),
  unique (run_id, report_id),
  foreign key (report_id, run_id) references reports (id, run_id)
) with (toast_tuple_target = 8160);
create index on report_figures (form_code, period_start, unit_id);
create index on report_figures (unit_id, form_code, period_start);

-- Sums of them at every unit above, kept in the transaction that changes a figure and always made anew from the parts.
create table report_sums (
  run_id int not null references runs,
  form_code text not null,
  period_key text not null,
  period_start date not null,
  period_end date not null,
  node_id int not null references units,
  reach int[] not null check (node_id = any (reach)),
  reports int not null check (reports > 0),
  accepted int not null check (accepted between 0 and reports),
  totals float8[] not null,
  counts int[] not null,
  na int[] not null,
  primary key (run_id, form_code, period_key, node_id)
) with (toast_tuple_target = 8160);
create index on report_sums (node_id, form_code, period_start);

-- What a reader without the right to small cells sees of sensitive counts: made once when the office releases a period, with small
-- cells and those that would give them away left out (null and in `hidden`). Only these ever leave to such a reader.
create table report_releases (
  run_id int not null default 0 references runs check (run_id = 0),
  form_code text not null,
  period_key text not null,
  period_start date not null,
  period_end date not null,
  over_id int not null references units,
  reach int[] not null check (over_id = any (reach)),
  elements text[] not null,
  -- sensitive figures that were counted in another released period over the same days: never released twice
  left_out text[] not null,
  -- { unit id: { element: figure or null where it is withheld } }
  figures jsonb not null,
  released_at timestamptz not null,
  released_by int not null references users,
  released_by_name text not null,
  primary key (run_id, form_code, period_key, over_id)
);
create index on report_releases (over_id, period_start);

grant select on report_figures, report_sums to tusom_app;
grant select, insert on report_releases to tusom_app;
alter table report_figures enable row level security;
alter table report_sums enable row level security;
alter table report_releases enable row level security;
create policy figures_read on report_figures for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy sums_read on report_sums for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy releases_read on report_releases for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy releases_make on report_releases for insert to tusom_app with check (run_id = app.run() and reach && (select app.units())::int[]);

-- Makes the sum of one unit anew from what lies directly below it. Whoever changes a part waits here for who changed another, and
-- then sees it; the order is always upwards, so nobody waits in a circle.
create function app.sum_reports(form text, period text, node int) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(form || ' ' || period || ' ' || node, 7));
  with parts as (
    select period_start, period_end, 1 as reports, accepted::int as accepted, figures, null::int[] as counts, na
      from report_figures where run_id = 0 and form_code = form and period_key = period
        and unit_id in (select id from units where parent_id = node)
    union all
    select period_start, period_end, reports, accepted, totals, counts, na
      from report_sums where run_id = 0 and form_code = form and period_key = period
        and node_id in (select id from units where parent_id = node)
  ), added as (
    select x.pos, round(sum(x.v) * 10) / 10 as total, sum(coalesce(p.counts[x.pos], (x.v is not null)::int))::int as n
    from parts p, unnest(p.figures) with ordinality x(v, pos) group by x.pos
  ), absent as (
    select pos, sum(n)::int as n from (
      select unnest(na) as pos, 1 as n from parts where counts is null
      union all
      select x.pos::int, x.n from parts p, unnest(p.na) with ordinality x(n, pos) where p.counts is not null) y group by pos
  ), whole as (
    select min(period_start) as period_start, min(period_end) as period_end, sum(reports)::int as reports, sum(accepted)::int as accepted from parts
  )
  insert into report_sums (run_id, form_code, period_key, period_start, period_end, node_id, reach, reports, accepted, totals, counts, na)
  select 0, form, period, period_start, period_end, node,
    node || array(select distinct m.unit_id from mandates m where m.purpose = 'consolidates' and m.unit_id <> node and m.over_id in (
      with recursive up(id) as (select node union select u.parent_id from units u join up on up.id = u.id where u.parent_id is not null) select id from up)),
    reports, accepted,
    coalesce((select array_agg(total order by pos) from added), '{}'), coalesce((select array_agg(n order by pos) from added), '{}'),
    coalesce((select array_agg(coalesce(b.n, 0) order by a.pos) from added a left join absent b on b.pos = a.pos), '{}')
  from whole where reports > 0
  on conflict (run_id, form_code, period_key, node_id) do update set period_start = excluded.period_start, period_end = excluded.period_end,
    reach = excluded.reach, reports = excluded.reports, accepted = excluded.accepted, totals = excluded.totals, counts = excluded.counts, na = excluded.na;
  if not found then
    delete from report_sums where run_id = 0 and form_code = form and period_key = period and node_id = node;
  end if;
end $$;

-- Puts reports' figures where totals read them, or takes them out, and makes every sum above anew: part of the transaction that
-- sends, returns, accepts or reopens them. It only ever says what the reports say, so anybody may call it.
create function app.count_reports(ids int[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
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
  level := array(select distinct u.parent_id from reports r join units u on u.id = r.unit_id where r.id = any (ids) and u.parent_id is not null order by 1);
  while cardinality(level) > 0 loop
    for f in select distinct r.form_code, r.period_key, n.id from reports r, unnest(level) n(id) where r.id = any (ids) order by 1, 2, 3 loop
      perform app.sum_reports(f.form_code, f.period_key, f.id);
    end loop;
    level := array(select distinct parent_id from units where id = any (level) and parent_id is not null order by 1);
  end loop;
end $$;
revoke all on function app.sum_reports, app.count_reports, app.place_figures from public;
grant execute on function app.count_reports, app.place_figures to tusom_app;

-- A unit that comes under another one takes its sums along.
create function app.recount_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  f record;
  above int;
begin
  for f in select distinct form_code, period_key from report_figures where unit_id = new.id
    union select form_code, period_key from report_sums where node_id = new.id loop
    foreach above in array array[old.parent_id, new.parent_id] loop
      while above is not null loop
        perform app.sum_reports(f.form_code, f.period_key, above);
        select parent_id into above from units where id = above;
      end loop;
    end loop;
  end loop;
  return null;
end $$;
create trigger units_moved after update of parent_id on units for each row
  when (old.parent_id is distinct from new.parent_id) execute function app.recount_moved();

-- What was reported before this table existed.
do $$
declare
  f record;
begin
  for f in select code, jsonb_path_query_array(body, '$.elements[*].code') as codes from report_forms order by loaded_at loop
    perform app.place_figures(f.code, array(select jsonb_array_elements_text(f.codes)));
  end loop;
  perform app.count_reports(array(select id from reports where state in ('submitted', 'accepted')));
end $$;
