import { fold } from '@tusom/vi-text'
import { readTime } from '../observations/accept-reading.ts'
import { csvDelimiter, csvRows } from '../observations/csv-rows.ts'
import type { Words } from './number-words.ts'

export type EventRow = {
  line: number
  hazard: string
  unitIds: number[]
  from: string
  to: string | null
  level: number | null
  source: string
  title: string
}
export type EventFault = { line: number } & Words

export const eventCsvLimits = { characters: 2_000_000, rows: 2000 }

const columns: Record<string, readonly string[]> = {
  hazard: ['hazard', 'thien tai', 'loai thien tai', 'loai hinh'],
  communes: ['commune', 'communes', 'xa', 'dia ban', 'don vi'],
  from: ['from', 'start', 'tu', 'bat dau', 'tu luc'],
  to: ['to', 'end', 'den', 'ket thuc', 'den luc'],
  level: ['level', 'severity', 'cap', 'muc do'],
  source: ['source', 'nguon'],
  title: ['title', 'note', 'mo ta', 'ghi chu', 'ten'],
}

type Known = {
  /** hazard codes with their names */
  hazards: readonly { hazard: string; nameVi: string }[]
  units: readonly { id: number; code: string; name: string; fullName: string }[]
}

/**
 * Reads a register of events from CSV: hazard, communes (codes or names, ";" between them), from, to, level, source. A line that
 * cannot be read is named with its reason and left out; nothing is guessed.
 */
export function readEventsCsv(text: string, known: Known): { events: EventRow[]; faults: EventFault[] } {
  const faults: EventFault[] = []
  if (text.length > eventCsvLimits.characters)
    return { events: [], faults: [{ line: 0, vi: 'tệp quá lớn (trên 2 triệu ký tự)', en: 'the file is too large' }] }
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  const places: Record<string, number> = {}
  const hazards = new Map<string, string>()
  for (const h of known.hazards) {
    hazards.set(fold(h.hazard), h.hazard)
    hazards.set(fold(h.nameVi), h.hazard)
  }
  // two communes of one name are told apart by their code only
  const units = new Map<string, number | null>()
  for (const u of known.units)
    for (const key of new Set([fold(u.code), fold(u.name), fold(u.fullName)]))
      units.set(key, units.has(key) && units.get(key) !== u.id ? null : u.id)
  const events: EventRow[] = []
  let head = false
  for (const { line, cells } of csvRows(clean, csvDelimiter(clean))) {
    if (!head) {
      head = true
      cells.forEach((c, i) => {
        const name = fold(c.trim())
        for (const [key, names] of Object.entries(columns)) if (names.includes(name)) places[key] ??= i
      })
      const missing = ['hazard', 'communes', 'from'].filter(k => places[k] === undefined)
      if (missing.length)
        return {
          events,
          faults: [
            {
              line,
              vi: `dòng đầu thiếu cột ${missing.map(k => columns[k]?.at(k === 'communes' ? 2 : 1)).join(', ')}`,
              en: `the first line lacks ${missing.join(', ')}`,
            },
          ],
        }
      continue
    }
    if (events.length + faults.length >= eventCsvLimits.rows) {
      faults.push({
        line,
        vi: `chỉ đọc ${eventCsvLimits.rows} dòng đầu`,
        en: `only the first ${eventCsvLimits.rows} lines are read`,
      })
      break
    }
    const cell = (key: string) => (places[key] === undefined ? '' : (cells[places[key]] ?? '').trim())
    if (cells.every(c => !c.trim())) continue
    const read = readRow(cell, hazards, units)
    if ('vi' in read) faults.push({ line, ...read })
    else events.push({ line, ...read })
  }
  return { events, faults }
}

function readRow(
  cell: (key: string) => string,
  hazards: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, number | null>,
): Omit<EventRow, 'line'> | Words {
  const hazard = hazards.get(fold(cell('hazard')))
  if (!hazard)
    return {
      vi: `không rõ thiên tai "${cell('hazard').slice(0, 60)}"`,
      en: `unknown hazard "${cell('hazard').slice(0, 60)}"`,
    }
  const unitIds: number[] = []
  for (const name of cell('communes').split(/[;|]/).slice(0, 400)) {
    if (!name.trim()) continue
    const id = units.get(fold(name.trim()))
    const shown = name.trim().slice(0, 60)
    if (id === undefined) return { vi: `không có xã "${shown}"`, en: `no commune "${shown}"` }
    if (id === null)
      return { vi: `có hai xã tên "${shown}": ghi mã xã`, en: `two communes are called "${shown}": give the code` }
    unitIds.push(id)
  }
  if (!unitIds.length) return { vi: 'chưa nêu xã', en: 'no commune is named' }
  const [from, to] = [readTime(cell('from')), cell('to') ? readTime(cell('to')) : null]
  if (Number.isNaN(from))
    return { vi: 'thời điểm bắt đầu không đọc được (2025-10-08T02:00:00+07:00)', en: 'the start cannot be read' }
  if (to !== null && (Number.isNaN(to) || to < from))
    return {
      vi: 'thời điểm kết thúc không đọc được hoặc trước lúc bắt đầu',
      en: 'the end cannot be read or lies before the start',
    }
  const level = cell('level')
  if (level && !/^[1-5]$/.test(level))
    return { vi: 'cấp phải từ 1 đến 5 hoặc để trống', en: 'a level is 1 to 5 or left out' }
  return {
    hazard,
    unitIds: [...new Set(unitIds)],
    from: new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
    level: level ? Number(level) : null,
    source: cell('source').slice(0, 300),
    title: cell('title').slice(0, 300),
  }
}
