import { openPeriods, type Period, periodAt, samePeriodLastYear } from '@tusom/domain'
import { seeded } from '../random.ts'
import { communeUnits } from '../units/units.ts'
import { divide, money, poisson } from './draw.ts'

export type Figures = Map<string, number>

/** How big a commune is in everything that is counted: wards about twice as big; the same in every period. */
const sizes = new Map(
  communeUnits.map(c => [
    c.code,
    (c.fullName.startsWith('Phường') ? 2.1 : 1) * seeded(`reports/size/${c.code}`).between(0.75, 1.3),
  ]),
)
const sizeOf = (unitCode: string): number => sizes.get(unitCode) ?? 1

/** Scams rise here in the last weeks, so that an early warning has something to see. */
const rising = ['05977', '06184', '06385']

/** Invented scam counts of one commune and week. `weeksAgo`: 1 is the week that has just ended. */
export function weekFigures(unitCode: string, week: Period, weeksAgo: number): Figures {
  const random = seeded(`reports/week/${week.key}/${unitCode}`)
  const usual = 0.35 * sizeOf(unitCode)
  const reports = poisson(random, rising.includes(unitCode) && weeksAgo <= 3 ? usual + (4 - weeksAgo) * 1.6 : usual)
  return new Map([
    ['scam.week.reports', reports],
    ['scam.week.damage', money(reports * random.between(1, 35))],
  ])
}

const months = new Map<string, Figures>()

/** Invented figures of public order of one commune and reporting month, with the parts of each breakdown. */
export function monthFigures(unitCode: string, month: Period): Figures {
  const key = `${month.key}/${unitCode}`
  const had = months.get(key)
  if (had) return had
  const random = seeded(`reports/month/${key}`)
  const size = sizeOf(unitCode)
  const f: Figures = new Map()
  const parts = (whole: string, total: number, breakdown: string, options: readonly string[], weights: number[]) => {
    f.set(whole, total)
    if (total > 0) divide(random, total, weights).forEach((n, i) => f.set(`${whole}/${breakdown}:${options[i]}`, n))
  }
  const crime = poisson(random, 1.4 * size)
  const solved = crime === 0 ? 0 : crime - poisson(random, 0.2) * (crime > 1 ? 1 : 0)
  f.set('order.cases.crime', crime)
  f.set('order.cases.solved', Math.max(0, solved))
  const handled = solved > 0 ? solved + poisson(random, 0.8 * solved) : 0
  parts('order.people.handled', handled, 'outcome', ['prosecuted', 'fined', 'reminded', 'pending'], [4, 3, 2, 1])
  if (handled) parts('order.people.handled', handled, 'sex', ['male', 'female'], [6, 1])
  const drug = poisson(random, 0.3 * size)
  const users = drug === 0 ? 0 : drug + poisson(random, 0.4)
  f.set('order.drug.cases', drug)
  parts('order.drug.people', users, 'sex', ['male', 'female'], [8, 1])
  if (users) parts('order.drug.people', users, 'age', ['0-5', '6-17', '18-59', '60'], [0, 1, 12, 1])
  f.set('order.disputes', poisson(random, 3 * size))
  f.set('order.fines', money(poisson(random, 1.5 * size) * random.between(0.5, 4)))
  const accidents = poisson(random, 0.3 * size)
  const hurt = accidents === 0 ? 0 : poisson(random, 0.9 * accidents)
  f.set('traffic.accidents', accidents)
  f.set('traffic.dead', hurt > 0 && random.chance(0.15) ? 1 : 0)
  f.set('traffic.injured', hurt)
  const fires = poisson(random, 0.12 * size)
  f.set('fire.cases', fires)
  f.set('fire.dead', 0)
  f.set('fire.injured', fires > 0 && random.chance(0.1) ? 1 : 0)
  f.set('fire.damage', money(fires === 0 ? 0 : fires * random.between(4, 30)))
  f.set('fire.inspections', 4 + poisson(random, 4 * size))
  parts('accident.drowning', random.chance(0.03) ? 1 : 0, 'age', ['0-5', '6-17', '18-59', '60'], [1, 3, 1, 1])
  f.set('weapons.guns', poisson(random, 0.3))
  f.set('weapons.blades', poisson(random, 0.8))
  f.set('weapons.tools', poisson(random, 0.2))
  f.set('weapons.fireworks', random.chance(0.15) ? money(random.between(0.5, 12)) : 0)
  f.set('weapons.commitments', random.int(20, 60))
  const rounds = Math.round((18 + poisson(random, 12)) * size)
  f.set('patrol.rounds', rounds)
  f.set('patrol.people', rounds * random.int(2, 4))
  const standing = seeded(`reports/standing/${unitCode}`)
  const [cameras, groups] = [standing.int(12, 60), standing.int(9, 24)]
  const members = groups * standing.int(5, 9)
  const men = Math.round(members * standing.between(0.6, 0.85))
  f.set('patrol.cameras', cameras + Math.max(0, Number(month.start.slice(0, 4)) - 2024) * 3)
  const sessions = 1 + poisson(random, 1.4)
  f.set('outreach.sessions', sessions)
  f.set('outreach.attendance', sessions * random.int(90, 260))
  f.set('outreach.leaflets', random.int(8, 40) * 10)
  f.set('movement.groups', groups)
  f.set('movement.members', members)
  f.set('movement.members/sex:male', men)
  f.set('movement.members/sex:female', members - men)
  const given = 4 + poisson(random, 5)
  const late = Math.min(given, poisson(random, 0.5))
  f.set('work.given', given)
  f.set('work.done', given - late)
  f.set('work.late', late)
  f.set('work.warnings', poisson(random, 0.8))
  months.set(key, f)
  return f
}

