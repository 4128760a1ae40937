-- Reminders by e-mail. A province points at its mail server (one inside its own network is as good as any); the password is sealed and no
-- request can read it. Exercises share it: what they send is marked.
create table mail_servers (
  unit_id int primary key references units,
  host text not null,
  port int not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  username text,
  password_sealed bytea,
  has_password boolean not null generated always as (password_sealed is not null) stored,
  ca text,
  from_address text not null,
  -- where the pages are, for the links in a letter; null: a letter has none
  site_url text,
  enabled boolean not null,
  changed_at timestamptz not null,
  changed_by_name text not null
);
-- Where a person wants to be reminded: given by that person alone, for this purpose alone, sealed, gone when it is taken back.
create table mail_addresses (
  user_id int primary key references users,
  address_sealed bytea not null,
  purpose text not null default 'Nhắc việc qua thư điện tử' check (purpose = 'Nhắc việc qua thư điện tử'),
  legal_basis text not null default 'Sự đồng ý của chính người dùng (Luật 91/2025/QH15)',
  -- unconfirmed addresses go after a day, confirmed ones when the person takes them back or the account is closed
  delete_after timestamptz,
  daily boolean not null,
  urgent boolean not null,
  -- nothing but the code is sent before the person has typed it
  code_sha256 bytea,
  code_tries int not null default 0,
  confirmed_at timestamptz,
  -- urgent notices up to this one came before
  after_notice int not null default 0,
  given_at timestamptz not null,
  check ((confirmed_at is null) = (delete_after is not null))
);
-- One row a letter. `ref` says what it is about, so that nothing is sent twice: for digests the day on the wall, whatever the clock of an
-- exercise does.
create table mail_messages (
  id int generated always as identity primary key,
  run_id int not null references runs,
  user_id int not null references users,
  unit_id int not null references units,
  kind text not null check (kind in ('code', 'digest', 'urgent')),
  ref text not null,
  subject text not null,
  body text not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'unclear')),
  tries int not null default 0,
  next_at timestamptz not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  -- what the server answered
  receipt text,
  fault text,
  fault_en text,
  unique (user_id, kind, ref)
);
create index on mail_messages (next_at) where state in ('waiting', 'sending');
alter table mail_servers enable row level security;
alter table mail_addresses enable row level security;
alter table mail_messages enable row level security;
create policy mail_servers_all on mail_servers to tusom_app
  using (unit_id = any ((select app.units())::int[])) with check (unit_id = any ((select app.units())::int[]));
create policy mail_addresses_own on mail_addresses to tusom_app using (user_id = app.user_id()) with check (user_id = app.user_id());
create policy mail_messages_own on mail_messages for select to tusom_app using (user_id = app.user_id());
-- a request writes nobody a letter but the code to the one who asks for it
create policy mail_messages_code on mail_messages for insert to tusom_app with check (user_id = app.user_id() and kind = 'code' and run_id = 0);
grant select (unit_id, host, port, security, username, has_password, ca, from_address, site_url, enabled, changed_at, changed_by_name) on mail_servers to tusom_app;
grant insert on mail_servers to tusom_app;
grant update (host, port, security, username, password_sealed, ca, from_address, site_url, enabled, changed_at, changed_by_name) on mail_servers to tusom_app;
grant select (user_id, address_sealed, purpose, legal_basis, delete_after, daily, urgent, confirmed_at, given_at) on mail_addresses to tusom_app;
grant update (address_sealed, code_sha256, code_tries, given_at, delete_after, confirmed_at, after_notice, daily, urgent) on mail_addresses to tusom_app;
grant insert, delete on mail_addresses to tusom_app;
grant select (id, run_id, user_id, kind, ref, subject, state, tries, next_at, made_at, sent_at, fault, fault_en) on mail_messages to tusom_app;
grant insert on mail_messages to tusom_app;
