import { StoreError } from '../errors.ts'
import { damaged } from './archive.ts'
import type { SealedKey } from './data-key.ts'

/** The form of the file. A reader refuses a number that it does not know. */
export const FORMAT = 1

/** `sha256` of a part is that of its bytes as they stand in the file; `raw` is how many they are unpacked. */
export type Part = { name: string; size: number; raw: number; sha256: string }
/** `sha256` of a table is that of all its rows in PostgreSQL's COPY text form, one after another. */
export type TablePart = { name: string; columns: string[]; rows: number; sha256: string; parts: Part[] }
export type AuditHead = { provinceId: number; seq: number; hash: string }

/** The last entry of a backup: without it there is no backup. */
export type Manifest = {
  format: number
  madeAt: string
  /** for people: whose data this is */
  provinces: string[]
  postgres: string
  migrations: { name: string; sha256: string }[]
  tables: TablePart[]
  sequences: { name: string; value: number }[]
  auditHeads: AuditHead[]
  /** which data key the sealed columns need, and the key itself where a passphrase was given */
  key: { id: string; sealed: SealedKey | null }
}

export const newer = (): StoreError =>
  new StoreError(
    'backup.newer',
    'Bản sao lưu này do phiên bản mới hơn của chương trình ghi: cập nhật Từ Sớm rồi khôi phục. · A newer version of the program made this backup: update Từ Sớm, then restore.',
  )

const isText = (v: unknown): v is string => typeof v === 'string'
const isCount = (v: unknown): v is number => Number.isSafeInteger(v) && (v as number) >= 0
const isHex = (v: unknown): v is string => isText(v) && /^[0-9a-f]{64}$/.test(v)
type Loose = Record<string, unknown>
const isList = (v: unknown, each: (item: Loose) => boolean): boolean =>
  Array.isArray(v) && v.every(item => item !== null && typeof item === 'object' && each(item as Loose))

/** Names become SQL: only what our own migrations call their tables, columns and sequences is let through. */
const isName = (v: unknown): v is string => isText(v) && /^[a-z_][a-z0-9_]{0,62}$/.test(v)

/** Reads a manifest; whatever is not as we write it is damage. */
export function readManifest(text: string): Manifest {
  let m: Loose
  try {
    m = JSON.parse(text) as Loose
  } catch {
    throw damaged('manifest.json')
  }
  if (isCount(m?.format) && m.format > FORMAT) throw newer()
  const key = m?.key as Loose | null
  const sealed = key?.sealed as Loose | null | undefined
  const fits =
    m?.format === FORMAT &&
    isText(m.madeAt) &&
    isText(m.postgres) &&
    Array.isArray(m.provinces) &&
    m.provinces.every(isText) &&
    isList(m.migrations, x => isText(x.name) && isHex(x.sha256)) &&
    isList(
      m.tables,
      t =>
        isName(t.name) &&
        Array.isArray(t.columns) &&
        t.columns.length > 0 &&
        t.columns.every(isName) &&
        isCount(t.rows) &&
        isHex(t.sha256) &&
        isList(t.parts, p => isText(p.name) && isCount(p.size) && isCount(p.raw) && isHex(p.sha256)),
    ) &&
    isList(m.sequences, s => isName(s.name) && isCount(s.value)) &&
    isList(m.auditHeads, h => isCount(h.provinceId) && isCount(h.seq) && isHex(h.hash)) &&
    isText(key?.id) &&
    (sealed === null ||
      (typeof sealed === 'object' &&
        isText(sealed.salt) &&
        isText(sealed.nonce) &&
        isText(sealed.body) &&
        isText(sealed.tag) &&
        isCount(sealed.memory) &&
        isCount(sealed.passes)))
  if (!fits) throw damaged('manifest.json')
  return m as unknown as Manifest
}
