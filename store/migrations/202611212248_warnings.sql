-- Warnings: drafted, approved by a second person, issued as CAP, superseded or taken back; and who has acknowledged.
-- A first warning, a new version and a taking back are each a row of their own: what was published stays as it was.
create table warning_settings (
  province_id int primary key references units,
  sender text not null check (sender ~ '^[^[:space:],<&]+$'),
  identifier_prefix text not null check (identifier_prefix ~ '^[^[:space:],<&]+$'),
  sender_name text not null,
  sender_name_en text not null,
  sender_short text not null,
  hotline text,
  contact text,
  web_base text,
  words_per_minute int not null default 150 check (words_per_minute between 60 and 300),
  updated_at timestamptz not null,
  updated_by_name text not null
);

create table warning_templates (
  id int generated always as identity primary key,
  owner_id int not null references units,
  draft_unit_id int not null references units,
  office int[] not null,
  name text not null,
  kind text not null check (kind in ('alert', 'cancel')),
  hazard text not null,
  headline text not null,
  description text not null,
  instruction text not null,
  headline_en text not null default '',
  description_en text not null default '',
  instruction_en text not null default '',
  urgency text not null,
  severity text not null,
  certainty text not null,
  responses text[] not null default '{}',
  valid_hours int not null check (valid_hours between 1 and 72),
  version int not null default 1,
  drafter_id int not null references users,
  drafter_name text not null,
  drafted_at timestamptz not null,
  retired_at timestamptz,
  sample boolean not null default false,
  check (owner_id = any (office) and draft_unit_id = any (office))
);
-- One yes a person for one version: an edit makes a new version and starts again.
create table warning_template_approvals (
  template_id int not null references warning_templates,
  version int not null,
  user_id int not null references users,
  user_name text not null,
  leader boolean not null,
  at timestamptz not null,
  primary key (template_id, version, user_id)
);

create table warnings (
  id int generated always as identity primary key,
  run_id int not null references runs,
  -- CAP status follows from the run and from nothing else
  status text not null generated always as (case when run_id = 0 then 'Actual' else 'Exercise' end) stored,
  msg_type text not null check (msg_type in ('Alert', 'Update', 'Cancel')),
  state text not null check (state in ('draft', 'submitted', 'approved', 'issued', 'superseded', 'cancelled', 'discarded')),
  province_id int not null references units,
  owner_id int not null references units,
  draft_unit_id int not null references units,
  office int[] not null,
  area_ids int[] not null check (cardinality(area_ids) > 0),
  reach int[] not null,
  hazard text not null,
  level smallint check (level between 0 and 5),
  -- { level, status, article, pack, rule, bulletin, alarm } and where the figures of the text come from
  basis jsonb not null,
  figures jsonb not null default '[]',
  headline text not null,
  description text not null,
  instruction text not null,
  headline_en text not null default '',
  description_en text not null default '',
  instruction_en text not null default '',
  urgency text not null,
  severity text not null,
  certainty text not null,
  responses text[] not null default '{}',
  effective_at timestamptz,
  expires_at timestamptz not null,
  sample boolean not null default false,
  template_id int references warning_templates,
  version int not null default 1,
  authors int[] not null,
  edits_since_approval int not null default 0,
  drafter_id int not null references users,
  drafter_name text not null,
  drafted_at timestamptz not null,
  edited_at timestamptz not null,
  submitted_at timestamptz,
  returned_remark text,
  approver_id int references users,
  approver_name text,
  approved_at timestamptz,
  issuer_id int references users,
  issuer_name text,
  issued_at timestamptz,
  review_due_at timestamptz,
  reviewed_at timestamptz,
  reviewer_id int references users,
  reviewer_name text,
  review_outcome text check (review_outcome in ('stands', 'objected')),
  review_remark text,
  number int,
  identifier text unique,
  cap text,
  ended_at timestamptz,
  ended_by_id int,
  unique (id, run_id),
  foreign key (ended_by_id, run_id) references warnings (id, run_id),
  check (owner_id = any (office) and draft_unit_id = any (office)),
  check (drafter_id = any (authors)),
  -- two people, in the database too: approved by nobody who wrote it, or from a text that was approved beforehand
  check (state not in ('approved', 'issued', 'superseded', 'cancelled')
    or (approver_id is not null and not approver_id = any (authors)) or template_id is not null),
  check (state not in ('issued', 'superseded', 'cancelled')
    or (cap is not null and identifier is not null and number is not null and issued_at is not null and issuer_id is not null)),
  -- the text that left says the status of its run
  check (cap is null or position(case when run_id = 0 then '<status>Actual</status>' else '<status>Exercise</status>' end in cap) > 0)
);
create index on warnings (run_id, state, expires_at);
create index on warnings using gin (area_ids);
create index on warnings using gin (reach);
create unique index on warnings (run_id, province_id, number, (date_part('year', issued_at at time zone 'Asia/Ho_Chi_Minh'))) where number is not null;

