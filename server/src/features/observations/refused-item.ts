import { type MessageMapping, readMessage } from '@tusom/domain'
import type { RefusalRow } from '@tusom/store'
import type { Item } from './sort-readings.ts'

/** A message of a broker that could not be read at all, as it is kept. */
export type RefusedMessage = { mqtt: number; topic: string; payload: string; arrivedAt: string }

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)
const text = (v: unknown, most: number): string | null =>
  typeof v === 'string' && v !== '' && v.length <= most ? v : null

export function isMessage(item: unknown): item is RefusedMessage {
  return (
    isObject(item) &&
    typeof item.mqtt === 'number' &&
    typeof item.topic === 'string' &&
    typeof item.payload === 'string' &&
    typeof item.arrivedAt === 'string'
  )
}

/** The reading of a refused item as far as it can be made out. */
export function readingOf(item: unknown) {
  const r = isObject(item) ? item : {}
  const value = typeof r.value === 'number' && Number.isFinite(r.value) ? r.value : null
  return {
    station: text(r.station, 60),
    indicator: text(r.indicator, 40),
    at: text(r.at, 40),
    value,
    unit: text(r.unit, 20),
  }
}

/** What was sent, as a person may read it. */
export function contentOf(row: RefusalRow): string | null {
  if (row.alike > 0) return null
  if (isMessage(row.item)) return `${row.item.topic} ← ${row.item.payload}`
  return typeof row.item === 'string' ? row.item : JSON.stringify(row.item)
}

/**
 * What a row holds to be sent again: one reading, or those of a message read anew by its broker's mapping of today. A sentence
 * when it holds none.
 */
export function itemsOf(
  row: RefusalRow,
  index: number,
  mappings: ReadonlyMap<number, MessageMapping>,
): Item[] | { vi: string; en: string } {
  if (isMessage(row.item)) {
    const mapping = mappings.get(row.item.mqtt)
    if (!mapping)
      return { vi: 'Kết nối của bản tin này không còn.', en: 'The connection of this message is not there any more.' }
    const read = readMessage(mapping, row.item.topic, row.item.payload, Date.parse(row.item.arrivedAt))
    if (!Array.isArray(read)) return read
    return read.map(r => ({
      index,
      unit: r.unit,
      reading: {
        station: r.station ?? '',
        indicator: r.indicator ?? '',
        at: Number.isNaN(r.at) ? '' : new Date(r.at).toISOString(),
        value: r.value,
        quality: r.quality,
      },
    }))
  }
  const { station, indicator, at, value, unit } = readingOf(row.item)
  if (station === null || indicator === null || at === null || value === null)
    return {
      vi: 'Còn thiếu trạm, chỉ số, giờ hoặc giá trị: sửa rồi gửi.',
      en: 'The station, indicator, time or value is missing: mend it first.',
    }
  const quality = isObject(row.item) && row.item.quality === 'corrected' ? 'corrected' : 'measured'
  return [{ index, unit, reading: { station, indicator, at, value, quality } }]
}
