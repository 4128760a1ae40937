import type { PackHazard, RulePack } from '../levels/pack.ts'
import { number, type Words } from './number-words.ts'
import { hazardLines, type PackLine } from './row-in-words.ts'

/** One difference between two versions, told in words. `judges`: it can change a level; else it changes what is told of one. */
export type PackDifference = {
  hazard: string | null
  kind: 'hazard-added' | 'hazard-removed' | 'row-added' | 'row-removed' | 'level' | 'condition' | 'setting' | 'text'
  judges: boolean
  id: string | null
} & Words

const levelWords = (level: number | null): Words =>
  level === null ? { vi: 'chưa xác định', en: 'undetermined' } : { vi: `cấp ${level}`, en: `level ${level}` }
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

/** JSON with sorted keys, so that two packs that say the same are the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(v => canonical(v ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}

/** What `to` says otherwise than `from`, hazard by hazard and row by row. Order of rows with the same words is no difference. */
export function diffPacks(from: RulePack, to: RulePack): PackDifference[] {
  const result: PackDifference[] = []
  for (const key of ['title', 'titleEn', 'basis', 'effectiveFrom', 'effectiveTo'] as const)
    if ((from[key] ?? null) !== (to[key] ?? null))
      result.push({
        hazard: null,
        kind: 'text',
        judges: false,
        id: key,
        vi: `${packTexts[key].vi}: "${from[key] ?? 'không có'}" → "${to[key] ?? 'không có'}"`,
        en: `${packTexts[key].en}: "${from[key] ?? 'none'}" → "${to[key] ?? 'none'}"`,
      })
  const had = new Map(from.hazards.map(h => [h.hazard, h]))
  const has = new Map(to.hazards.map(h => [h.hazard, h]))
  for (const h of from.hazards)
    if (!has.has(h.hazard))
      result.push({ ...whole(h, 'hazard-removed'), vi: `bỏ hẳn: ${h.nameVi}`, en: `removed: ${h.nameEn}` })
  for (const h of to.hazards) {
    const before = had.get(h.hazard)
    if (before) result.push(...diffHazards(before, h))
    else result.push({ ...whole(h, 'hazard-added'), vi: `thêm mới: ${h.nameVi}`, en: `added: ${h.nameEn}` })
  }
  return result
}

const packTexts = {
  title: { vi: 'tên gói', en: 'title' },
  titleEn: { vi: 'tên tiếng Anh', en: 'English title' },
  basis: { vi: 'căn cứ', en: 'basis' },
  effectiveFrom: { vi: 'hiệu lực từ', en: 'effective from' },
  effectiveTo: { vi: 'hết hiệu lực', en: 'effective to' },
}

const whole = (h: PackHazard, kind: PackDifference['kind']) => ({ hazard: h.hazard, kind, judges: true, id: null })

