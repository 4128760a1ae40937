-- A Word template speaks for every report of a province: who uploaded a version does not put it in use. Versions that one person both
-- uploaded and approved before this rule go out of use and stay: the template that ships speaks until somebody else approves one.
update report_templates set state = 'retired' where state = 'approved' and approved_by = uploaded_by;
alter table report_templates add constraint report_templates_two_people
  check (state <> 'approved' or approved_by <> uploaded_by);
