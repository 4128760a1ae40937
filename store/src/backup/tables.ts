import type { Tx } from '../database.ts'

/** Held only for the moment: whoever is signed in signs in again after a restore, and a closed session does not come back to life. */
const passing = new Set(['sessions', 'sign_in_failures'])

/** A table that an extension of the server brought (PostGIS) is not ours to save. */
export const ownTable = `not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** The tables that hold rows (a month of readings is one), in an order in which every row finds what it refers to. */
export async function tablesInOrder(tx: Tx): Promise<{ name: string; columns: string[] }[]> {
  const rows = await tx.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and ${ownTable}
     group by c.relname order by c.relname`,
  )
  const needs = new Map<string, Set<string>>()
  for (const { from, to } of await tx.query<{ from: string; to: string }>(
    `select f.relname as from, t.relname as to from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and f.relname <> t.relname and k.connamespace = 'public'::regnamespace`,
  ))
    (needs.get(from) ?? needs.set(from, new Set()).get(from))?.add(to)
  const left = new Map(rows.map(r => [r.name, r]))
  const ordered: { name: string; columns: string[] }[] = []
  while (left.size) {
    const next = [...left.keys()].filter(name => ![...(needs.get(name) ?? [])].some(to => left.has(to)))
    if (!next.length) throw new Error(`foreign keys go round in a circle: ${[...left.keys()].join(', ')}`)
    for (const name of next) {
      ordered.push(left.get(name) as { name: string; columns: string[] })
      left.delete(name)
    }
  }
  return ordered.filter(t => !passing.has(t.name) && t.name !== 'schema_migrations')
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const copySql = (t: { name: string; columns: string[] }, way: 'to stdout' | 'from stdin'): string =>
  `copy public.${quoted(t.name)} (${t.columns.map(quoted).join(', ')}) ${way}`

/** What decides how a value is written as text: the same on both sides, whatever the server is set to. */
export const plainText =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8'; set local synchronize_seqscans = off; set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '60s'"
