-- Every try to save the installation: when, how large, and why it failed. Read by the program for administrators; requests do not reach it.
create table backups (
  id int generated always as identity primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  cause text not null check (cause in ('daily', 'by-hand', 'command')),
  by_name text,
  file text not null,
  bytes bigint,
  saved_rows bigint,
  with_key boolean,
  -- what went wrong, as a code: 'backup.disk-full'
  fault text,
  check (ended_at is not null or (bytes is null and fault is null))
);
alter table backups enable row level security;
