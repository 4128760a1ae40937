import type { Period, ReportForm } from '@tusom/domain'
import { seeded } from '../random.ts'
import { communeUnits } from '../units/units.ts'
import {
  endedPeriods,
  type Figures,
  halfFigures,
  lastWeekOf,
  monthFigures,
  runningHalf,
  weekFigures,
  yearFigures,
} from './figures.ts'
import { sampleForms } from './forms.ts'
import { evidenceFor, missingWords, wordsFor, wordsSeed } from './report-words.ts'
import type { SampleReport } from './sample-report.ts'

/** Of the half-year that has just ended these were read and accepted on the first morning; the others wait for the agency. */
const acceptedFirst = 9

/** What five communes have typed so far for the running half-year; all others have not begun. Two have sent it. */
const running: readonly (readonly [code: string, figures: number, state: SampleReport['state']])[] = [
  ['06184', 13, 'accepted'],
  ['06040', 13, 'submitted'],
  ['06385', 11, 'draft'],
  ['06415', 6, 'draft'],
  ['06427', 3, 'draft'],
]

/**
 * Two years of reports of the 65 communes without a planted fault: weekly, monthly, half-yearly, yearly, all invented. About one report in
 * forty was never sent and one figure in a hundred is missing with a reason, as in life. Communes exist since 01/7/2025: what is older was
 * restated by them for the area they have now.
 *
 * @param today - the day of loading ("2026-11-22"): the half-year that ended last waits for acceptance
 */
export function cleanReports(today: string): SampleReport[] {
  const lastWeek = lastWeekOf(today)
  const reports: SampleReport[] = []
  const weeks = endedPeriods('week', today)
  const months = endedPeriods('month', today)
  const years = endedPeriods('year', today)
  const halves = endedPeriods('half-year', today)
  const lastHalf = halves.at(-1) as Period
  for (const [index, { code }] of communeUnits.entries()) {
    for (const [i, week] of weeks.entries()) {
      const state = i === weeks.length - 1 ? 'submitted' : 'accepted'
      reports.push(made(sampleForms.week, week, code, weekFigures(code, week, weeks.length - i), state, 0.04))
    }
    for (const month of months)
      reports.push(made(sampleForms.month, month, code, monthFigures(code, month), 'accepted', 0.02))
    for (const half of halves) {
      const waits = half.key === lastHalf.key
      const state = waits && index >= acceptedFirst ? 'submitted' : 'accepted'
      reports.push(made(sampleForms.half, half, code, halfFigures(code, half, lastWeek), state, waits ? 0 : 0.03))
    }
    for (const year of years)
      reports.push(made(sampleForms.year, year, code, yearFigures(code, year), 'accepted', 0.02))
  }
  return [...reports.filter(r => r.cells.size > 0), ...runningReports(today, lastWeek)]
}

/** One report; without cells when the commune sent none. */
function made(
  form: ReportForm,
  period: Period,
  unitCode: string,
  figures: Figures,
  state: SampleReport['state'],
  never: number,
): SampleReport {
  const random = seeded(`reports/sent/${form.code}/${period.key}/${unitCode}`)
  const silent = random.chance(never)
  // a report that waits was sent in time unless a fault says otherwise; of the older ones one in twelve came late
  const late = state === 'accepted' && random.chance(1 / 12) ? random.int(3, 52) : null
  const cells: SampleReport['cells'] = new Map()
  for (const e of silent ? [] : form.elements) {
    const value = figures.get(e.code)
    const whole = e.of ? figures.get(e.of) : undefined
    if (value === undefined) {
      // the parts of a total of zero are not asked for
      if (e.of === undefined || (whole ?? 0) > 0) cells.set(e.code, { value: 0, reason: null })
    } else if (!e.of && !e.breakdowns && random.chance(0.01))
      cells.set(e.code, { value: null, reason: random.pick(missingWords) })
    else cells.set(e.code, { value, reason: null })
  }
  return {
    form,
    period,
    unitCode,
    cells,
    narratives: silent ? new Map() : wordsOf(form, period, unitCode, figures),
    state,
    lateHours: late,
    corrected: null,
    invented: true,
  }
}

function wordsOf(form: ReportForm, period: Period, unitCode: string, figures: Figures): Map<string, string> {
  const random = wordsSeed(form.code, period.key, unitCode)
  const words = new Map<string, string>()
  for (const p of form.parts) {
    if (p.evidenceOf) {
      if ((figures.get(p.evidenceOf) ?? 0) > 0) words.set(p.code, evidenceFor(random))
    } else if (p.required || (form.period === 'half-year' && random.chance(0.66)))
      words.set(p.code, wordsFor(p.code, unitCode, random))
  }
  return words
}

function runningReports(today: string, lastWeek: Period): SampleReport[] {
  const period = runningHalf(today)
  const form = sampleForms.half
  return running.map(([unitCode, count, state]): SampleReport => {
    const whole = made(form, period, unitCode, halfFigures(unitCode, period, lastWeek), state, 0)
    const cells = new Map([...whole.cells].slice(0, count))
    // one loss far above what is usual, so that the form has something to ask about
    if (unitCode === '06385') {
      cells.set('fire.cases', { value: 1, reason: null })
      cells.set('fire.damage', { value: 285, reason: null })
    }
    const narratives = state === 'draft' ? new Map([...whole.narratives].slice(0, 1)) : whole.narratives
    return { ...whole, cells, narratives, lateHours: null }
  })
}