const held = new Map<string, Period[]>()
/** Weeks or months that lie wholly in a half-year. */
function within(kind: 'week' | 'month', period: Period): Period[] {
  const key = `${kind} ${period.key}`
  const had = held.get(key)
  if (had) return had
  const list = openPeriods(kind, new Date(`${period.end}T05:00:00Z`), kind === 'week' ? 27 : 6).filter(
    p => p.start >= period.start && p.end <= period.end,
  )
  held.set(key, list)
  return list
}

/**
 * All thirteen figures of a commune's half-year: what months and weeks also count is their sum (and a little more, from the days between),
 * so that figures of different forms fit each other. `until`: the last day of the figures while the period runs.
 */
export function halfFigures(unitCode: string, period: Period, lastWeek: Period): Figures {
  const random = seeded(`reports/half/${period.key}/${unitCode}`)
  const size = sizeOf(unitCode)
  const sum = (element: string) =>
    within('month', period).reduce((s, m) => s + (monthFigures(unitCode, m).get(element) ?? 0), 0)
  const weeks = within('week', period)
  const ago = (w: Period) => Math.round((Date.parse(lastWeek.start) - Date.parse(w.start)) / (7 * 86_400_000)) + 1
  const scams = weeks.map(w => weekFigures(unitCode, w, ago(w)))
  const scamCases = scams.reduce((s, f) => s + (f.get('scam.week.reports') ?? 0), 0)
  const scamDamage = scams.reduce((s, f) => s + (f.get('scam.week.damage') ?? 0), 0)
  const incidents = poisson(random, 6 * size)
  const outbreak = random.chance(0.12)
  // the half-year from June to December holds the flood season
  const wet = period.start.slice(5, 7) === '06'
  return new Map([
    ['order.incidents', incidents],
    ['order.people', incidents === 0 ? 0 : incidents + poisson(random, incidents * 0.5)],
    ['traffic.accidents', sum('traffic.accidents')],
    ['fire.cases', sum('fire.cases')],
    ['fire.damage', money(sum('fire.damage'))],
    ['outreach.sessions', sum('outreach.sessions')],
    ['outreach.attendance', sum('outreach.attendance')],
    ['fire.commitments', random.int(35, 95) * 10],
    ['scam.cases', scamCases],
    ['scam.damage', money(scamDamage)],
    ['health.cases', poisson(random, 4 * size)],
    ['animal.culled', outbreak ? random.int(4, 60) : 0],
    ['evacuation.households', wet && random.chance(0.3) ? random.int(2, 25) : 0],
  ])
}

/** Scores of the five criteria, a little better from year to year. */
export function yearFigures(unitCode: string, year: Period): Figures {
  const random = seeded(`reports/year/${year.key}/${unitCode}`)
  const base = seeded(`reports/criteria/${unitCode}`).int(13, 17)
  const more = Number(year.key.slice(0, 4)) - 2024
  return new Map(
    [1, 2, 3, 4, 5].map(n => [`criteria.c${n}`, Math.min(20, Math.max(0, base + more + random.int(-2, 2)))]),
  )
}

/** The periods of two years that have ended on a day, oldest first; of half-years one more, so that each of two years has its own year before. */
export function endedPeriods(kind: 'week' | 'month' | 'half-year' | 'year', today: string): Period[] {
  const back = { week: 104, month: 24, 'half-year': 4, year: 2 }[kind]
  return openPeriods(kind, new Date(`${today}T05:00:00Z`), back)
    .slice(1)
    .reverse()
}

export const lastWeekOf = (today: string): Period => endedPeriods('week', today).at(-1) as Period
export const runningHalf = (today: string): Period => periodAt('half-year', today)
/** The same half-year a year before; half-years always have one. */
export const halfBefore = (p: Period): Period => samePeriodLastYear(p) as Period
