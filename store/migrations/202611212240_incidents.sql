-- An incident: what goes on, where, who leads, and one shared log. `reach` names every unit that has a part in it: who opened
-- it, who leads, the communes, who was called in, and who watches the place by mandate.
create table incidents (
  id int generated always as identity primary key,
  run_id int not null references runs,
  title text not null,
  hazard text not null,
  level smallint check (level between 0 and 5), -- as its opener judged it; the levels of record stay in level_states
  owner_id int not null references units,
  lead_id int not null references units,
  commune_ids int[] not null check (cardinality(commune_ids) > 0),
  reach int[] not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  opened_at timestamptz not null,
  opened_by int not null references users,
  opened_by_name text not null,
  closed_at timestamptz,
  closed_by_name text,
  close_reason text,
  key text not null, -- made by the sender: opening twice with one key opens one
  unique (id, run_id),
  unique (run_id, key),
  check (owner_id = any (reach) and lead_id = any (reach) and commune_ids <@ reach)
);
create index on incidents using gin (reach);
-- Units called in besides the lead and the communes, and what they bring.
create table incident_units (
  run_id int not null,
  incident_id int not null,
  unit_id int not null references units,
  part text not null check (part in ('cooperates', 'on-scene', 'supports')),
  note text not null default '',
  since timestamptz not null,
  by_name text not null,
  primary key (incident_id, unit_id),
  foreign key (incident_id, run_id) references incidents (id, run_id)
);
-- The log is append-only: a correction is a new entry that names the old one.
create table incident_entries (
  id bigint generated always as identity primary key,
  run_id int not null,
  incident_id int not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  kind text not null check (kind in ('decision', 'report', 'observation', 'resource')),
  text text not null check (text <> ''),
  source text not null default '',
  commune_id int references units,
  corrects_id bigint,
  -- { kind: 'warning' | 'activation' | 'task' | 'sitrep', id } for entries that the system wrote
  link jsonb,
  by_id int not null references users,
  by_name text not null,
  unit_id int not null references units,
  key text not null,
  unique (id, run_id),
  unique (incident_id, key),
  foreign key (incident_id, run_id) references incidents (id, run_id),
  foreign key (corrects_id, run_id) references incident_entries (id, run_id)
);
create index on incident_entries (incident_id, id desc);
create table incident_links (
  run_id int not null,
  incident_id int not null,
  kind text not null check (kind in ('warning', 'task')),
  ref_id int not null,
  primary key (incident_id, kind, ref_id),
  foreign key (incident_id, run_id) references incidents (id, run_id)
);
-- Losses, cumulative, one row a report. Reports of one commune replace each other figure by figure and are never added.
create table incident_damage (
  id int generated always as identity primary key,
  run_id int not null,
  incident_id int not null,
  commune_id int not null references units,
  as_of timestamptz not null,
  recorded_at timestamptz not null,
  figures jsonb not null, -- { "people.dead": 0, "house.flooded": 43, … }; null takes a figure back
  reason text not null default '',
  source text not null default '',
  by_id int not null references users,
  by_name text not null,
  key text not null,
  unique (id, run_id),
  unique (incident_id, key),
  foreign key (incident_id, run_id) references incidents (id, run_id)
);
create index on incident_damage (incident_id, commune_id);
-- What a person typed for the next report of a unit; the rest of a report is computed.
create table incident_texts (
  run_id int not null,
  incident_id int not null,
  unit_id int not null references units,
  part text not null check (part in ('situation', 'direction', 'recovery', 'proposals')),
  text text not null,
  at timestamptz not null,
  by_name text not null,
  primary key (incident_id, unit_id, part),
  foreign key (incident_id, run_id) references incidents (id, run_id)
);
-- What was sent stays as it was: the content it was written from and the very file.
create table incident_sitreps (
  id int generated always as identity primary key,
  run_id int not null,
  incident_id int not null,
  unit_id int not null references units,
  number int not null,
  as_of timestamptz not null,
  sent_at timestamptz not null,
  by_id int not null references users,
  by_name text not null,
  content jsonb not null,
  file bytea not null,
  file_name text not null,
  sha256 bytea not null,
  key text not null,
  unique (id, run_id),
  unique (incident_id, key),
  unique (incident_id, unit_id, number),
  foreign key (incident_id, run_id) references incidents (id, run_id)
);
create trigger incident_entries_append_only before update or delete or truncate on incident_entries for each statement execute function app.refuse_change();
create trigger incident_damage_append_only before update or delete or truncate on incident_damage for each statement execute function app.refuse_change();
create trigger incident_sitreps_append_only before update or delete or truncate on incident_sitreps for each statement execute function app.refuse_change();

