-- Documents of every kind: how urgent, to whom, on what they rest; items that ask for a report.
alter table documents
  add column urgency text,
  add column addressees text[] not null default '{}',
  add column basis text[] not null default '{}';
alter table plan_items drop constraint plan_items_kind_check;
alter table plan_items add check (kind in ('task', 'objective', 'report-request'));
alter table plan_items
  add column cost_estimate bigint check (cost_estimate between 0 and 1e15),
  add column field text;

-- The plan that a unit owes for another's plan: asked for by a day, with a named focal person; filed, reviewed, returned, accepted.
-- `draft`: what the unit has chosen and written so far; nobody above sees it before it is filed (the server shows it to the unit).
create table own_plans (
  id int generated always as identity primary key,
  run_id int not null,
  plan_id int not null,
  unit_id int not null references units,
  -- who asked, the unit, who consolidates
  reach int[] not null check (unit_id = any (reach)),
  owner_id int not null references units,
  due_on date not null,
  state text not null default 'asked' check (state in ('asked', 'filed', 'returned', 'accepted')),
  state_at timestamptz not null,
  focal_name text,
  focal_post text,
  -- the version that holds; its document; the plan items that it carries out
  version int not null default 0,
  document_id int,
  first_filed_at timestamptz,
  asked_at timestamptz not null,
  asked_by_name text not null,
  draft jsonb,
  draft_at timestamptz,
  draft_by_name text,
  unique (id, run_id),
  unique (run_id, plan_id, unit_id),
  foreign key (plan_id, run_id) references documents (id, run_id),
  foreign key (document_id, run_id) references documents (id, run_id),
  check (state = 'asked' or version > 0),
  check (state <> 'filed' or focal_name is not null)
);
create index on own_plans using gin (reach);
-- Append-only: every version that was filed, with what it carries out; amendments are versions.
create table own_plan_versions (
  run_id int not null,
  own_plan_id int not null,
  version int not null check (version > 0),
  document_id int not null,
  -- items of the plan above that this version carries out
  covers int[] not null default '{}',
  focal_name text not null,
  focal_post text not null default '',
  note text not null default '',
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  primary key (run_id, own_plan_id, version),
  foreign key (own_plan_id, run_id) references own_plans (id, run_id),
  foreign key (document_id, run_id) references documents (id, run_id)
);
-- Append-only: asked, filed, returned, accepted, asked again, a new day; with the remark.
create table own_plan_events (
  id int generated always as identity primary key,
  run_id int not null,
  own_plan_id int not null,
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  act text not null check (act in ('ask', 'file', 'return', 'accept', 'due')),
  version int not null default 0,
  remark text not null default '',
  foreign key (own_plan_id, run_id) references own_plans (id, run_id)
);
create index on own_plan_events (own_plan_id, id);

-- The register: one book a direction, issuer and name ("" the office itself, "BCH" a command with a seal of its own). Numbers
-- are taken from a counter in the transaction that enters the document, so a number is never skipped; an entry is never deleted,
-- only made void with a reason. Nghị định 30/2020/NĐ-CP, Điều 15: from 01 on 01/01 to 31/12.
create table register_counters (
  run_id int not null references runs,
  unit_id int not null references units,
  direction text not null check (direction in ('in', 'out')),
  book text not null,
  year int not null check (year between 1990 and 2200),
  last int not null check (last > 0),
  last_date date not null,
  primary key (run_id, unit_id, direction, book, year)
);
create table register_entries (
  id int generated always as identity primary key,
  run_id int not null references runs,
  unit_id int not null references units,
  direction text not null check (direction in ('in', 'out')),
  book text not null check (length(book) <= 20),
  year int not null,
  -- out: the document's number; in: the number of its coming
  seq int not null check (seq > 0),
  entered_on date not null,
  -- "05/KH-UBND"
  number text not null default '',
  kind text,
  issued_on date,
  issuer text not null,
  title text not null,
  recipients text not null default '',
  urgency text,
  document_id int,
  -- what of the system it is: { kind: 'own-plan' | 'report' | 'warning' | 'sitrep' | …, id }
  source jsonb,
  state text not null default 'active' check (state in ('active', 'void')),
  state_reason text,
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  search text generated always as (app.fold(title || ' ' || number || ' ' || issuer || ' ' || recipients || ' ' || coalesce(kind, ''))) stored,
  unique (id, run_id),
  unique (run_id, unit_id, direction, book, year, seq),
  foreign key (document_id, run_id) references documents (id, run_id),
  check (year = extract(year from entered_on)),
  check (state = 'active' or state_reason is not null)
);
create index on register_entries (run_id, unit_id, entered_on desc);
-- One thing of the system has one number, and one document one place in a unit's book of each direction.
create unique index on register_entries (run_id, unit_id, (source ->> 'kind'), (source ->> 'id')) where source is not null and state = 'active';
create unique index on register_entries (run_id, unit_id, direction, document_id) where document_id is not null and state = 'active';
-- What a document rests on. A number that stands in no book of ours stays a number; once somebody says which entry it is, it is a link.
create table register_links (
  id int generated always as identity primary key,
  run_id int not null,
  entry_id int not null,
  kind text not null check (kind in ('basis', 'amends', 'carries-out', 'answers')),
  number text not null default '',
  to_id int,
  foreign key (entry_id, run_id) references register_entries (id, run_id),
  foreign key (to_id, run_id) references register_entries (id, run_id),
  check (number <> '' or to_id is not null),
  check (to_id is null or to_id <> entry_id),
  unique (run_id, entry_id, kind, number)
);
create index on register_links (to_id);

