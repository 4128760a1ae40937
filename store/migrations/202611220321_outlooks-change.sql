-- Who changes an outlook is bound by his reach, as in every other table; who signed it is written by the command and kept in the audit.
alter policy outlooks_change on outlooks
  with check (run_id = app.run() and reach && (select app.units())::int[]);
