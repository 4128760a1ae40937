import {
  type DaysOff,
  freePeriod,
  openPeriods,
  type Period,
  periodAt,
  previousPeriod,
  reportDay,
  reportDueAt,
  type ReportForm,
} from '@tusom/domain'
import { listCalls, listDaysOff, type ReportCallRow, type Tx } from '@tusom/store'

/** A period for which a report is asked, when it is due, and of whom: null means every commune. */
export type Asked = { period: Period; dueAt: Date; unitIds: ReadonlySet<number> | null; call: ReportCallRow | null }

/** Days of a daily form that a call brings up at most: two weeks of a flood. */
const daysBack = 14

/** The periods a call asks for that have begun, newest first. */
export function callPeriods(form: ReportForm, call: ReportCallRow, now: Date): Period[] {
  const today = reportDay(now)
  if (form.period === 'free') {
    const period = freePeriod(call.fromDay, call.toDay ?? call.fromDay)
    return period && period.start <= today ? [period] : []
  }
  const last = call.toDay !== null && call.toDay < today ? call.toDay : today
  const periods: Period[] = []
  for (let p = periodAt(form.period, last); p.end >= call.fromDay && periods.length < daysBack; p = previousPeriod(p)) {
    if (p.start <= today && p.start <= last) periods.push(p)
  }
  return periods
}

/** What is asked for besides the calendar, and the days that do not count, read once for all forms of a province. */
export class Calls {
  private readonly list: readonly ReportCallRow[]
  private readonly daysOff: DaysOff
  constructor(list: readonly ReportCallRow[], daysOff: DaysOff) {
    this.list = list
    this.daysOff = daysOff
  }
  static read = async (tx: Tx, provinceId: number): Promise<Calls> =>
    new Calls(await listCalls(tx, provinceId), new Map((await listDaysOff(tx, provinceId)).map(d => [d.day, d.kind])))

  of(form: ReportForm): readonly ReportCallRow[] {
    return this.list.filter(c => c.formCode === form.code)
  }

  /**
   * Everything that is or may still be asked for, newest first; a period asked for twice stands once. With `since`, what was due before the
   * form was put in force is left out: nobody is late with what nobody had asked for.
   */
  asked(form: ReportForm, now: Date, back = form.askedBack, since: Date | null = null): Asked[] {
    const list: Asked[] =
      form.asked === 'calendar'
        ? openPeriods(form.period, now, back).map(period => ({
            period,
            dueAt: reportDueAt(form.due, period, this.daysOff),
            unitIds: null,
            call: null,
          }))
        : []
    if (form.asked !== 'closed')
      for (const call of this.of(form))
        for (const period of callPeriods(form, call, now))
          if (!list.some(a => a.period.key === period.key))
            list.push({
              period,
              dueAt: form.period === 'free' && call.dueAt ? call.dueAt : reportDueAt(form.due, period, this.daysOff),
              unitIds: call.unitIds && new Set(call.unitIds),
              call,
            })
    return list
      .filter(a => since === null || a.call || a.dueAt > since)
      .sort((a, b) => (a.period.end < b.period.end ? 1 : -1))
  }

  /** When a report is due, and whether anybody asks this unit for it. */
  dueOf(form: ReportForm, period: Period, unitId: number | null): { dueAt: Date; asked: boolean } {
    const calls = this.of(form).filter(c => unitId === null || !c.unitIds || c.unitIds.includes(unitId))
    const call = calls.find(c =>
      form.period === 'free'
        ? freePeriod(c.fromDay, c.toDay ?? c.fromDay)?.key === period.key
        : c.fromDay <= period.end && (c.toDay === null || c.toDay >= period.start),
    )
    return {
      dueAt: form.period === 'free' && call?.dueAt ? call.dueAt : reportDueAt(form.due, period, this.daysOff),
      asked: form.asked === 'calendar' || call !== undefined,
    }
  }
}
