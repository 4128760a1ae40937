-- Two batches of a new month at the same moment: the second looks again after it has waited for the first.
create or replace function app.ensure_partition(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date := date_trunc('month', month)::date;
  name text := 'observations_' || to_char(first, 'YYYYMM');
begin
  if to_regclass('public.' || name) is null then
    perform pg_advisory_xact_lock(720312);
    if to_regclass('public.' || name) is not null then return; end if;
    execute format('create table if not exists %I partition of observations for values from (%L) to (%L)', name,
      first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
    execute format('grant select, insert, update on %I to tusom_ingest', name);
    execute format('grant select on %I to tusom_app', name);
  end if;
end $$;