function diffHazards(a: PackHazard, b: PackHazard): PackDifference[] {
  const { hazard } = b
  const result: PackDifference[] = []
  const add = (kind: PackDifference['kind'], judges: boolean, id: string | null, words: Words) =>
    result.push({ hazard, kind, judges, id, ...words })
  if (a.method !== b.method)
    add('setting', true, 'method', {
      vi: `cách tính: ${a.method} → ${b.method}`,
      en: `method: ${a.method} → ${b.method}`,
    })
  const before = byId(hazardLines(a))
  const after = byId(hazardLines(b))
  const raw = [rawLines(a), rawLines(b)] as const
  for (const [id, line] of before) if (!after.has(id)) add('row-removed', true, id, told('bỏ', 'removed', line))
  for (const [id, line] of after) {
    const was = before.get(id)
    if (!was) {
      add('row-added', true, id, told('thêm', 'added', line))
      continue
    }
    if (was.level !== line.level) {
      const [x, y] = [levelWords(was.level), levelWords(line.level)]
      add('level', true, id, {
        vi: `dòng ${id} (${line.vi}): ${x.vi} → ${y.vi}`,
        en: `row ${id} (${line.en}): ${x.en} → ${y.en}`,
      })
    }
    if (was.vi !== line.vi)
      add('condition', true, id, {
        vi: `dòng ${id}: "${was.vi}" → "${line.vi}"`,
        en: `row ${id}: "${was.en}" → "${line.en}"`,
      })
    else if (raw[0].get(id) !== raw[1].get(id) && was.level === line.level)
      // said in the same words and yet not the same data (break points of an index, a mark of the series)
      add('condition', true, id, {
        vi: `dòng ${id}: đổi cách tính (${line.vi})`,
        en: `row ${id}: reckoned otherwise (${line.en})`,
      })
  }
  const slack = (h: PackHazard) => ('hysteresis' in h ? (h.hysteresis ?? 0) : 0)
  if (slack(a) !== slack(b)) {
    const [x, y] = [number(slack(a)), number(slack(b))]
    add('setting', true, 'hysteresis', {
      vi: `nước phải lùi qua ngưỡng mới hạ cấp: ${x.vi} m → ${y.vi} m`,
      en: `how far water must fall below a threshold: ${x.en} m → ${y.en} m`,
    })
  }
  for (const way of ['up', 'down'] as const) {
    const [x, y] = [a.dwell?.[way] ?? 0, b.dwell?.[way] ?? 0]
    if (x !== y)
      add('setting', true, `dwell.${way}`, {
        vi: `chờ trước khi ${way === 'up' ? 'nâng' : 'hạ'} cấp: ${x} phút → ${y} phút`,
        en: `wait before a ${way === 'up' ? 'rise' : 'fall'}: ${x} min → ${y} min`,
      })
  }
  if (!same(a.scale ?? null, b.scale ?? null))
    add('setting', false, 'scale', { vi: 'đổi tên gọi các mức', en: 'the names of the levels changed' })
  const texts = {
    nameVi: ['tên', 'name'],
    nameEn: ['tên tiếng Anh', 'English name'],
    article: ['điều khoản', 'article'],
    status: ['tình trạng', 'status'],
    source: ['nguồn', 'source'],
  } as const
  for (const key of Object.keys(texts) as (keyof typeof texts)[])
    if (a[key] !== b[key])
      add('text', false, key, {
        vi: `${texts[key][0]}: "${a[key]}" → "${b[key]}"`,
        en: `${texts[key][1]}: "${a[key]}" → "${b[key]}"`,
      })
  const [old, now] = [a.notes ?? [], b.notes ?? []]
  for (const n of old)
    if (!now.includes(n)) add('text', false, 'notes', { vi: `bỏ ghi chú: "${n}"`, en: `note removed: "${n}"` })
  for (const n of now)
    if (!old.includes(n)) add('text', false, 'notes', { vi: `thêm ghi chú: "${n}"`, en: `note added: "${n}"` })
  return result
}

const byId = (lines: readonly PackLine[]) => new Map(lines.map(l => [l.id, l]))
function told(vi: string, en: string, line: PackLine): Words {
  const level = line.kind === 'row' ? levelWords(line.level) : { vi: '', en: '' }
  return {
    vi: `${vi} dòng ${line.id}: ${line.vi}${level.vi && ` → ${level.vi}`}`,
    en: `${en} row ${line.id}: ${line.en}${level.en && ` → ${level.en}`}`,
  }
}

/** The data behind each line, without its level where that is told apart. */
function rawLines(h: PackHazard): Map<string, string> {
  if (h.method === 'rain-slope') return new Map<string, string>(h.classes.map(c => [`class/${c.id}`, canonical(c)]))
  const rows = (h.rows as { id: string; level: unknown }[]).map(
    r => [r.id, canonical({ ...r, level: 0 })] as [string, string],
  )
  const terms: [string, string][] =
    h.method === 'table'
      ? h.inputs.map(i => [`input/${i.id}`, canonical(i)])
      : h.method === 'rain-band'
        ? h.bands.map(b => [`band/${b.id}`, canonical(b)])
        : []
  return new Map([...terms, ...rows])
}

/**
 * The edited pack as it may be stored: a hazard that judges otherwise than in the base is marked as set by the province, whatever the
 * editor wrote; a citation of the law must not stand over a figure that the law does not hold.
 */
export function markLocal(base: RulePack, edited: RulePack): RulePack {
  const judged = new Set(diffPacks(base, edited).flatMap(d => (d.judges && d.hazard !== null ? [d.hazard] : [])))
  return {
    ...edited,
    base: { id: base.id, version: base.version },
    hazards: edited.hazards.map(h => (judged.has(h.hazard) ? { ...h, status: 'local' } : h)),
  }
}
