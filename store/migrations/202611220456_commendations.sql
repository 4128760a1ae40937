-- Commendations proposed (đề nghị khen thưởng), reviewed and decided. They name people, so they exist only in the actual run. Of a person
-- there is a name, a post and a unit, sealed by the server as in `households`; purpose, legal basis and the day of deletion are columns.
create table commendations (
  id int generated always as identity primary key,
  run_id int not null default 0 references runs check (run_id = 0),
  province_id int not null references units,
  -- who proposes, and who reviews
  unit_id int not null references units,
  to_id int not null references units,
  reach int[] not null check (unit_id = any (reach) and to_id = any (reach)),
  kind text not null check (kind in ('collective', 'person')),
  subject_id int not null references units,
  -- of a collective that is less than its unit: "Tổ xung kích thôn Na Hoa"
  group_name text not null default '' check (length(group_name) <= 200),
  -- what the sealed values are bound to
  seal_key text not null check (length(seal_key) between 8 and 64),
  name_sealed bytea,
  position_sealed bytea,
  merit text not null check (length(merit) <= 2000),
  award text not null check (award in ('commune', 'department', 'province', 'ministry', 'prime-minister', 'letter')),
  link_kind text check (link_kind in ('task', 'report', 'incident')),
  link_id int,
  purpose text not null,
  legal_basis text not null check (legal_basis in ('consent', '19.1a', '19.1b', '19.1c', '19.1d', '19.1đ')),
  delete_after date not null,
  erased_at timestamptz,
  state text not null default 'proposed' check (state in ('proposed', 'returned', 'supported', 'awarded', 'declined', 'withdrawn')),
  review_text text not null default '' check (length(review_text) <= 2000),
  reviewed_at timestamptz,
  reviewed_by_name text,
  decision_number text check (length(decision_number) <= 60),
  decision_date date,
  proposed_at timestamptz not null,
  proposed_by int not null references users,
  proposed_by_name text not null,
  state_at timestamptz not null,
  sample boolean not null default false,
  unique (id, run_id),
  check ((link_kind is null) = (link_id is null)),
  -- a person has a name until it is erased, a collective never
  check (erased_at is not null or (kind = 'person') = (name_sealed is not null)),
  check (erased_at is null or (name_sealed is null and position_sealed is null)),
  check (erased_at is not null or length(btrim(merit)) >= 10),
  check ((state = 'awarded') = (decision_number is not null and decision_date is not null))
);
create index on commendations using gin (reach);
create index on commendations (unit_id, proposed_at desc);
create index on commendations (delete_after) where erased_at is null;
create table commendation_steps (
  id int generated always as identity primary key,
  run_id int not null default 0 check (run_id = 0),
  commendation_id int not null,
  act text not null check (act in ('propose', 'change', 'support', 'return', 'decline', 'award', 'withdraw')),
  at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  text text not null default '' check (length(text) <= 2000),
  foreign key (commendation_id, run_id) references commendations (id, run_id)
);
create index on commendation_steps (commendation_id, id);
alter table commendations enable row level security;
alter table commendation_steps enable row level security;
create policy commendations_read on commendations for select to tusom_app
  using (run_id = app.run() and (unit_id in (select app.unit_list()) or reach && (select app.units())::int[]));
create policy commendations_make on commendations for insert to tusom_app
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]) and proposed_by = app.user_id() and state = 'proposed');
create policy commendations_change on commendations for update to tusom_app
  using (run_id = app.run() and reach && (select app.units())::int[])
  with check (run_id = app.run() and reach && (select app.units())::int[]);
create policy commendation_steps_read on commendation_steps for select to tusom_app
  using (run_id = app.run() and exists (select from commendations c where c.id = commendation_id));
create policy commendation_steps_make on commendation_steps for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and exists (select from commendations c where c.id = commendation_id));
grant select, insert on commendations, commendation_steps to tusom_app;
grant update (kind, subject_id, group_name, name_sealed, position_sealed, merit, award, link_kind, link_id, delete_after, erased_at, state, review_text,
  reviewed_at, reviewed_by_name, decision_number, decision_date, state_at) on commendations to tusom_app;
