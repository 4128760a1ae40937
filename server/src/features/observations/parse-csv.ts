import { parse } from 'csv-parse/sync'
import type { IncomingReading, Refused } from './ingest.ts'

/** Reads `station,indicator,at,value[,quality]`; a row that cannot be read is refused by its line number, the rest is kept. */
export function readingsFromCsv(
  text: string,
  maxRows: number,
): {
  items: { index: number; reading: IncomingReading }[]
  malformed: Refused[]
  fault: { vi: string; en: string } | null
} {
  let rows: Record<string, string>[]
  try {
    rows = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map(h => h.trim().toLowerCase()),
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      to: maxRows + 1,
    })
  } catch (e) {
    return {
      items: [],
      malformed: [],
      fault: {
        vi: `Tệp CSV không đọc được: ${(e as Error).message}`,
        en: `The CSV cannot be read: ${(e as Error).message}`,
      },
    }
  }
  const need = ['station', 'indicator', 'at', 'value']
  const missing = need.filter(n => rows[0] && !(n in rows[0]))
  if (!rows.length || missing.length) {
    return {
      items: [],
      malformed: [],
      fault: {
        vi: `Dòng đầu của CSV phải có các cột ${need.join(', ')}${missing.length ? `; thiếu ${missing.join(', ')}` : ''}.`,
        en: `The CSV needs the columns ${need.join(', ')}.`,
      },
    }
  }
  if (rows.length > maxRows)
    return {
      items: [],
      malformed: [],
      fault: { vi: `Tệp có hơn ${maxRows} dòng: chia nhỏ rồi gửi.`, en: `More than ${maxRows} rows: split the file.` },
    }
  const items: { index: number; reading: IncomingReading }[] = []
  const malformed: Refused[] = []
  rows.forEach((row, i) => {
    const index = i + 2 // as a person counts lines in the file
    const text = (row.value ?? '').replace(',', '.')
    const value = text === '' ? Number.NaN : Number(text)
    const quality = row.quality === 'corrected' ? 'corrected' : 'measured'
    if (!row.station || !row.indicator || Number.isNaN(value)) {
      const what = !row.station ? 'station' : !row.indicator ? 'indicator' : 'value'
      malformed.push({
        index,
        station: row.station || null,
        code: 'reading.malformed',
        message: `Dòng ${index}: cột ${what} trống hoặc không phải số.`,
        messageEn: `Line ${index}: column ${what} is empty or not a number.`,
        item: row,
      })
    } else
      items.push({
        index,
        reading: { station: row.station, indicator: row.indicator, at: row.at ?? '', value, quality },
      })
  })
  return { items, malformed, fault: null }
}
