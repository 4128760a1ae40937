-- Roles are cluster-wide; each is plain and cannot log in. Request connections start as tusom_app.
do $$
declare r text;
begin
  foreach r in array array['tusom_app', 'tusom_public', 'tusom_ingest'] loop
    if not exists (select from pg_roles where rolname = r) then
      begin
        execute format('create role %I nologin', r);
      exception when duplicate_object or unique_violation then null; -- another database of this cluster was faster
      end;
    end if;
    if not pg_has_role(current_user, r, 'member') then execute format('grant %I to current_user', r); end if;
  end loop;
end $$;

create schema app;
grant usage on schema app, public to tusom_app, tusom_public, tusom_ingest;

-- What row-level security reads. Unset, empty or malformed means nothing: after one `set local` a setting is '' on that
-- connection, never null, so both are caught.
create function app.ints(setting text) returns int[] language plpgsql stable as $$
begin
  return coalesce(nullif(current_setting(setting, true), '')::int[], '{}');
exception when others then
  return '{}';
end $$;
create function app.units() returns int[] language sql stable as $$ select app.ints('app.units') $$;
create function app.watch() returns int[] language sql stable as $$ select app.ints('app.watch') $$;
create function app.run() returns int language plpgsql stable as $$
begin
  return nullif(current_setting('app.run', true), '')::int;
exception when others then
  return null;
end $$;
create function app.user_id() returns int language plpgsql stable as $$
begin
  return nullif(current_setting('app.user', true), '')::int;
exception when others then
  return null;
end $$;

-- Units: a tree with history. A commune that was merged keeps its row with valid_to, and unit_successions says into what.
create table units (
  id int generated always as identity primary key,
  code text not null,
  kind text not null check (kind in ('country', 'province', 'department', 'commune', 'hamlet', 'force')),
  name text not null,
  full_name text not null,
  parent_id int references units,
  valid_from date not null,
  valid_to date check (valid_to is null or valid_to > valid_from),
  aliases text[] not null default '{}',
  search text not null,
  lat double precision,
  lon double precision,
  area_km2 double precision,
  boundary jsonb,
  attrs jsonb not null default '{}',
  source text,
  invented boolean not null default false,
  unique (code, valid_from)
);
create index on units (parent_id);
create table unit_successions (
  old_id int not null references units,
  new_id int not null references units,
  on_date date not null,
  basis text,
  primary key (old_id, new_id)
);
-- Standing relations that reach outside the tree: who consolidates whom, who leads which field where.
create table mandates (
  unit_id int not null references units,
  over_id int not null references units,
  purpose text not null check (purpose in ('consolidates', 'watches')),
  basis text,
  primary key (unit_id, over_id, purpose)
);
grant select on units, unit_successions, mandates to tusom_app, tusom_public, tusom_ingest;

create table runs (
  id int primary key,
  name text not null,
  owner_id int references units,
  clock_at timestamptz,
  anchor_at timestamptz,
  speed double precision not null default 1 check (speed > 0 and speed <= 100000),
  started_at timestamptz not null,
  ended_at timestamptz
);
create sequence run_ids minvalue 1;
insert into runs (id, name, started_at) values (0, 'actual', '2026-01-01T00:00:00Z');
grant select on runs to tusom_app, tusom_public, tusom_ingest;
grant insert, update on runs to tusom_app;
grant usage on sequence run_ids to tusom_app;
alter table runs enable row level security;
create policy runs_read on runs for select using (true);
create policy runs_make on runs for insert to tusom_app with check (id > 0 and owner_id = any (app.units()));
create policy runs_change on runs for update to tusom_app using (id > 0 and owner_id = any (app.units()));

