-- What the tables of the law ask of a station: fog on an expressway or at sea, wind near the shore or far out.
alter table stations add column attrs jsonb not null default '{}';
