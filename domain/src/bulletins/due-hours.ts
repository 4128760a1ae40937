import { localParts, localToInstant, toLocalIso } from '@tusom/vi-text'
import type { BulletinHazard } from './parsed-bulletin.ts'

/**
 * The hours at which bulletins of natural disasters are due, Quyết định 18/2021/QĐ-TTg, chương "Bản tin dự báo, cảnh báo".
 * The hours are those of the decision (status sourced); which article each stands in is not in our source, so `article` is
 * null until somebody has looked it up. Where it names a day without an hour, the end of that day is meant; the second fog
 * bulletin (04:30) only follows where fog is there. The hours of the Mekong delta differ for floods and are named apart.
 */
export type DueBulletin = {
  id: string
  nameVi: string
  nameEn: string
  hazard: BulletinHazard
  /** hours of the day, Hà Nội */
  hours: readonly string[]
  /** days of the month instead of every day; 'last' is the last one */
  days?: readonly (number | 'last')[]
  /** flood bulletins of the Mekong delta */
  mekongHours?: readonly string[]
  /** due while a level of this alarm (báo động) stands at a gauge */
  fromAlarm?: number
  article: string | null
  source: string
  status: 'sourced'
}

const basis = { article: null, source: 'Quyết định 18/2021/QĐ-TTg', status: 'sourced' } as const

export const dueBulletins: readonly DueBulletin[] = [
  {
    id: 'flood-urgent',
    nameVi: 'Tin lũ khẩn cấp',
    nameEn: 'Urgent flood bulletin',
    hazard: 'flood',
    hours: ['03:30', '09:00', '15:30', '21:00'],
    mekongHours: ['09:00'],
    fromAlarm: 3,
    ...basis,
  },
  {
    id: 'flood',
    nameVi: 'Tin lũ',
    nameEn: 'Flood bulletin',
    hazard: 'flood',
    hours: ['09:00', '15:30', '21:00'],
    mekongHours: ['09:00'],
    fromAlarm: 2,
    ...basis,
  },
  {
    id: 'flood-warning',
    nameVi: 'Tin cảnh báo lũ',
    nameEn: 'Flood warning',
    hazard: 'flood',
    hours: ['09:00', '15:30'],
    fromAlarm: 1,
    ...basis,
  },
  {
    id: 'heavy-rain',
    nameVi: 'Tin dự báo mưa lớn',
    nameEn: 'Heavy rain forecast',
    hazard: 'heavy-rain',
    hours: ['03:30', '09:00', '15:30', '21:00'],
    ...basis,
  },
  {
    id: 'severe-cold',
    nameVi: 'Tin rét hại, sương muối',
    nameEn: 'Severe cold bulletin',
    hazard: 'severe-cold',
    hours: ['03:30', '09:30', '15:30', '21:30'],
    ...basis,
  },
  {
    id: 'heat-wave',
    nameVi: 'Tin dự báo nắng nóng',
    nameEn: 'Heat wave forecast',
    hazard: 'heat-wave',
    hours: ['08:00', '14:00', '20:00'],
    ...basis,
  },
  {
    id: 'drought',
    nameVi: 'Tin hạn hán',
    nameEn: 'Drought bulletin',
    hazard: 'drought',
    hours: ['23:59'],
    days: [10, 20, 'last'],
    ...basis,
  },
  {
    id: 'saltwater-intrusion',
    nameVi: 'Tin xâm nhập mặn',
    nameEn: 'Saltwater intrusion bulletin',
    hazard: 'saltwater-intrusion',
    hours: ['23:59'],
    days: [10, 20, 'last'],
    ...basis,
  },
  {
    id: 'storm',
    nameVi: 'Tin bão, áp thấp nhiệt đới',
    nameEn: 'Storm bulletin',
    hazard: 'storm',
    hours: ['02:00', '08:00', '14:00', '20:00'],
    ...basis,
  },
  {
    id: 'storm-urgent',
    nameVi: 'Tin bão khẩn cấp, tin bão trên đất liền',
    nameEn: 'Urgent storm bulletin',
    hazard: 'storm',
    hours: ['02:00', '05:00', '08:00', '11:00', '14:00', '17:00', '20:00', '23:00'],
    ...basis,
  },
  {
    id: 'sea-wind',
    nameVi: 'Tin gió mạnh trên biển',
    nameEn: 'Strong wind at sea',
    hazard: 'sea-wind',
    hours: ['04:00', '16:00'],
    ...basis,
  },
  { id: 'fog', nameVi: 'Tin sương mù', nameEn: 'Fog bulletin', hazard: 'fog', hours: ['21:30'], ...basis },
  {
    id: 'forest-fire',
    nameVi: 'Tin cháy rừng',
    nameEn: 'Forest fire bulletin',
    hazard: 'forest-fire',
    hours: ['06:00', '09:00', '12:00', '15:00', '19:00', '21:00'],
    ...basis,
  },
]