-- People
create table users (
  id int generated always as identity primary key,
  username text not null unique check (username = lower(username)),
  password_hash text not null,
  display_name text not null,
  active boolean not null default true,
  sample boolean not null default false,
  created_at timestamptz not null
);
create table assignments (
  user_id int not null references users,
  unit_id int not null references units,
  role text not null check (role in ('leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer', 'hamlet-head', 'administrator')),
  primary key (user_id, unit_id, role)
);
create table sessions (
  token_sha256 bytea primary key,
  user_id int not null references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  seen_at timestamptz not null
);
create table sign_in_failures (username text not null, at timestamptz not null);
create index on sign_in_failures (username, at);
alter table users enable row level security;
alter table assignments enable row level security;
alter table sessions enable row level security;
alter table sign_in_failures enable row level security;
create policy assignments_read on assignments for select to tusom_app using (unit_id = any ((select app.units())::int[]));
create policy assignments_write on assignments for insert to tusom_app with check (unit_id = any ((select app.units())::int[]));
create policy assignments_drop on assignments for delete to tusom_app using (unit_id = any ((select app.units())::int[]));
create policy users_read on users for select to tusom_app
  using (id = app.user_id() or exists (select from assignments a where a.user_id = users.id and a.unit_id = any ((select app.units())::int[])));
create policy users_make on users for insert to tusom_app with check (true);
create policy users_change on users for update to tusom_app
  using (id = app.user_id() or exists (select from assignments a where a.user_id = users.id and a.unit_id = any ((select app.units())::int[])));
grant select (id, username, display_name, active, sample, created_at), insert, update (password_hash, display_name, active) on users to tusom_app;
grant select, insert, delete on assignments to tusom_app;

-- Audit: append-only, chained per province. `body` is the one thing that is hashed and the columns are made from it,
-- so a column cannot be changed without its body, nor a body without breaking the chain.
create table audit_heads (province_id int primary key, seq bigint not null, hash bytea not null);
create table audit_entries (
  province_id int not null,
  seq bigint not null,
  prev_hash bytea not null,
  hash bytea not null,
  body text not null,
  at text generated always as ((body::jsonb) ->> 'at') stored,
  command text generated always as ((body::jsonb) ->> 'command') stored,
  subject text generated always as ((body::jsonb) ->> 'subject') stored,
  user_id int generated always as (((body::jsonb) ->> 'user')::int) stored,
  unit_id int generated always as (((body::jsonb) ->> 'unit')::int) stored,
  run_id int generated always as (((body::jsonb) ->> 'run')::int) stored,
  primary key (province_id, seq)
);
create index on audit_entries (subject);
create function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are append-only';
end $$;
create trigger audit_append_only before update or delete or truncate on audit_entries for each statement execute function app.refuse_change();
alter table audit_entries enable row level security;
alter table audit_heads enable row level security;
create policy audit_read on audit_entries for select to tusom_app using (unit_id = any ((select app.units())::int[]));
grant select on audit_entries to tusom_app;

-- Called last in a transaction, so that the chain's lock is held for the shortest time.
create function app.audit(province int, at text, user_id int, unit_id int, run int, command text, subject text, detail jsonb)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_heads;
  line text;
begin
  insert into audit_heads (province_id, seq, hash) values (province, 0, sha256(''::bytea)) on conflict do nothing;
  select * into head from audit_heads where province_id = province for update;
  line := jsonb_build_object('seq', head.seq + 1, 'province', province, 'at', at, 'user', user_id, 'unit', unit_id, 'run', run,
    'command', command, 'subject', subject, 'detail', detail)::text;
  insert into audit_entries (province_id, seq, prev_hash, hash, body)
    values (province, head.seq + 1, head.hash, sha256(head.hash || convert_to(line, 'UTF8')), line);
  update audit_heads set seq = head.seq + 1, hash = sha256(head.hash || convert_to(line, 'UTF8')) where province_id = province;
  return head.seq + 1;
end $$;
revoke all on function app.audit from public;
grant execute on function app.audit to tusom_app, tusom_ingest;

-- What changed, told to open pages when (and only when) the transaction commits.
create function app.tell(topic text, run int) returns void language sql as $$ select pg_notify('tusom', topic || ' ' || run) $$;