alter table own_plans enable row level security;
alter table own_plan_versions enable row level security;
alter table own_plan_events enable row level security;
alter table register_counters enable row level security;
alter table register_entries enable row level security;
alter table register_links enable row level security;
create policy own_plans_read on own_plans for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy own_plans_make on own_plans for insert to tusom_app with check (run_id = app.run() and owner_id = any ((select app.units())::int[]) and owner_id = any (reach) and state = 'asked');
create policy own_plans_change on own_plans for update to tusom_app
  using (run_id = app.run() and reach && (select app.units())::int[]) with check (run_id = app.run() and reach && (select app.units())::int[]);
create policy versions_read on own_plan_versions for select to tusom_app using (run_id = app.run() and exists (select from own_plans p where p.id = own_plan_id));
create policy versions_make on own_plan_versions for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from own_plans p where p.id = own_plan_id and p.unit_id = any ((select app.units())::int[])));
create policy plan_events_read on own_plan_events for select to tusom_app using (run_id = app.run() and exists (select from own_plans p where p.id = own_plan_id));
create policy plan_events_make on own_plan_events for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from own_plans p where p.id = own_plan_id));
create policy entries_read on register_entries for select to tusom_app using (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy entries_change on register_entries for update to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[])) with check (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy links_read on register_links for select to tusom_app using (run_id = app.run() and exists (select from register_entries e where e.id = entry_id));
create policy links_make on register_links for insert to tusom_app with check (run_id = app.run() and exists (select from register_entries e where e.id = entry_id));
create policy links_change on register_links for update to tusom_app
  using (run_id = app.run() and exists (select from register_entries e where e.id = entry_id)) with check (run_id = app.run());
create policy links_drop on register_links for delete to tusom_app using (run_id = app.run() and exists (select from register_entries e where e.id = entry_id));
grant select, insert on own_plans, own_plan_versions, own_plan_events to tusom_app;
grant update (due_on, state, state_at, focal_name, focal_post, version, document_id, first_filed_at, draft, draft_at, draft_by_name) on own_plans to tusom_app;
grant select on register_entries to tusom_app;
grant update (state, state_reason, document_id) on register_entries to tusom_app;
grant select, insert, update (to_id), delete on register_links to tusom_app;

-- The only way into the register. Takes the next number of the book and enters the document under it, in one step: two clerks
-- wait for each other, and a transaction that fails gives its number back. Entries go on in the order of days.
create function app.register_document(unit int, direction_ text, book_ text, on_day date, entry jsonb, at_ timestamptz, user_name text)
returns table (id int, seq int, number text) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  n int;
  before date;
  y int := extract(year from on_day)::int;
begin
  if app.run() is null or not unit = any (app.units()) then
    raise exception 'not in this unit' using errcode = '42501';
  end if;
  insert into register_counters as c (run_id, unit_id, direction, book, year, last, last_date) values (app.run(), unit, direction_, book_, y, 1, on_day)
    on conflict (run_id, unit_id, direction, book, year) do update set last = c.last + 1, last_date = greatest(c.last_date, excluded.last_date)
    returning c.last into n;
  select max(e.entered_on) into before from register_entries e
    where e.run_id = app.run() and e.unit_id = unit and e.direction = direction_ and e.book = book_ and e.year = y;
  if before > on_day then
    raise exception 'register goes on by day: %', before using errcode = 'TS001';
  end if;
  return query insert into register_entries as r (run_id, unit_id, direction, book, year, seq, entered_on, number, kind, issued_on, issuer, title, recipients, urgency,
      document_id, source, at, by_id, by_name)
    values (app.run(), unit, direction_, book_, y, n, on_day,
      case when direction_ = 'out' then lpad(n::text, greatest(2, length(n::text)), '0') || '/' || (entry ->> 'code') else coalesce(entry ->> 'number', '') end,
      entry ->> 'kind', coalesce((entry ->> 'issuedOn')::date, case when direction_ = 'out' then on_day end), entry ->> 'issuer', entry ->> 'title',
      coalesce(entry ->> 'recipients', ''), entry ->> 'urgency', (entry ->> 'documentId')::int, nullif(entry -> 'source', 'null'::jsonb), at_, app.user_id(), user_name)
    returning r.id, r.seq, r.number;
end $$;
revoke all on function app.register_document from public;
grant execute on function app.register_document to tusom_app;
