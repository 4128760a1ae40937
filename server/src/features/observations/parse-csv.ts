import { csvDelimiter, csvRows } from '@tusom/domain'
import type { Refused } from './ingest.ts'
import type { Item } from './sort-readings.ts'

/** Reads `station,indicator,at,value[,quality]`; a row that cannot be read is refused by its line number, the rest is kept. */
export function readingsFromCsv(
  text: string,
  maxRows: number,
): { items: Item[]; malformed: Refused[]; fault: { vi: string; en: string } | null } {
  const items: Item[] = []
  const malformed: Refused[] = []
  const fault = (vi: string, en: string) => ({ items: [], malformed: [], fault: { vi, en } })
  const need = ['station', 'indicator', 'at', 'value']
  let at: { station: number; indicator: number; at: number; value: number; quality: number } | null = null
  let rows = 0
  for (const { line, cells } of csvRows(text, csvDelimiter(text))) {
    if (!at) {
      const header = cells.map(h => h.toLowerCase())
      const missing = need.filter(n => !header.includes(n))
      if (missing.length)
        return fault(
          `Dòng đầu của CSV phải có các cột ${need.join(', ')}; thiếu ${missing.join(', ')}.`,
          `The CSV needs the columns ${need.join(', ')}; ${missing.join(', ')} missing.`,
        )
      const of = (name: string) => header.indexOf(name)
      at = {
        station: of('station'),
        indicator: of('indicator'),
        at: of('at'),
        value: of('value'),
        quality: of('quality'),
      }
      continue
    }
    if (++rows > maxRows)
      return fault(`Tệp có hơn ${maxRows} dòng: chia nhỏ rồi gửi.`, `More than ${maxRows} rows: split the file.`)
    const station = cells[at.station] ?? ''
    const indicator = cells[at.indicator] ?? ''
    const figure = cells[at.value] ?? ''
    const value = figure === '' ? Number.NaN : Number(figure.replace(',', '.'))
    if (!station || !indicator || !Number.isFinite(value)) {
      const what = !station ? 'station' : !indicator ? 'indicator' : 'value'
      malformed.push({
        index: line,
        station: station || null,
        code: 'reading.malformed',
        message: `Dòng ${line}: cột ${what} trống hoặc không phải số.`,
        messageEn: `Line ${line}: column ${what} is empty or not a number.`,
        item: { station, indicator, at: cells[at.at] ?? '', value: figure.slice(0, 60) },
      })
      continue
    }
    const quality = at.quality >= 0 && cells[at.quality] === 'corrected' ? 'corrected' : 'measured'
    items.push({ index: line, reading: { station, indicator, at: cells[at.at] ?? '', value, quality } })
  }
  if (!at)
    return fault(
      `Dòng đầu của CSV phải có các cột ${need.join(', ')}.`,
      `The CSV needs the columns ${need.join(', ')}.`,
    )
  return { items, malformed, fault: null }
}
