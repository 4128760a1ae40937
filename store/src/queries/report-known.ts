import type { Tx } from '../database.ts'

export type KnownRow = {
  'tasks.done': number
  'tasks.late': number
  'tasks.given': number
  'warnings.issued': number
  'households.moved': number
  'people.moved': number
  'incidents.opened': number
}

/** What the system itself counted at a commune between two days (Vietnamese days, both included), in the actual run. */
export const knownCounts = (tx: Tx, unitId: number, from: string, to: string) =>
  tx.one<KnownRow>(
    `with span as (select ($2 || 'T00:00:00+07:00')::timestamptz as a, ($3 || 'T00:00:00+07:00')::timestamptz + interval '1 day' as b),
     mine as (select t.* from tasks t where t.run_id = 0 and t.lead_id = $1 and t.state <> 'cancelled'),
     moved as (
       select m.household_id, max(coalesce(m.people, h.people)) as people
       from household_moves m join households h on h.id = m.household_id, span
       where m.run_id = 0 and m.commune_id = $1 and m.kind in ('left', 'moving', 'arrived') and m.at >= a and m.at < b
         and not exists (select from household_moves u where u.run_id = 0 and u.undoes = m.id)
       group by 1)
     select
       (select count(*) from mine, span where state = 'done' and done_at >= a and done_at < b)::int as "tasks.done",
       (select count(*) from mine, span where due_at < b and (done_at is null or done_at > due_at) and coalesce(done_at, b) >= a)::int as "tasks.late",
       (select count(*) from mine, span where created_at >= a and created_at < b)::int as "tasks.given",
       (select count(*) from warnings w, span where w.run_id = 0 and w.area_ids @> array[$1::int] and w.msg_type <> 'Cancel' and w.issued_at >= a and w.issued_at < b)::int as "warnings.issued",
       (select count(*) from moved)::int as "households.moved",
       (select coalesce(sum(people), 0) from moved)::int as "people.moved",
       (select count(*) from incidents i, span where i.run_id = 0 and i.commune_ids @> array[$1::int] and i.opened_at >= a and i.opened_at < b)::int as "incidents.opened"`,
    [unitId, from, to],
  )

export type KnownLossRow = {
  id: number
  incidentId: number
  title: string
  asOf: Date
  figures: Record<string, number | null>
  byName: string
}

/** What a commune reported in the newest incident that touched it within some instants, in the actual run; in the order of time. */
export const knownLosses = (tx: Tx, unitId: number, from: Date, to: Date) =>
  tx.query<KnownLossRow>(
    `select d.id, i.id as "incidentId", i.title, d.as_of as "asOf", d.figures, d.by_name as "byName"
     from incident_damage d join incidents i on i.id = d.incident_id and i.run_id = d.run_id
     where d.run_id = 0 and d.commune_id = $1 and d.as_of < $3 and d.incident_id = (
       select id from incidents where run_id = 0 and commune_ids @> array[$1::int] and opened_at < $3 and (closed_at is null or closed_at >= $2)
       order by opened_at desc, id desc limit 1)
     order by d.as_of, d.id`,
    [unitId, from, to],
  )