/** A bulletin reaches those who must have it within 15 minutes of being made: Quyết định 18/2021/QĐ-TTg, Điều 35. */
export const DELIVERY_MINUTES = 15
/** A bulletin may be made somewhat before its hour; the hour before counts as on time (a working value of ours). */
export const EARLY_MINUTES = 60

export type BulletinSituation = {
  hazard: BulletinHazard
  /** since when it has been so, milliseconds */
  since: number
  /** highest alarm (báo động) now at a gauge that speaks for our communes; null: no gauge, or none reached */
  alarm: number | null
  /** an official level from 1 up stands */
  official: boolean
  /** the last bulletin was an urgent storm bulletin */
  urgent?: boolean
}
export type Overdue = {
  id: string
  nameVi: string
  nameEn: string
  hazard: BulletinHazard
  dueAt: string
  lateMinutes: number
  article: string | null
  source: string
  /** `stated`: the last bulletin itself said when the next would come */
  why: 'alarm' | 'official' | 'stated'
}

/** The bulletin that a situation asks for; null where the decision gives it no hour (flash flood, thunderstorm: at once). */
export function bulletinFor(s: BulletinSituation): DueBulletin | null {
  const own = dueBulletins.filter(d => d.hazard === s.hazard)
  if (s.hazard === 'flood') {
    const byAlarm = own.find(d => d.fromAlarm !== undefined && s.alarm !== null && s.alarm >= d.fromAlarm)
    // an official flood level without a gauge of ours in alarm: at least the warning is due
    return byAlarm ?? (s.official ? (own.at(-1) ?? null) : null)
  }
  if (!s.official) return null
  if (s.hazard === 'storm') return own.find(d => d.id === (s.urgent ? 'storm-urgent' : 'storm')) ?? null
  return own[0] ?? null
}

const clock = (text: string): [number, number] => [Number(text.slice(0, 2)), Number(text.slice(3))]

/** The last hour at or before `now` at which the bulletin was due, milliseconds; null within the first days of a month it skips. */
export function lastDue(d: DueBulletin, now: number, mekong = false): number | null {
  const hours = mekong && d.mekongHours ? d.mekongHours : d.hours
  for (let back = 0; back <= 32; back++) {
    const p = localParts(now - back * 86_400_000)
    if (d.days && !d.days.some(x => (x === 'last' ? p.day === lastDay(p.year, p.month) : x === p.day))) continue
    for (const hour of [...hours].reverse()) {
      const at = localToInstant(p.year, p.month, p.day, ...clock(hour))
      if (at <= now) return at
    }
  }
  return null
}

/** The next hour after `now` at which the bulletin is due. */
export function nextDue(d: DueBulletin, now: number, mekong = false): number | null {
  const hours = mekong && d.mekongHours ? d.mekongHours : d.hours
  for (let ahead = 0; ahead <= 32; ahead++) {
    const p = localParts(now + ahead * 86_400_000)
    if (d.days && !d.days.some(x => (x === 'last' ? p.day === lastDay(p.year, p.month) : x === p.day))) continue
    for (const hour of hours) {
      const at = localToInstant(p.year, p.month, p.day, ...clock(hour))
      if (at > now) return at
    }
  }
  return null
}

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * Bulletins that should have come and did not: the hour has passed by more than `toleranceMinutes`, the situation stood at that
 * hour already, and no bulletin of that hazard was issued for it.
 */
export function overdueBulletins(
  situations: readonly BulletinSituation[],
  issued: readonly { hazard: string; issuedAt: number; nextAt?: number | null }[],
  now: number,
  options: { toleranceMinutes?: number; mekong?: boolean } = {},
): Overdue[] {
  const tolerance = (options.toleranceMinutes ?? DELIVERY_MINUTES) * 60_000
  return situations.flatMap(s => {
    const d = bulletinFor(s)
    if (!d) return []
    const own = issued.filter(b => b.hazard === s.hazard && b.issuedAt <= now)
    const last = own.reduce<(typeof own)[number] | null>(
      (a, b) => (a === null || b.issuedAt > a.issuedAt ? b : a),
      null,
    )
    const byAlarm = d.fromAlarm !== undefined && s.alarm !== null && s.alarm >= d.fromAlarm
    // where no gauge of ours is in alarm the issuer's own word counts; rising water asks for the hours of the law
    const stated = !byAlarm && typeof last?.nextAt === 'number' ? last.nextAt : null
    const due =
      stated === null ? lastDue(d, now - tolerance, options.mekong) : stated <= now - tolerance ? stated : null
    if (due === null || s.since > due) return []
    const came = own.some(b => b.issuedAt >= due - EARLY_MINUTES * 60_000 && (stated === null || b !== last))
    if (came) return []
    return [
      {
        id: d.id,
        nameVi: d.nameVi,
        nameEn: d.nameEn,
        hazard: d.hazard,
        dueAt: toLocalIso(due),
        lateMinutes: Math.floor((now - due) / 60_000),
        article: d.article,
        source: d.source,
        why: byAlarm ? 'alarm' : stated === null ? 'official' : 'stated',
      } as const,
    ]
  })
}
