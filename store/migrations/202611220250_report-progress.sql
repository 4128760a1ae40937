-- How far reports are, for a page with all communes of a province: 30,000 cells are counted after the rights were asked once for each of
-- the 100 reports, not once for each cell. The same rule as the policy of `reports`; it gives no figure.
create function app.report_progress(ids int[], always text[], options text[], wholes text[])
returns table (report_id int, touched_at timestamptz, reasons int, filled int, parts text[], positive text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select r.id from reports r where r.id = any (ids) and r.run_id = (select app.run())
      and (r.unit_id in (select app.unit_list()) or r.reach && (select app.units())::int[])
  ), cells as (
    select v.report_id, v.at, v.reason, v.element, v.value, v.value is not null or v.not_applicable or coalesce(v.reason, '') <> '' as says
    from report_values v where v.run_id = 0 and v.report_id in (select id from mine)
  )
  select c.report_id, max(c.at), count(*) filter (where c.reason <> '')::int,
    count(*) filter (where c.says and c.element in (select unnest(always)))::int,
    coalesce(array_agg(c.element) filter (where c.says and c.element in (select unnest(options))), '{}'),
    coalesce(array_agg(c.element) filter (where c.value > 0 and c.element in (select unnest(wholes))), '{}')
  from cells c group by c.report_id
$$;
revoke all on function app.report_progress from public;
grant execute on function app.report_progress to tusom_app;
