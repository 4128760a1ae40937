-- Word templates of a province's reports. A version is never changed: an office uploads another. One of a form and kind is in use.
create table report_templates (
  id int generated always as identity primary key,
  run_id int not null default 0 references runs check (run_id = 0),
  form_code text not null,
  kind text not null check (kind in ('unit', 'consolidated')),
  province_id int not null references units,
  owner_id int not null references units,
  version int not null check (version > 0),
  filename text not null,
  body bytea not null check (octet_length(body) <= 4000000),
  state text not null default 'draft' check (state in ('draft', 'approved', 'retired')),
  note text not null default '',
  uploaded_at timestamptz not null,
  uploaded_by int not null references users,
  uploaded_by_name text not null,
  approved_at timestamptz,
  approved_by int references users,
  approved_by_name text,
  unique (id, run_id),
  unique (province_id, form_code, kind, version),
  check ((state = 'draft') = (approved_at is null))
);
create unique index report_templates_in_use on report_templates (province_id, form_code, kind) where state = 'approved';
grant select, insert on report_templates to tusom_app;
grant update (state, approved_at, approved_by, approved_by_name) on report_templates to tusom_app;
alter table report_templates enable row level security;
create policy templates_read on report_templates for select to tusom_app using (run_id = app.run());
create policy templates_make on report_templates for insert to tusom_app
  with check (run_id = app.run() and app.keeps_forms(owner_id, province_id));
create policy templates_change on report_templates for update to tusom_app
  using (run_id = app.run() and app.keeps_forms(owner_id, province_id)) with check (run_id = app.run() and app.keeps_forms(owner_id, province_id));