-- What an Update supersedes and a Cancel takes back.
create table warning_names (
  run_id int not null,
  warning_id int not null,
  named_id int not null check (named_id <> warning_id),
  primary key (warning_id, named_id),
  foreign key (warning_id, run_id) references warnings (id, run_id),
  foreign key (named_id, run_id) references warnings (id, run_id)
);
create table warning_events (
  id int generated always as identity primary key,
  run_id int not null,
  warning_id int not null,
  at timestamptz not null,
  act text not null,
  by_id int not null references users,
  by_name text not null,
  version int not null,
  remark text,
  foreign key (warning_id, run_id) references warnings (id, run_id)
);
create index on warning_events (warning_id);
-- Who is to say "received": communes and hamlets of the areas.
create table warning_receipts (
  run_id int not null,
  warning_id int not null,
  unit_id int not null references units,
  told_at timestamptz not null,
  acknowledged_at timestamptz,
  by_id int references users,
  by_name text,
  -- the unit itself, or the office that sent it wrote down a telephone call
  how text check (how in ('self', 'phone')),
  primary key (warning_id, unit_id),
  foreign key (warning_id, run_id) references warnings (id, run_id),
  check ((acknowledged_at is null) = (by_id is null))
);
create index on warning_receipts (run_id, unit_id) where acknowledged_at is null;

create table warning_numbers (
  run_id int not null references runs,
  province_id int not null references units,
  year int not null,
  last int not null,
  primary key (run_id, province_id, year)
);
-- Numbers run without gaps per province, year and run; an exercise counts for itself.
create function app.next_warning_number(run int, province int, y int) returns int
language sql security definer set search_path = public, pg_temp as $$
  insert into warning_numbers as n (run_id, province_id, year, last) values (run, province, y, 1)
  on conflict (run_id, province_id, year) do update set last = n.last + 1 returning last
$$;
revoke all on function app.next_warning_number from public;
grant execute on function app.next_warning_number to tusom_app;

-- What was published stays: after issue only its end and its review are written (a generated column is not yet made here).
create function app.keep_issued_warning() returns trigger language plpgsql as $$
begin
  if old.state in ('issued', 'superseded', 'cancelled') and
    (to_jsonb(old) - '{status,state,ended_at,ended_by_id,reviewed_at,reviewer_id,reviewer_name,review_outcome,review_remark}'::text[])
    is distinct from
    (to_jsonb(new) - '{status,state,ended_at,ended_by_id,reviewed_at,reviewer_id,reviewer_name,review_outcome,review_remark}'::text[])
  then raise exception 'an issued warning is not changed: issue an update'; end if;
  if old.state in ('issued', 'superseded', 'cancelled') and new.state not in ('issued', 'superseded', 'cancelled')
  then raise exception 'an issued warning does not become a draft again'; end if;
  return new;
end $$;
create trigger keep_issued before update on warnings for each row execute function app.keep_issued_warning();

alter table warning_settings enable row level security;
alter table warning_templates enable row level security;
alter table warning_template_approvals enable row level security;
alter table warnings enable row level security;
alter table warning_names enable row level security;
alter table warning_events enable row level security;
alter table warning_receipts enable row level security;
alter table warning_numbers enable row level security;

