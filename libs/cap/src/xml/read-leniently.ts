import {
  CATEGORY,
  CERTAINTY,
  MSG_TYPE,
  RESPONSE_TYPE,
  SCOPE,
  SEVERITY,
  STATUS,
  URGENCY,
  type Alert,
  type CapVersion,
} from '../alert.ts'
import type { Collector } from '../finding.ts'
import { parseCircle, readPolygon } from '../polygon.ts'
import { readTime } from '../time.ts'
import { trimXml } from './trim-xml.ts'

/**
 * What others meant where they wrote it wrong and only one meaning is possible. Each such reading is named by a finding
 * of its own beside the error, so that a receiver knows which words of the message are ours.
 */

/** The words of each list. */
const WORDS: Record<string, readonly string[]> = {
  status: STATUS,
  msgType: MSG_TYPE,
  scope: SCOPE,
  category: CATEGORY,
  responseType: RESPONSE_TYPE,
  urgency: URGENCY,
  severity: SEVERITY,
  certainty: CERTAINTY,
}

/** `<certainty>` of CAP 1.0, which later versions call Likely. */
export const VERY_LIKELY = 'Very Likely'

const fold = (text: string) =>
  trimXml(text)
    .replace(/[\s_-]+/g, '')
    .toLowerCase()
const folded = new Map<string, string>()
for (const [name, words] of Object.entries(WORDS)) for (const word of words) folded.set(`${name} ${fold(word)}`, word)
folded.set(`certainty ${fold(VERY_LIKELY)}`, 'Likely')

/** Is it one of the words, letter for letter? */
export const isWord = (name: string, text: string): boolean => WORDS[name]?.includes(text) ?? false

/** The words that may stand in an element of this version, for the sentence of an error. */
export function wordsOf(name: string, version: CapVersion): string {
  const words = WORDS[name] ?? []
  if (version === '1.2') return words.join(', ')
  const later = version === '1.1' ? ['Avoid', 'AllClear'] : ['Draft', 'CBRNE', 'Observed']
  const own = words.filter(word => !later.includes(word))
  return (version === '1.0' && name === 'certainty' ? [VERY_LIKELY, ...own] : own).join(', ')
}

/** The word that was meant: another case, white space around or within; null if none. */
export const meantWord = (name: string, text: string): string | null =>
  text.length > 60 ? null : (folded.get(`${name} ${fold(text)}`) ?? null)

const LOOSE_TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,30})?)?[ ]?(?:([Zz])|([+-])(\d{1,2}):?(\d{2})?)?$/

/** The time that was meant by one that is no XML dateTime: no `T`, no seconds, `+0700`; null if none. */
export function meantTime(text: string): string | null {
  const match = LOOSE_TIME.exec(text)
  if (!match) return null
  const two = (part: string | undefined) => (part ?? '').padStart(2, '0')
  const [, year, month, day, hour, minute, second, , utc, sign, zoneHours, zoneMinutes] = match
  const zone = utc ? '-00:00' : sign ? `${sign}${two(zoneHours)}:${two(zoneMinutes)}` : ''
  const meant = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${two(second)}${zone}`
  return readTime(meant).fault === 'format' ? null : meant
}

/** Longer rings are from maps, and written by programs. */
const LONGEST_MENDED = 100_000

/** Commas without the white space about them; split, because a pattern would look at every space many times. */
const closeCommas = (text: string) => text.split(',').map(trimXml).join(',')

/** Pairs with spaces about their commas or with semicolons between them, and rings left open; null if nothing is gained. */
function meantPolygon(text: string): string | null {
  if (text.length > LONGEST_MENDED) return null
  const close = closeCommas(trimXml(text).replace(/[;|]/g, ' '))
  const { points, bad } = readPolygon(close)
  const first = points[0]
  const last = points.at(-1)
  if (bad.length > 0 || points.length < 3 || !first || !last) return null
  const open = first[0] !== last[0] || first[1] !== last[1]
  const meant = open ? `${close} ${close.split(/[ \t\r\n]/, 1)[0]}` : close
  return meant === text ? null : meant
}

function meantCircle(text: string): string | null {
  if (text.length > 100) return null
  const close = closeCommas(trimXml(text))
  const meant = /^[^,]+,[^,]+,[^,]+$/.test(close) ? close.replace(/,([^,]+)$/, ' $1') : close
  return meant !== text && parseCircle(meant) ? meant : null
}

const GEOMETRY = new Set(['polygon.format', 'polygon.not-closed', 'polygon.few', 'circle.format'])

/** Mends the polygons and circles about which the findings from `from` on have something to say. */
export function mendGeometry(alert: Alert, out: Collector, from: number): void {
  const to = out.findings.length
  for (let at = from; at < to; at += 1) {
    const { code, path } = out.findings[at]!
    if (!GEOMETRY.has(code)) continue
    const [, info, area, name, number] =
      /info\[(\d+)\]\/area\[(\d+)\]\/(polygon|circle)(?:\[(\d+)\])?$/.exec(path) ?? []
    const target = alert.info[Number(info) - 1]?.area?.[Number(area) - 1]
    const list = name === 'polygon' ? target?.polygon : target?.circle
    const i = Number(number ?? 1) - 1
    const text = list?.[i]
    if (!list || text === undefined || name === undefined) continue
    const meant = name === 'polygon' ? meantPolygon(text) : meantCircle(text)
    if (meant === null) continue
    list[i] = meant
    out.report('read.geometry', path, { name, value: meant })
  }
}
