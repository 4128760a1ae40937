-- The outlook (dự báo tình hình) of a unit as somebody confirmed it: made in one period, of the next. A draft is never stored: it is made anew
-- from what is stored, and so are the scores once the next period has ended.
create table outlooks (
  id int generated always as identity primary key,
  run_id int not null references runs,
  unit_id int not null references units,
  -- the unit and those who consolidate its reports, as in `reports`
  reach int[] not null check (unit_id = any (reach)),
  period_key text not null check (length(period_key) <= 24),
  next_key text not null check (length(next_key) <= 24),
  next_start date not null,
  next_end date not null check (next_end >= next_start),
  text text not null check (length(btrim(text)) between 1 and 20000),
  -- [{ id, vi, en, claim }]: what can be checked afterwards
  claims jsonb not null,
  confirmed_at timestamptz not null,
  confirmed_by int not null references users,
  confirmed_by_name text not null,
  unique (id, run_id),
  unique (run_id, unit_id, period_key)
);
create index on outlooks (run_id, unit_id, next_start desc);
alter table outlooks enable row level security;
create policy outlooks_read on outlooks for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy outlooks_make on outlooks for insert to tusom_app
  with check (run_id = app.run() and reach && (select app.units())::int[] and confirmed_by = app.user_id());
create policy outlooks_change on outlooks for update to tusom_app
  using (run_id = app.run() and reach && (select app.units())::int[])
  with check (run_id = app.run() and reach && (select app.units())::int[] and confirmed_by = app.user_id());
grant select, insert on outlooks to tusom_app;
grant update (text, claims, confirmed_at, confirmed_by, confirmed_by_name) on outlooks to tusom_app;
