import { fold } from '@tusom/vi-text'
import { csvDelimiter, csvRows } from '../observations/csv-rows.ts'
import { isPlanField, type PlanField, planFields } from './plan-fields.ts'

export type KeyAreaRow = {
  line: number
  code: string
  name: string
  communeIds: number[]
  fields: PlanField[]
  why: string
  source: string
}
export type KeyAreaFault = { line: number; vi: string; en: string }

export const keyAreaCsvLimits = { characters: 1_000_000, rows: 1000, communes: 50 }

const columns: Record<string, readonly string[]> = {
  code: ['code', 'ma', 'ma dia ban'],
  name: ['name', 'ten', 'ten dia ban', 'dia ban', 'dia ban trong diem'],
  communes: ['commune', 'communes', 'xa', 'xa phuong', 'don vi'],
  fields: ['field', 'fields', 'linh vuc'],
  why: ['why', 'reason', 'ly do', 'vi sao'],
  source: ['source', 'nguon', 'can cu'],
}
const shownAs: Record<string, string> = { code: 'mã', name: 'tên', communes: 'xã', fields: 'lĩnh vực', why: 'lý do' }

const fieldByName = new Map<string, PlanField>(
  planFields.flatMap(f => [
    [fold(f.code), f.code],
    [fold(f.vi), f.code],
    [fold(f.vi.replaceAll(',', '')), f.code],
    [fold(f.en), f.code],
  ]),
)

/** Reads key areas from CSV: code, name, communes and fields (";" between), why, source. A line that cannot be read is named and left out. */
export function readKeyAreasCsv(
  text: string,
  units: readonly { id: number; code: string; name: string; fullName: string }[],
): { areas: KeyAreaRow[]; faults: KeyAreaFault[] } {
  if (text.length > keyAreaCsvLimits.characters)
    return { areas: [], faults: [{ line: 0, vi: 'tệp quá lớn (trên 1 triệu ký tự)', en: 'the file is too large' }] }
  // two communes of one name are told apart by their code only
  const byName = new Map<string, number | null>()
  for (const u of units)
    for (const key of new Set([fold(u.code), fold(u.name), fold(u.fullName)]))
      byName.set(key, byName.has(key) && byName.get(key) !== u.id ? null : u.id)
  const places: Record<string, number> = {}
  const areas: KeyAreaRow[] = []
  const faults: KeyAreaFault[] = []
  const codes = new Set<string>()
  let head = false
  for (const { line, cells } of csvRows(text, csvDelimiter(text))) {
    if (!head) {
      head = true
      cells.forEach((c, i) => {
        const name = fold(c)
        for (const [key, names] of Object.entries(columns)) if (names.includes(name)) places[key] ??= i
      })
      const missing = Object.keys(shownAs).filter(k => places[k] === undefined)
      if (missing.length) {
        const vi = `dòng đầu thiếu cột ${missing.map(k => shownAs[k]).join(', ')}`
        return { areas, faults: [{ line, vi, en: `the first line lacks ${missing.join(', ')}` }] }
      }
      continue
    }
    if (areas.length + faults.length >= keyAreaCsvLimits.rows) {
      const n = keyAreaCsvLimits.rows
      faults.push({ line, vi: `chỉ đọc ${n} dòng đầu`, en: `only the first ${n} lines are read` })
      break
    }
    const row = readRow(key => (places[key] === undefined ? '' : (cells[places[key]] ?? '')), byName)
    if ('vi' in row) faults.push({ line, ...row })
    else if (codes.has(row.code))
      faults.push({ line, vi: `mã "${row.code}" có hai lần trong tệp`, en: `code "${row.code}" stands twice` })
    else {
      codes.add(row.code)
      areas.push({ line, ...row })
    }
  }
  return { areas, faults }
}

function readRow(
  cell: (key: string) => string,
  byName: ReadonlyMap<string, number | null>,
): Omit<KeyAreaRow, 'line'> | { vi: string; en: string } {
  const code = cell('code').trim()
  const name = cell('name').trim()
  const why = cell('why').trim()
  if (!/^[\p{L}\p{N}._-]{1,30}$/u.test(code))
    return { vi: 'mã phải là chữ, số, không dấu cách, tối đa 30', en: 'a code is letters and digits, 30 at most' }
  if (!name || name.length > 200) return { vi: 'tên trống hoặc quá 200 ký tự', en: 'the name is empty or too long' }
  if (why.length < 5 || why.length > 1000)
    return { vi: 'lý do phải từ 5 đến 1000 ký tự', en: 'the reason is 5 to 1000 characters' }
  const communeIds = new Set<number>()
  for (const part of cell('communes').split(/[;|]/)) {
    const said = part.trim()
    if (!said) continue
    const id = byName.get(fold(said))
    const shown = said.slice(0, 60)
    if (id === undefined) return { vi: `không có xã "${shown}"`, en: `no commune "${shown}"` }
    if (id === null)
      return { vi: `có hai xã tên "${shown}": ghi mã xã`, en: `two communes are called "${shown}": give the code` }
    communeIds.add(id)
    if (communeIds.size > keyAreaCsvLimits.communes)
      return { vi: `quá ${keyAreaCsvLimits.communes} xã`, en: `more than ${keyAreaCsvLimits.communes} communes` }
  }
  if (!communeIds.size) return { vi: 'chưa nêu xã', en: 'no commune is named' }
  const fields = new Set<PlanField>()
  for (const part of cell('fields').split(/[;|]/)) {
    const said = part.trim()
    if (!said) continue
    const field = fieldByName.get(fold(said))
    if (!field || !isPlanField(field))
      return { vi: `không rõ lĩnh vực "${said.slice(0, 60)}"`, en: `unknown field "${said.slice(0, 60)}"` }
    fields.add(field)
  }
  if (!fields.size) return { vi: 'chưa nêu lĩnh vực', en: 'no field is named' }
  return {
    code,
    name,
    communeIds: [...communeIds],
    fields: [...fields],
    why,
    source: cell('source').trim().slice(0, 300),
  }
}
