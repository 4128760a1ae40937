-- Keys with which machines (stations, gateways, other systems) sign in: `Authorization: Bearer …`. The key itself is shown once;
-- here stands only its hash, which no request can read. A revoked key keeps its row: the audit names it.
create table api_tokens (
  id int generated always as identity primary key,
  unit_id int not null references units,
  role text not null check (role in ('station-data', 'station-manager')),
  name text not null,
  token_sha256 bytea not null unique,
  hint text not null,
  created_at timestamptz not null,
  created_by int not null references users,
  created_by_name text not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by_name text,
  check (expires_at > created_at),
  check ((revoked_at is null) = (revoked_by_name is null))
);
create index on api_tokens (unit_id);
alter table api_tokens enable row level security;
create policy api_tokens_read on api_tokens for select to tusom_app using (unit_id = any ((select app.units())::int[]));
create policy api_tokens_make on api_tokens for insert to tusom_app with check (unit_id = any ((select app.units())::int[]));
create policy api_tokens_revoke on api_tokens for update to tusom_app using (unit_id = any ((select app.units())::int[]));
grant select (id, unit_id, role, name, hint, created_at, created_by, created_by_name, expires_at, last_used_at, revoked_at, revoked_by_name) on api_tokens to tusom_app;
grant insert, update (revoked_at, revoked_by_name) on api_tokens to tusom_app;
