-- Vietnamese text without marks, lower case: the same key as `fold` of vi-text, so that people find words typed without diacritics.
create function app.fold(text text) returns text language sql immutable parallel safe as $$
  select lower(translate(normalize(text, NFC),
    'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ',
    'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyydAAAAAAAAAAAAAAAAAEEEEEEEEEEEIIIIIOOOOOOOOOOOOOOOOOUUUUUUUUUUUYYYYYD'))
$$;

-- A document that gives work. Only its text is kept, never the file; a document marked secret never comes this far.
-- `reach`: who owns it, who consolidates, and every unit that was given a task of it.
create table documents (
  id int generated always as identity primary key,
  run_id int not null references runs,
  owner_id int not null references units,
  reach int[] not null check (owner_id = any (reach)),
  kind text,
  number text,
  issued_on date,
  place text,
  issuer text[] not null default '{}',
  title text not null,
  text text not null,
  sha256 text not null,
  filename text,
  warnings jsonb not null default '[]',
  -- work that the document gives to no single unit: [{ label, text, path }]
  general_tasks jsonb not null default '[]',
  read_ms int not null default 0,
  uploaded_by int not null references users,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  sample boolean not null default false,
  unique (id, run_id),
  unique (run_id, owner_id, sha256)
);
create index on documents using gin (reach);

create table plan_items (
  id int generated always as identity primary key,
  run_id int not null,
  document_id int not null,
  kind text not null check (kind in ('task', 'objective')),
  unit_text text not null,
  unit_label text not null default '',
  label text not null default '',
  asked boolean not null default false,
  sentence text not null,
  title text not null,
  text text not null,
  span_start int not null,
  span_end int not null check (span_end >= span_start),
  role text not null check (role in ('lead', 'cooperate', 'do')),
  cooperating_text text not null default '',
  cooperating_ids int[] not null default '{}',
  due date,
  due_text text,
  recurs text,
  target jsonb,
  product text,
  doubts text[] not null default '{}',
  unit_ids int[] not null default '{}',
  how text not null,
  candidates int[] not null default '{}',
  state text not null default 'found' check (state in ('found', 'confirmed', 'dropped', 'assigned')),
  state_by_name text,
  state_at timestamptz,
  merged_into int,
  -- the task it became; with parts below it where many units were given it
  task_id int,
  unique (id, run_id),
  foreign key (document_id, run_id) references documents (id, run_id),
  foreign key (merged_into, run_id) references plan_items (id, run_id),
  foreign key (task_id, run_id) references tasks (id, run_id),
  check (state <> 'confirmed' or cardinality(unit_ids) > 0),
  check ((state = 'assigned') = (task_id is not null))
);
create index on plan_items (document_id, span_start);

-- Steps of confirming, so that each can be undone: the rows as they were before, and the rows that the step made.
create table plan_edits (
  id int generated always as identity primary key,
  run_id int not null,
  document_id int not null,
  at timestamptz not null,
  by_id int not null references users,
  step text not null check (step in ('change', 'split', 'merge')),
  before jsonb not null,
  made int[] not null default '{}',
  foreign key (document_id, run_id) references documents (id, run_id)
);
create index on plan_edits (document_id, id);

alter table documents enable row level security;
alter table plan_items enable row level security;
alter table plan_edits enable row level security;
create policy documents_read on documents for select to tusom_app using (run_id = app.run() and reach && (select app.units())::int[]);
create policy documents_make on documents for insert to tusom_app with check (run_id = app.run() and owner_id = any ((select app.units())::int[]));
create policy documents_change on documents for update to tusom_app
  using (run_id = app.run() and owner_id = any ((select app.units())::int[])) with check (run_id = app.run() and owner_id = any ((select app.units())::int[]));
create policy items_read on plan_items for select to tusom_app using (run_id = app.run() and exists (select from documents d where d.id = document_id));
create policy items_make on plan_items for insert to tusom_app
  with check (run_id = app.run() and exists (select from documents d where d.id = document_id and d.owner_id = any ((select app.units())::int[])));
create policy items_change on plan_items for update to tusom_app
  using (run_id = app.run() and exists (select from documents d where d.id = document_id and d.owner_id = any ((select app.units())::int[])))
  with check (run_id = app.run());
create policy items_drop on plan_items for delete to tusom_app
  using (run_id = app.run() and state <> 'assigned' and exists (select from documents d where d.id = document_id and d.owner_id = any ((select app.units())::int[])));
create policy edits_read on plan_edits for select to tusom_app using (run_id = app.run() and exists (select from documents d where d.id = document_id));
create policy edits_make on plan_edits for insert to tusom_app
  with check (run_id = app.run() and exists (select from documents d where d.id = document_id and d.owner_id = any ((select app.units())::int[])));
create policy edits_drop on plan_edits for delete to tusom_app
  using (run_id = app.run() and exists (select from documents d where d.id = document_id and d.owner_id = any ((select app.units())::int[])));
grant select, insert on documents to tusom_app;
grant update (reach) on documents to tusom_app;
grant select, insert, update, delete on plan_items to tusom_app;
grant select, insert, delete on plan_edits to tusom_app;

-- Giving the same item twice makes nothing twice, whatever two people press at once.
create unique index tasks_once on tasks (run_id, ((source ->> 'itemId')::int), lead_id, (parent_id is null)) where source ? 'itemId';
create index on tasks (parent_id);
create index on tasks (run_id, due_at) where state in ('assigned', 'accepted', 'doing');
alter table tasks add column search text generated always as (app.fold(title || ' ' || text)) stored;

-- The state of a whole follows from its parts: done when nothing is open and something is done, in progress once one moved.
-- Definer's rights, because a commune that changes its part does not see the whole; it writes nothing but what the parts say.
create function app.follow_parts(whole int, at timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
  update tasks t set state = f.state, progress = f.progress, state_at = at, done_at = case when f.state = 'done' then at end
  from (select case when count(*) filter (where state in ('assigned', 'accepted', 'doing', 'cannot')) = 0 and count(*) filter (where state = 'done') > 0 then 'done'
                    when count(*) filter (where state <> 'assigned') > 0 then 'doing' else 'assigned' end as state,
               coalesce(round(avg(progress) filter (where state <> 'cancelled')), 0)::int as progress
        from tasks where parent_id = whole) f
  where t.id = whole and t.run_id = app.run() and t.state <> 'cancelled' and (t.state, t.progress) is distinct from (f.state, f.progress)
$$;
revoke all on function app.follow_parts from public;
grant execute on function app.follow_parts to tusom_app;
