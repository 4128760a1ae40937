-- Days that count otherwise than their day of the week says, as the office that consolidates enters them: public holidays, and Saturdays worked
-- in exchange. The Government sets them each year, so none ship with the program.
create table report_days_off (
  province_id int not null references units,
  day date not null,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null,
  owner_id int not null references units,
  at timestamptz not null,
  by_name text not null,
  primary key (province_id, day)
);
grant select, insert, update, delete on report_days_off to tusom_app;
alter table report_days_off enable row level security;
create policy days_off_read on report_days_off for select to tusom_app using (true);
create policy days_off_make on report_days_off for insert to tusom_app with check (app.keeps_forms(owner_id, province_id));
-- whoever keeps the forms of the province, whichever of them entered the day
create policy days_off_change on report_days_off for update to tusom_app
  using (exists (select from unnest((select app.units())::int[]) u where app.keeps_forms(u, province_id)))
  with check (app.keeps_forms(owner_id, province_id));
create policy days_off_end on report_days_off for delete to tusom_app
  using (exists (select from unnest((select app.units())::int[]) u where app.keeps_forms(u, province_id)));
