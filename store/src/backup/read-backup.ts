import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { StoreError } from '../errors.ts'
import { cutShort, damaged, type Entry, listEntries, readAt } from './archive.ts'
import { type Manifest, type Part, readManifest } from './manifest.ts'

const unpack = promisify(gunzip)
const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex')

export type OpenBackup = {
  manifest: Manifest
  /** one part, checked and unpacked */
  part: (p: Part) => Promise<Buffer>
  close: () => Promise<void>
}

/** Opens a backup and reads its manifest. Refuses, in one sentence, what is no backup, is cut short, damaged or of a newer program. */
export async function openBackup(path: string): Promise<OpenBackup> {
  const file = await open(path, 'r').catch(e => {
    throw new StoreError(
      'backup.not-found',
      `Không mở được tệp ${path} (${(e as NodeJS.ErrnoException).code}): kiểm tra đường dẫn. · Cannot open ${path}: check the path.`,
    )
  })
  try {
    const entries = new Map((await listEntries(file)).map(e => [e.name, e]))
    const manifest = await manifestOf(file, entries)
    const wanted = manifest.tables.flatMap(t => t.parts)
    for (const p of wanted) if (entries.get(p.name)?.size !== p.size) throw damaged(p.name)
    return {
      manifest,
      part: async p => {
        const packed = await readAt(file, (entries.get(p.name) as Entry).at, p.size)
        if (sha256(packed) !== p.sha256) throw damaged(p.name)
        // never more than the manifest says: a few bytes that unpack to a disk full of zeros stop here
        const body = await unpack(packed, { maxOutputLength: Math.max(p.raw, 1) }).catch(() => null)
        if (body?.length !== p.raw) throw damaged(p.name)
        return body
      },
      close: () => file.close(),
    }
  } catch (e) {
    await file.close()
    throw e
  }
}

async function manifestOf(file: FileHandle, entries: Map<string, Entry>): Promise<Manifest> {
  const entry = entries.get('manifest.json')
  const digest = entries.get('manifest.sha256')
  if (!entry || !digest) throw cutShort()
  const text = await readAt(file, entry.at, entry.size)
  const said = (await readAt(file, digest.at, Math.min(digest.size, 64))).toString('ascii')
  if (said !== sha256(text)) throw damaged('manifest.json')
  return readManifest(text.toString('utf8'))
}

export type BackupChecked = { rows: number; tables: number; withKey: boolean }

/** Reads every byte and compares it with the manifest: digests of the parts, of the tables, and the number of rows. */
export async function checkBackup(backup: OpenBackup): Promise<BackupChecked> {
  const { manifest } = backup
  let total = 0
  for (const table of manifest.tables) {
    const digest = createHash('sha256')
    let rows = 0
    for (const p of table.parts) {
      const body = await backup.part(p)
      digest.update(body)
      for (let at = body.indexOf(10); at >= 0; at = body.indexOf(10, at + 1)) rows++
    }
    if (rows !== table.rows || digest.digest('hex') !== table.sha256) throw damaged(table.name)
    total += rows
  }
  return { rows: total, tables: manifest.tables.length, withKey: manifest.key.sealed !== null }
}
