import { type MessageMapping, type MessageReading, readMessage } from '@tusom/domain'
import type { Refused } from '../observations/ingest.ts'
import type { RefusedMessage } from '../observations/refused-item.ts'
import type { Item } from '../observations/sort-readings.ts'

/** A message as it came: not acknowledged before what it says is stored. `packetId` is null at QoS 0. */
export type Held = { topic: string; payload: Buffer; packetId: number | null; dup: boolean; arrivedAt: number }

/** What is kept of a message that cannot be read: enough to see what it was. */
const KEPT = 1200

/**
 * Reads held messages into one batch. A message that cannot be read, and a reading without a station, an indicator, a time or a
 * number, are refused by name and cost nothing else. Messages without a time of their own are told by `needsArrival`.
 */
export function readBatch(
  connectionId: number,
  mapping: MessageMapping,
  held: readonly Held[],
): { items: Item[]; malformed: Refused[]; arrivals: Record<string, number> } {
  const items: Item[] = []
  const malformed: Refused[] = []
  const arrivals: Record<string, number> = {}
  for (const [index, m] of held.entries()) {
    const text = m.payload.toString('utf8')
    const read = readMessage(mapping, m.topic, text, m.arrivedAt)
    if (!Array.isArray(read)) {
      const item: RefusedMessage = {
        mqtt: connectionId,
        topic: m.topic.slice(0, 200),
        payload: text.slice(0, KEPT),
        arrivedAt: new Date(m.arrivedAt).toISOString(),
      }
      malformed.push({ index, station: null, code: 'reading.malformed', message: read.vi, messageEn: read.en, item })
      continue
    }
    for (const r of read) {
      if (r.arrived && m.packetId !== null) arrivals[m.packetId] = m.arrivedAt
      const fault = messageReadingFault(r)
      if (fault) malformed.push({ index, station: r.station?.slice(0, 60) ?? null, ...fault, item: partOf(r, m.topic) })
      else items.push(itemOf(r, index))
    }
  }
  return { items, malformed, arrivals }
}

const isoOf = (at: number): string | null =>
  Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : null

/** A reading of a message that can be judged. */
function itemOf(r: MessageReading, index: number): Item {
  const { station, indicator, at, value, unit, quality } = r
  return {
    index,
    unit,
    reading: { station: station as string, indicator: indicator as string, at: isoOf(at) as string, value, quality },
  }
}
const partOf = (r: MessageReading, topic: string) => ({
  station: r.station?.slice(0, 60) ?? null,
  indicator: r.indicator?.slice(0, 40) ?? null,
  at: isoOf(r.at),
  value: Number.isFinite(r.value) ? r.value : null,
  unit: r.unit,
  topic: topic.slice(0, 200),
  sent: r.item,
})

/** What keeps a reading of a message from being judged at all, or null. */
export function messageReadingFault(r: MessageReading): { code: string; message: string; messageEn: string } | null {
  const no = (code: string, message: string, messageEn: string) => ({ code, message, messageEn })
  if (!r.station || r.station.length > 60)
    return no('reading.malformed', 'Bản tin không nói trạm nào.', 'The message names no station.')
  if (!r.indicator || r.indicator.length > 40)
    return no('reading.malformed', 'Bản tin không nói chỉ số nào.', 'The message names no indicator.')
  if (isoOf(r.at) === null)
    return no('reading.bad-time', 'Giờ đo trong bản tin không đọc được.', 'The time in the message cannot be read.')
  if (!Number.isFinite(r.value))
    return no(
      'reading.not-a-number',
      'Giá trị trong bản tin không phải là số.',
      'The value in the message is no number.',
    )
  return null
}
