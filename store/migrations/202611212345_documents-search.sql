-- Words of a document without marks, folded once when it is stored and not at every search.
alter table documents add column search text generated always as (app.fold(title || ' ' || coalesce(number, '') || ' ' || text)) stored;
