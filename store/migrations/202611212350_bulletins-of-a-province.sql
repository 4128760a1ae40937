-- A bulletin was entered for one province: another province's duty room does not list it. Who holds or watches the province
-- sees it, and everybody who sits in it.
drop policy bulletins_read on bulletins;
create policy bulletins_read on bulletins for select to tusom_app
  using (run_id = app.run() and (province_id = (select app.home_province()) or province_id = any ((select app.units())::int[])
    or province_id = any ((select app.watch())::int[])));
-- Refused readings are written for the operator's eyes; no request reads them, and one that did would see every province's.
drop policy observations_none on reading_refusals;
revoke select on reading_refusals from tusom_app;
