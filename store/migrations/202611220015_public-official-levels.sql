-- An official level of a bulletin is public by law; the public page must not look calm where one stands and no warning is in force.
-- Suggested levels stay closed to people who have not signed in, and so does who entered a bulletin.
grant select (run_id, area_id, hazard, status, level, since, expires_at, bulletin_id) on level_states to tusom_public;
grant select (id, run_id, issuer, issued_at) on bulletins to tusom_public;
create policy states_public on level_states for select to tusom_public using (run_id = app.run() and status = 'official');
create policy bulletins_public on bulletins for select to tusom_public using (run_id = app.run());