create policy settings_read on warning_settings for select using (true);
create policy settings_make on warning_settings for insert to tusom_app with check (province_id = any ((select app.units())::int[]));
create policy settings_change on warning_settings for update to tusom_app using (province_id = any ((select app.units())::int[]));

create policy templates_read on warning_templates for select to tusom_app using (office && (select app.units())::int[]);
create policy templates_make on warning_templates for insert to tusom_app with check (draft_unit_id = any ((select app.units())::int[]));
create policy templates_change on warning_templates for update to tusom_app using (office && (select app.units())::int[]) with check (office && (select app.units())::int[]);
create policy approvals_read on warning_template_approvals for select to tusom_app using (exists (select from warning_templates t where t.id = template_id));
create policy approvals_make on warning_template_approvals for insert to tusom_app
  with check (user_id = app.user_id() and exists (select from warning_templates t where t.id = template_id and t.drafter_id <> user_id));

-- The office that writes it sees everything; those whom it is for, and those who watch the area, see what was issued.
create policy warnings_read on warnings for select to tusom_app
  using (run_id = app.run() and (office && (select app.units())::int[]
    or (state in ('issued', 'superseded', 'cancelled') and (reach && (select app.units())::int[] or area_ids && (select app.watch())::int[]))));
create policy warnings_make on warnings for insert to tusom_app
  with check (run_id = app.run() and state = 'draft' and drafter_id = app.user_id() and draft_unit_id = any ((select app.units())::int[])
    and area_ids <@ ((select app.units())::int[] || (select app.watch())::int[]));
create policy warnings_change on warnings for update to tusom_app
  using (run_id = app.run() and office && (select app.units())::int[])
  with check (run_id = app.run() and office && (select app.units())::int[]);
-- Somebody who has not signed in: what was issued, in the run that the address names.
create policy warnings_public on warnings for select to tusom_public
  using (run_id = app.run() and state in ('issued', 'superseded', 'cancelled') and cap is not null);

create policy names_read on warning_names for select to tusom_app using (run_id = app.run() and exists (select from warnings w where w.id = warning_id));
create policy names_make on warning_names for insert to tusom_app
  with check (run_id = app.run() and exists (select from warnings w where w.id = warning_id and w.office && (select app.units())::int[])
    and exists (select from warnings w where w.id = named_id and w.office && (select app.units())::int[]));
create policy names_public on warning_names for select to tusom_public using (run_id = app.run() and exists (select from warnings w where w.id = warning_id));
create policy events_read on warning_events for select to tusom_app
  using (run_id = app.run() and exists (select from warnings w where w.id = warning_id and w.office && (select app.units())::int[]));
create policy events_make on warning_events for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from warnings w where w.id = warning_id and w.office && (select app.units())::int[]));
create policy receipts_read on warning_receipts for select to tusom_app
  using (run_id = app.run() and (unit_id = any ((select app.units())::int[]) or unit_id = any ((select app.watch())::int[])
    or exists (select from warnings w where w.id = warning_id and w.office && (select app.units())::int[])));
create policy receipts_make on warning_receipts for insert to tusom_app
  with check (run_id = app.run() and acknowledged_at is null and exists (select from warnings w where w.id = warning_id and w.office && (select app.units())::int[]));
create policy receipts_change on warning_receipts for update to tusom_app
  using (run_id = app.run() and (unit_id = any ((select app.units())::int[])
    or exists (select from warnings w where w.id = warning_id and w.office && (select app.units())::int[])))
  with check (run_id = app.run());

grant select, insert, update on warning_settings, warning_templates, warnings, warning_receipts to tusom_app;
grant select, insert on warning_template_approvals, warning_names, warning_events to tusom_app;
grant select (province_id, sender_name, sender_name_en, hotline, contact, web_base) on warning_settings to tusom_public;
grant select (id, run_id, status, msg_type, state, province_id, area_ids, hazard, level, basis, headline, description, instruction, headline_en,
  description_en, instruction_en, urgency, severity, certainty, effective_at, expires_at, sample, issued_at, number, identifier, cap, ended_at, ended_by_id)
  on warnings to tusom_public;
grant select on warning_names to tusom_public;
