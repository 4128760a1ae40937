import { fold } from '@tusom/vi-text'
import type { BulletinRain, WaterForecast } from './parsed-bulletin.ts'
import { inMetres, readFigure, tidy } from './read-number.ts'
import { scanTimes } from './scan-times.ts'
import type { TimeReader } from './time-reader.ts'

export type Cell = { text: string; start: number; end: number }
export type TableRecord = WaterForecast & { future: boolean }
export type TableReading = { water: TableRecord[]; rain: BulletinRain[]; warnings: string[] }

const MAX_CELLS = 60

/** Rows of consecutive lines that hold `|`. Cells put one to a line by a web page ("13h |") are left to the callers. */
export function tablesOf(text: string): Cell[][][] {
  const tables: Cell[][][] = []
  let rows: Cell[][] = []
  let at = 0
  for (const line of text.split('\n')) {
    const inner = line.replace(/^\|/, ' ').replace(/\|$/, '')
    if (inner.includes('|')) {
      let from = at
      const cells: Cell[] = []
      for (const part of inner.split('|').slice(0, MAX_CELLS)) {
        const lead = part.length - part.trimStart().length
        cells.push({ text: part.trim(), start: from + lead, end: from + lead + part.trim().length })
        from += part.length + 1
      }
      // the line under a header in Markdown
      if (!cells.every(c => /^:?-*:?$/.test(c.text))) rows.push(cells)
    } else if (rows.length > 0 && line.trim() !== '') {
      tables.push(rows)
      rows = []
    }
    at += line.length + 1
  }
  if (rows.length > 0) tables.push(rows)
  return tables
}

/**
 * A table that a web page put one cell to a line, `|` between them. Its rows are found by the header: station names begin a
 * row, and each row has as many figures as the header has times.
 */
export function unfoldCells(text: string): Cell[][][] {
  const cells: Cell[] = []
  const tables: Cell[][][] = []
  let at = 0
  let piped = 0
  const flush = () => {
    const rows = piped >= 6 ? rowsByHeader(cells) : []
    if (rows.length > 1) tables.push(rows)
    cells.length = 0
    piped = 0
  }
  let pending: Cell | null = null
  for (const line of text.split('\n')) {
    const bare = line.replace(/\|/g, '').trim()
    const pipes = line.split('|').length - 1
    if (pipes > 1 && bare !== '') flush()
    else if (pipes === 0 && cells.length === 0 && pending === null && !/^(?:sông|trạm|tt|stt)$/iu.test(bare)) {
      // not in a table
    } else if (pipes === 0 && bare.length > 60) {
      pending = null
      flush()
    } else {
      if (bare !== '') {
        const start = at + line.indexOf(bare)
        // "13h" and "11/03" on two lines are one cell
        if (pending) pending = { text: `${pending.text} ${bare}`, start: pending.start, end: start + bare.length }
        else pending = { text: bare, start, end: start + bare.length }
      }
      if (pipes > 0) {
        cells.push(pending ?? { text: '', start: at, end: at })
        pending = null
        piped++
      }
    }
    at += line.length + 1
  }
  if (pending) cells.push(pending)
  flush()
  return tables
}

const isFigure = (s: string) => /^[+-]?\d{1,6}(?:[.,]\d{1,3})?$/.test(s)
const isLeaf = (s: string) => /^(?:h\s?)?(?:max|min|tb)\b|^hmax|^hmin|^\d{1,2}\s?(?:h|giờ)/iu.test(s)

function rowsByHeader(cells: readonly Cell[]): Cell[][] {
  const filled = cells.filter(c => c.text !== '')
  const firstFigure = filled.findIndex(c => isFigure(c.text))
  if (firstFigure < 2) return []
  const leaves = filled.slice(0, firstFigure).filter(c => isLeaf(c.text))
  if (leaves.length === 0) return []
  const groups = filled.slice(0, firstFigure).filter(c => /thực đo|dự báo/iu.test(c.text))
  const half = leaves.findIndex(
    (c, i) => i > 0 && /^h?\s?(?:max|min)/iu.test(leaves[i - 1]?.text ?? '') && !/^h?\s?(?:max|min)/iu.test(c.text),
  )
  const label = (i: number) => {
    const forecast = groups.some(g => /dự báo/iu.test(g.text)) && i >= (half > 0 ? half : Math.ceil(leaves.length / 2))
    return forecast ? 'dự báo' : groups.some(g => /thực đo/iu.test(g.text)) ? 'thực đo' : ''
  }
  const unit =
    /\(\s?(cm|m)\s?\)/iu.exec(
      filled
        .slice(0, firstFigure)
        .map(c => c.text)
        .join(' '),
    )?.[1] ?? ''
  const zero = { start: 0, end: 0 }
  const rows: Cell[][] = [
    [
      { text: 'Sông', ...zero },
      { text: 'Trạm', ...zero },
      ...leaves.map((l, i) => ({ ...l, text: `${label(i)} ${l.text} ${unit}`.trim() })),
    ],
  ]
  const start = cells.indexOf(filled[firstFigure] as Cell)
  let river: Cell = { text: '', ...zero }
  let i = start
  while (i > 0 && cells[i - 1]?.text !== '' && !isLeaf(cells[i - 1]?.text ?? '') && start - i < 2) i--
  while (i < cells.length) {
    const names: Cell[] = []
    while (i < cells.length && (cells[i]?.text === '' || !isFigure(cells[i]?.text ?? ''))) {
      const c = cells[i] as Cell
      if (c.text !== '') names.push(c)
      i++
      if (names.length > 2) break
    }
    const station = names.at(-1)
    if (!station || i >= cells.length) break
    if (names.length > 1) river = names.at(-2) as Cell
    const values = cells.slice(i, i + leaves.length)
    rows.push([river, station, ...values])
    i += leaves.length
  }
  return rows
}

