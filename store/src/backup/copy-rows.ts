import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copySql } from './tables.ts'

/** Rows of about this many bytes are one part: what the memory holds at a time. */
export const PART = 4 * 1024 * 1024

export type Rows = { rows: number; sha256: string }

/**
 * Streams a table in COPY text form and hands it on in parts that end at the end of a row. The server is read only as fast as
 * `part` takes, so the memory needed does not grow with the table.
 */
export async function copyRows(
  client: ClientBase,
  table: { name: string; columns: string[] },
  part: (body: Buffer) => Promise<void> | void,
): Promise<Rows> {
  const digest = createHash('sha256')
  let rows = 0
  let held: Buffer[] = []
  let size = 0
  const hand = async (body: Buffer) => {
    digest.update(body)
    for (let at = body.indexOf(10); at >= 0; at = body.indexOf(10, at + 1)) rows++
    await part(body)
  }
  for await (const chunk of client.query(copyTo(copySql(table, 'to stdout'))) as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    if (size < PART) continue
    const all = Buffer.concat(held)
    const end = all.lastIndexOf(10) + 1
    held = end < all.length ? [all.subarray(end)] : []
    size = all.length - end
    if (end) await hand(all.subarray(0, end))
  }
  if (size) await hand(Buffer.concat(held))
  return { rows, sha256: digest.digest('hex') }
}
