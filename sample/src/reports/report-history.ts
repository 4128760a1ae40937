import { type Random, seeded } from '../random.ts'
import { communeUnits } from '../units/units.ts'
import { type Period, previousPeriod, samePeriodLastYear, sixMonthPeriod, week, weeksBefore } from './periods.ts'

/** One invented figure of one commune. A figure that is not listed was not reported: missing, which is not zero. */
export interface ReportFigure {
  element: string
  unitCode: string
  periodStart: string
  periodEnd: string
  value: number
  invented: true
}

/** Draws from a Poisson distribution (Knuth, The Art of Computer Programming vol. 2, 3.4.1): counts of rare things. */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let n = 0
  for (let p = random.next(); p > limit; p *= random.next()) n++
  return n
}

const money = (x: number) => Math.round(x * 10) / 10

/** All thirteen figures of a commune's half-year; parts fit their whole (no case, then no loss and nobody involved). */
function halfYear(random: Random, size: number, wet: boolean): [element: string, value: number][] {
  const incidents = poisson(random, 5 * size)
  const fires = poisson(random, 0.7 * size)
  const sessions = 6 + poisson(random, 6)
  const scams = poisson(random, 1.6 * size)
  const outbreak = random.chance(0.3)
  return [
    ['order.incidents', incidents],
    ['order.people', incidents === 0 ? 0 : incidents + poisson(random, incidents * 0.5)],
    ['traffic.accidents', poisson(random, 1.4 * size)],
    ['fire.cases', fires],
    ['fire.damage', money(fires === 0 ? 0 : fires * random.between(2, 24))],
    ['outreach.sessions', sessions],
    ['outreach.attendance', sessions * random.int(90, 290)],
    ['fire.commitments', random.int(35, 95) * 10],
    ['scam.cases', scams],
    ['scam.damage', money(scams === 0 ? 0 : scams * random.between(4, 90))],
    ['health.cases', poisson(random, 4 * size)],
    ['animal.culled', outbreak ? random.int(4, 160) : 0],
    ['evacuation.households', wet && random.chance(0.45) ? random.int(2, 45) : 0],
  ]
}

const sizeOf = (fullName: string) => (fullName.startsWith('Phường') ? 2.1 : 1)

function figuresOf(period: Period, missingWhole: readonly string[]): ReportFigure[] {
  // The half-year from June to December holds the flood season.
  const wet = period.start.slice(5, 7) === '06'
  return communeUnits
    .filter(c => !missingWhole.includes(c.code))
    .flatMap(c => {
      const random = seeded(`reports/${period.start}/${c.code}`)
      return halfYear(random, sizeOf(c.fullName) * random.between(0.7, 1.3), wet)
        .filter(() => !random.chance(0.05))
        .map(([element, value]) => figure(element, c.code, period, value))
    })
}

const figure = (element: string, unitCode: string, p: Period, value: number): ReportFigure => ({
  element,
  unitCode,
  periodStart: p.start,
  periodEnd: p.end,
  value,
  invented: true,
})

/**
 * Invented figures of the 65 communes for the period before the current one and for the same period a year before, with
 * gaps: about one figure in twenty is missing, and a few communes sent nothing.
 *
 * @param periodStart - first day of the current six-month period, for instance "2026-06-15"
 * @throws RangeError when that is not the first day of a six-month period
 */
export function reportHistory({ periodStart }: { periodStart: string }): ReportFigure[] {
  const current = sixMonthPeriod(periodStart)
  return [
    ...figuresOf(samePeriodLastYear(current), ['06148', '06376', '06601']),
    ...figuresOf(previousPeriod(current), ['06085', '06637']),
  ]
}

/** What five communes have typed so far for the current period; all others have not begun. */
export function currentPeriodDrafts({ periodStart }: { periodStart: string }): ReportFigure[] {
  const current = sixMonthPeriod(periodStart)
  const fill: readonly (readonly [code: string, figures: number])[] = [
    ['06184', 13],
    ['06040', 13],
    ['06385', 11],
    ['06415', 6],
    ['06427', 3],
  ]
  return fill.flatMap(([code, count]) =>
    halfYear(seeded(`reports/${current.start}/${code}`), 1, current.start.slice(5, 7) === '06')
      .slice(0, count)
      .map(([element, value]) => {
        // One loss far above what is usual, so that the form has something to ask about.
        if (code === '06385' && element === 'fire.cases') return figure(element, code, current, 1)
        if (code === '06385' && element === 'fire.damage') return figure(element, code, current, 285)
        return figure(element, code, current, value)
      }),
  )
}

/**
 * Invented weekly counts of scam reports for the eight weeks before the current one. In three communes they rise towards
 * the end; about one week in fifteen is missing.
 *
 * @param weekStart - the Monday of the current week
 * @throws RangeError when that is not a Monday
 */
export function weeklyScamHistory({ weekStart }: { weekStart: string }): ReportFigure[] {
  const current = week(weekStart)
  const rising = ['05977', '06184', '06385']
  return communeUnits.flatMap(c => {
    const random = seeded(`reports/scam-week/${c.code}`)
    const usual = 0.35 * sizeOf(c.fullName)
    return Array.from({ length: 8 }, (_, i): ReportFigure[] => {
      const w = weeksBefore(current, 8 - i)
      const mean = rising.includes(c.code) && i >= 5 ? usual + (i - 4) * 1.6 : usual
      const reports = poisson(random, mean)
      const damage = money(reports * random.between(1, 35))
      if (random.chance(0.07)) return []
      return [figure('scam.week.reports', c.code, w, reports), figure('scam.week.damage', c.code, w, damage)]
    }).flat()
  })
}