type Column =
  | { what: 'river' | 'station' | 'place' | 'alarm' | 'time' | 'compare' | 'skip' }
  | { what: 'level'; unit: string; header: string; future: boolean | null }
  | { what: 'rain'; header: string; future: boolean | null }

function columnOf(header: string): Column {
  const h = fold(header)
  const times = scanTimes(header).length > 0 || /\d{1,2}\s?(?:h|gio)\b/.test(h)
  const future = /du bao|du kien|nhan dinh/.test(h) ? true : /thuc do|hien tai|quan trac|da qua/.test(h) ? false : null
  if (/^(?:tt|stt|so tt)$/.test(h) || /xu the|ghi chu|bien do|h ?tb|tbnn/.test(h)) return { what: 'skip' }
  if (/so voi|tren\/duoi|chenh/.test(h)) return { what: 'compare' }
  if (/luong mua|\bmm\b|mua \(/.test(h)) return { what: 'rain', header, future }
  if (/^(?:bd|bao dong|muc bd|cap bd)\s?(?:i{1,3}|[123])?\b/.test(h) || /lu lich su|nam xuat hien/.test(h))
    return { what: 'alarm' }
  if (
    /muc nuoc|thuc do|du bao|dinh lu|h ?max|h ?min|\bh ?\(|\b(?:cm|m)\)?$/.test(h) ||
    (times && !h.startsWith('thoi'))
  )
    return { what: 'level', unit: /\bcm\b/.test(h) ? 'cm' : 'm', header, future }
  if (/^(?:thoi gian|gio|ngay|thoi diem)/.test(h)) return { what: 'time' }
  if (/^(?:ten )?(?:song|luu vuc)\b/.test(h)) return { what: 'river' }
  if (/tram|vi tri|dia diem|noi do/.test(h)) return { what: 'station' }
  if (/khu vuc|tinh|dia phuong|huyen|xa|noi/.test(h)) return { what: 'place' }
  return { what: 'skip' }
}

/** Header cells above one another make one label; a label spreads over the empty cells to its right. */
function headersOf(rows: readonly Cell[][]): { labels: string[]; body: number } {
  const isBody = (r: readonly Cell[]) =>
    r.filter(c => isFigure(c.text.replace(/\s?(?:mm|cm|m)$/iu, ''))).length >= 1 &&
    !r.every(c => isLeaf(c.text) || /^\d{0,2}$/.test(c.text))
  const body = rows.findIndex((r, i) => i > 0 && isBody(r))
  if (body < 0) return { labels: [], body: rows.length }
  const width = Math.max(...rows.map(r => r.length))
  const labels: string[] = Array.from({ length: width }, () => '')
  for (let i = 0; i < body; i++) {
    const row = rows[i] as Cell[]
    let spread = ''
    for (let c = 0; c < width; c++) {
      const own = row[c]?.text ?? ''
      if (own !== '') spread = own
      // the first columns are named once; only group heads spread, and only in rows above the last
      const text = own !== '' ? own : i < body - 1 && /thực đo|dự báo|mực nước|mưa/iu.test(spread) ? spread : ''
      labels[c] = `${labels[c]} ${text}`.trim()
    }
  }
  return { labels, body }
}

/** Water levels and rain of the tables of a bulletin. `unitHint`: what the text says about all tables ("Đơn vị: cm"). */
export function readTables(text: string, reader: TimeReader): TableReading {
  const out: TableReading = { water: [], rain: [], warnings: [] }
  const ordinary = tablesOf(text).filter(rows => rows.some(r => r.filter(c => c.text !== '').length > 1))
  for (const rows of [...ordinary, ...unfoldCells(text)]) readTable(rows, text, reader, out)
  return out
}

function readTable(rows: readonly Cell[][], text: string, reader: TimeReader, out: TableReading): void {
  const { labels, body } = headersOf(rows)
  const columns = labels.map(columnOf)
  const before = text.slice(
    Math.max(0, (rows[0]?.find(c => c.start > 0)?.start ?? 0) - 300),
    rows[0]?.find(c => c.start > 0)?.start ?? 0,
  )
  const caption = before.split('\n').slice(-3).join(' ')
  const inCm = /(?:đơn vị|\()\s?:?\s?(?:\([^)]*)?cm\b/iu.test(caption)
  const captionFuture =
    /dự báo/iu.test(caption) && !/thực đo/iu.test(caption)
      ? true
      : /thực đo/iu.test(caption) && !/dự báo/iu.test(caption)
        ? false
        : null
  const has = (what: Column['what']) => columns.some(c => c.what === what)
  if (!has('level') && !has('rain')) return
  if (!has('station') && !has('river') && !has('place')) return
  let river: string | null = null
  for (const row of rows.slice(body)) {
    const cell = (what: Column['what']) => row[columns.findIndex(c => c.what === what)]
    const riverCell = cell('river')?.text.replace(/^sông\s+/iu, '') ?? ''
    if (riverCell !== '' && !isFigure(riverCell)) river = riverCell
    const name = (cell('station') ?? cell('place'))?.text ?? ''
    if (name === '' && riverCell === '') continue
    const own = cell('time')?.text ?? ''
    const compare = cell('compare')?.text ?? ''
    columns.forEach((column, i) => {
      const value = row[i]
      if (!value || value.text === '' || (column.what !== 'level' && column.what !== 'rain')) return
      const figure =
        /^([+-])?\s?(\d{1,6}(?:[.,]\d{1,3})?)(?:\s?-\s?(\d{1,6}(?:[.,]\d{1,3})?))?\s?(mm|cm|m)?(?=$|\s|\()/iu.exec(
          value.text,
        )
      if (!figure) return
      const time = timeFor(`${column.header} ${own}`, value.text.slice(figure[0].length), caption, reader)
      const unit =
        figure[4]?.toLowerCase() ?? (column.what === 'rain' ? 'mm' : column.unit === 'cm' || inCm ? 'cm' : 'm')
      const a = readFigure(figure[2] ?? '', unit)
      const b = figure[3] ? readFigure(figure[3], unit) : null
      if (a === null) return
      const at = time.at ?? time.to
      const byTime = reader.issued !== null && at !== null && at.length > 10 ? Date.parse(at) > reader.issued : null
      const future = byTime ?? column.future ?? captionFuture ?? false
      const span: [number, number] = [value.start, value.end]
      if (column.what === 'rain') {
        out.rain.push({
          place: name || riverCell,
          from: time.from,
          to: time.to ?? time.at,
          min: a,
          max: b ?? (future ? null : a),
          local: null,
          unit: 'mm',
          observed: !future,
          when: time.when,
          span,
        })
        return
      }
      const sign = figure[1] === '-' ? -1 : 1
      const low = tidy(sign * inMetres(a, unit))
      const alarm = alarmIn(compare, unit)
      out.water.push({
        river,
        station: name === '' ? null : name,
        at: time.at,
        from: time.from,
        to: time.to,
        value: b === null ? low : null,
        min: b === null ? null : low,
        max: b === null ? null : inMetres(b, unit),
        unit: 'm',
        alarm: alarm?.alarm ?? null,
        alarmTo: null,
        delta: alarm?.delta ?? null,
        relation: alarm?.relation ?? null,
        when: time.when,
        span,
        future,
      })
    })
  }
}

function timeFor(header: string, inCell: string, caption: string, reader: TimeReader) {
  for (const source of [inCell, header, caption]) {
    const token = scanTimes(source).find(t => t.kind !== 'window')
    if (token) return reader.read(token, source)
  }
  return { at: null, from: null, to: null, when: null, past: null }
}

/** "Trên BĐ3: 0,33", "+0,33 (BĐ3)", "< BĐ2 0,15m" in the column "So với báo động". */
function alarmIn(
  text: string,
  unit: string,
): { alarm: number; delta: number | null; relation: 'above' | 'below' | 'at' } | null {
  const bd = /(?:BĐ|báo động)\s?(?:cấp |số )?(III|II|I|[123])/iu.exec(text)
  if (!bd) return null
  const alarm = { i: 1, ii: 2, iii: 3 }[bd[1]?.toLowerCase() ?? ''] ?? Number(bd[1])
  const rest = text.replace(bd[0], ' ')
  const n = /([+-])?\s?(\d{1,4}(?:[.,]\d{1,3})?)\s?(cm|m)?/iu.exec(rest)
  const below = /dưới|<|kém|thấp/iu.test(text) || n?.[1] === '-'
  const above = /trên|>|vượt|cao/iu.test(text) || n?.[1] === '+'
  const value = n ? readFigure(n[2] ?? '', n[3] ?? unit) : null
  const metres = value === null ? null : inMetres(value, n?.[3]?.toLowerCase() ?? unit)
  return {
    alarm,
    relation: below ? 'below' : above ? 'above' : 'at',
    delta: metres === null ? (below || above ? null : 0) : tidy(below ? -metres : metres),
  }
}