alter table incidents enable row level security;
alter table incident_units enable row level security;
alter table incident_entries enable row level security;
alter table incident_links enable row level security;
alter table incident_damage enable row level security;
alter table incident_texts enable row level security;
alter table incident_sitreps enable row level security;
create policy incidents_read on incidents for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy incidents_open on incidents for insert to tusom_app with check (run_id = app.run() and owner_id = any ((select app.units())::int[]) and opened_by = app.user_id());
create policy incidents_change on incidents for update to tusom_app using (run_id = app.run() and owner_id = any ((select app.units())::int[])) with check (run_id = app.run());
-- each asks whether the incident itself can be seen, under the reader's own rights
create policy incident_units_read on incident_units for select to tusom_app using (run_id = app.run() and exists (select from incidents i where i.id = incident_id));
create policy incident_units_make on incident_units for insert to tusom_app with check (run_id = app.run() and exists (select from incidents i where i.id = incident_id and i.owner_id = any ((select app.units())::int[])));
create policy incident_units_change on incident_units for update to tusom_app using (run_id = app.run() and exists (select from incidents i where i.id = incident_id and i.owner_id = any ((select app.units())::int[])));
create policy incident_entries_read on incident_entries for select to tusom_app using (run_id = app.run() and exists (select from incidents i where i.id = incident_id));
create policy incident_entries_make on incident_entries for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and unit_id = any ((select app.units())::int[]) and exists (select from incidents i where i.id = incident_id));
create policy incident_links_read on incident_links for select to tusom_app using (run_id = app.run() and exists (select from incidents i where i.id = incident_id));
create policy incident_links_make on incident_links for insert to tusom_app with check (run_id = app.run() and exists (select from incidents i where i.id = incident_id));
create policy incident_damage_read on incident_damage for select to tusom_app using (run_id = app.run() and exists (select from incidents i where i.id = incident_id));
create policy incident_damage_make on incident_damage for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and commune_id = any ((select app.units())::int[]) and exists (select from incidents i where i.id = incident_id));
create policy incident_texts_read on incident_texts for select to tusom_app using (run_id = app.run() and exists (select from incidents i where i.id = incident_id));
create policy incident_texts_make on incident_texts for insert to tusom_app
  with check (run_id = app.run() and unit_id = any ((select app.units())::int[]) and exists (select from incidents i where i.id = incident_id));
create policy incident_texts_change on incident_texts for update to tusom_app
  using (run_id = app.run() and unit_id = any ((select app.units())::int[])) with check (run_id = app.run() and unit_id = any ((select app.units())::int[]));
create policy incident_sitreps_read on incident_sitreps for select to tusom_app using (run_id = app.run() and exists (select from incidents i where i.id = incident_id));
create policy incident_sitreps_make on incident_sitreps for insert to tusom_app
  with check (run_id = app.run() and by_id = app.user_id() and unit_id = any ((select app.units())::int[]) and exists (select from incidents i where i.id = incident_id));
grant select, insert on incidents, incident_units, incident_entries, incident_links, incident_damage, incident_texts, incident_sitreps to tusom_app;
grant update (level, lead_id, commune_ids, reach, state, closed_at, closed_by_name, close_reason, title) on incidents to tusom_app;
grant update (part, note, since, by_name) on incident_units to tusom_app;
grant update (text, at, by_name) on incident_texts to tusom_app;
