-- An account's row is not visible before it holds a role in a unit of the administrator's, so its id is read from the sequence.
grant usage, select on sequence users_id_seq to tusom_app;
