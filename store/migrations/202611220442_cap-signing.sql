-- The key with which a province signs its CAP messages. The private key is sealed with the data key, which stands in a file beside the
-- data or in the environment; no request can read it. A new key retires the one before, which is kept: what it signed stays provable.
create table cap_signing_keys (
  id int generated always as identity primary key,
  province_id int not null references units,
  certificate text not null,
  private_key_sealed bytea not null,
  -- made: by the program, certified by itself; given: by an administrator, with a certificate of an authority
  origin text not null check (origin in ('made', 'given')),
  made_at timestamptz not null,
  made_by_name text not null,
  retired_at timestamptz
);
create unique index cap_signing_keys_one on cap_signing_keys (province_id) where retired_at is null;

-- Certificates of senders, or of authorities that certify them, whose signatures a province believes.
create table cap_trusted (
  id int generated always as identity primary key,
  province_id int not null references units,
  name text not null check (name <> ''),
  certificate text not null,
  fingerprint text not null,
  added_at timestamptz not null,
  added_by_name text not null,
  removed_at timestamptz,
  removed_by_name text
);
create unique index cap_trusted_once on cap_trusted (province_id, fingerprint) where removed_at is null;

alter table cap_signing_keys enable row level security;
alter table cap_trusted enable row level security;
-- a certificate is public: whoever receives our messages needs it
create policy cap_signing_keys_read on cap_signing_keys for select to tusom_app using (true);
create policy cap_signing_keys_make on cap_signing_keys for insert to tusom_app with check (province_id = any ((select app.units())::int[]));
create policy cap_signing_keys_retire on cap_signing_keys for update to tusom_app
  using (province_id = any ((select app.units())::int[])) with check (province_id = any ((select app.units())::int[]));
create policy cap_trusted_read on cap_trusted for select to tusom_app using (true);
create policy cap_trusted_make on cap_trusted for insert to tusom_app with check (province_id = any ((select app.units())::int[]));
create policy cap_trusted_remove on cap_trusted for update to tusom_app
  using (province_id = any ((select app.units())::int[])) with check (province_id = any ((select app.units())::int[]));
grant select (id, province_id, certificate, origin, made_at, made_by_name, retired_at) on cap_signing_keys to tusom_app;
grant insert on cap_signing_keys to tusom_app;
grant update (retired_at) on cap_signing_keys to tusom_app;
grant select, insert on cap_trusted to tusom_app;
grant update (removed_at, removed_by_name) on cap_trusted to tusom_app;
