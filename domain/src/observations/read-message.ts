import { type DecimalMark, readFigure } from './read-figure.ts'
import { type MomentFormat, readMoment } from './read-moment.ts'
import { readSenml } from './read-senml.ts'
import { matchTopic } from './topic-template.ts'

/** How the messages of a broker are read. */
export type MessageMapping =
  /** JSON in our own shape: one reading, a list of them, or { "readings": […] } */
  | { kind: 'tusom' }
  /** JSON of another shape. Paths are names with points, "data.0.value"; null: from the topic, or the same for all */
  | {
      kind: 'fields'
      /** where the list of readings stands; null: the message is one, or is the list */
      items: string | null
      topic: string | null
      station: { path: string | null; fixed: string | null }
      indicator: { path: string | null; fixed: string | null }
      time: { path: string | null } & MomentFormat
      decimal: DecimalMark
      /** each value of an item; `indicator` overrules the item's own */
      values: { path: string; indicator: string | null; unit: string | null }[]
    }
  /** the message is the value; the topic says of what */
  | { kind: 'value'; topic: string; indicator: string | null; unit: string | null; decimal: DecimalMark }
  /** SenML packs (RFC 8428) */
  | { kind: 'senml' }

/** One reading of a message, not judged yet. `arrived`: its time hangs on when the message came, because it
 * carries none or one relative to that. */
export type MessageReading = {
  station: string | null
  indicator: string | null
  at: number
  arrived: boolean
  value: number
  unit: string | null
  quality: 'measured' | 'corrected'
  item: unknown
}
export type MessageFault = { vi: string; en: string }

/** A message of more is a mistake: a station that was silent for a month sends 4,320 readings of ten minutes. */
export const messageLimits = { bytes: 256 * 1024, readings: 5000 }

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

/** What stands at a path, undefined where nothing does. Own properties only. */
export function atPath(value: unknown, path: string): unknown {
  let here = value
  for (const step of path.split('.')) {
    if (Array.isArray(here)) here = /^\d{1,6}$/.test(step) ? here[Number(step)] : undefined
    else if (isObject(here) && Object.hasOwn(here, step)) here = here[step]
    else return undefined
  }
  return here
}

const text = (v: unknown): string | null =>
  typeof v === 'string' ? v.normalize('NFC').trim() || null : typeof v === 'number' ? String(v) : null
const figure = (v: unknown, mark: DecimalMark): number =>
  typeof v === 'number' ? v : typeof v === 'string' ? readFigure(v, mark) : Number.NaN

/**
 * Reads a message into readings, or says in one sentence why it cannot be read at all. `arrivedAt` is the time of readings that
 * carry none. A reading with a value that is no number, or of no named station, is returned as it is: judging refuses it.
 */
export function readMessage(
  mapping: MessageMapping,
  topic: string,
  payload: string,
  arrivedAt: number,
): MessageReading[] | MessageFault {
  if (payload.length > messageLimits.bytes)
    return { vi: 'Bản tin lớn hơn 256 kB.', en: 'The message is larger than 256 kB.' }
  if (mapping.kind === 'value') {
    const names = matchTopic(mapping.topic, topic)
    if (!names) return strangeTopic(topic)
    const value = readFigure(payload, mapping.decimal)
    return [
      {
        station: names.station,
        indicator: mapping.indicator ?? names.indicator,
        at: arrivedAt,
        arrived: true,
        value,
        unit: mapping.unit,
        quality: 'measured',
        item: payload.slice(0, 200),
      },
    ]
  }
  let json: unknown
  try {
    json = JSON.parse(payload)
  } catch {
    return { vi: 'Bản tin không phải JSON.', en: 'The message is not JSON.' }
  }
  const read =
    mapping.kind === 'senml'
      ? readSenml(json, arrivedAt)
      : mapping.kind === 'tusom'
        ? ownShape(json, arrivedAt)
        : fieldsOf(mapping, topic, json, arrivedAt)
  if (!Array.isArray(read)) return read
  if (!read.length) return { vi: 'Bản tin không có số đo nào.', en: 'The message holds no reading.' }
  return read.length > messageLimits.readings
    ? {
        vi: `Bản tin có hơn ${messageLimits.readings} số đo.`,
        en: `The message holds more than ${messageLimits.readings} readings.`,
      }
    : read
}

const strangeTopic = (topic: string): MessageFault => ({
  vi: `Chủ đề "${topic.slice(0, 100)}" không theo mẫu đã khai.`,
  en: `The topic "${topic.slice(0, 100)}" is not of the form that was given.`,
})

function ownShape(json: unknown, arrivedAt: number): MessageReading[] | MessageFault {
  const list = Array.isArray(json) ? json : isObject(json) && Array.isArray(json.readings) ? json.readings : [json]
  if (list.length > messageLimits.readings) return list
  return list.map((item): MessageReading => {
    const r = isObject(item) ? item : {}
    const arrived = r.at === undefined || r.at === null
    return {
      station: text(r.station),
      indicator: text(r.indicator),
      at: arrived
        ? arrivedAt
        : typeof r.at === 'string'
          ? readMoment(r.at, { order: 'ymd', zone: '+07:00' })
          : Number.NaN,
      arrived,
      value: typeof r.value === 'number' ? r.value : Number.NaN,
      unit: text(r.unit),
      quality: r.quality === 'corrected' ? 'corrected' : 'measured',
      item,
    }
  })
}

function fieldsOf(
  mapping: Extract<MessageMapping, { kind: 'fields' }>,
  topic: string,
  json: unknown,
  arrivedAt: number,
): MessageReading[] | MessageFault {
  const names = mapping.topic === null ? { station: null, indicator: null } : matchTopic(mapping.topic, topic)
  if (!names) return strangeTopic(topic)
  const found = mapping.items === null ? json : atPath(json, mapping.items)
  if (found === undefined)
    return { vi: `Bản tin không có trường "${mapping.items}".`, en: `The message has no field "${mapping.items}".` }
  const items = Array.isArray(found) ? found : [found]
  if (items.length * mapping.values.length > messageLimits.readings)
    return {
      vi: `Bản tin có hơn ${messageLimits.readings} số đo.`,
      en: `The message holds more than ${messageLimits.readings} readings.`,
    }
  const list: MessageReading[] = []
  for (const item of items) {
    // what the item itself does not say may stand beside the list
    const at = (path: string | null) => (path === null ? undefined : (atPath(item, path) ?? atPath(json, path)))
    const when = at(mapping.time.path)
    const arrived = mapping.time.path === null
    const moment = arrived
      ? arrivedAt
      : typeof when === 'string' || typeof when === 'number'
        ? readMoment(when, mapping.time)
        : Number.NaN
    for (const v of mapping.values) {
      const value = atPath(item, v.path)
      // a device that leaves a figure out, or says null, did not measure it
      if (value === undefined || value === null) continue
      list.push({
        station: text(at(mapping.station.path)) ?? mapping.station.fixed ?? names.station,
        indicator: v.indicator ?? text(at(mapping.indicator.path)) ?? mapping.indicator.fixed ?? names.indicator,
        at: moment,
        arrived,
        value: figure(value, mapping.decimal),
        unit: v.unit,
        quality: 'measured',
        item,
      })
    }
  }
  return list
}
