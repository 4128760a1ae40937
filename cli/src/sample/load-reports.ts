import {
  type Cell,
  checkReport,
  openFindings,
  type Period,
  periodAt,
  previousPeriod,
  reportDay,
  reportDueAt,
  type ReportForm,
  samePeriodLastYear,
  shippedForms,
} from '@tusom/domain'
import {
  accounts,
  communeUnits,
  currentPeriodDrafts,
  type ReportFigure,
  reportHistory,
  weeklyScamHistory,
} from '@tusom/sample'
import { consolidatorsOf, type Database, insertWholeReports, loadReportForms, type WholeReport } from '@tusom/store'
import { missingWords, reportWords } from './report-words.ts'

/** A small number that is the same for the same words on every machine: which sentence, how many hours (FNV-1a). */
function pick(text: string, below: number): number {
  let hash = 2166136261
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) as number), 16777619)
  return (hash >>> 0) % below
}

const hours = (n: number) => n * 3_600_000
/** These have sent the running period's report: one is accepted, one waits. */
const sentNow: Readonly<Record<string, 'accepted' | 'submitted'>> = { '06184': 'accepted', '06040': 'submitted' }

/**
 * Reports of the sample: the two earlier half-years accepted with their gaps, drafts of the running one (two of them sent), eight
 * weeks of scam reports. Everything carries the mark of the sample.
 */
export async function loadReports(db: Database, ids: (unitCode: string) => number, at: Date): Promise<void> {
  const [half, weekly] = ['anptt-six-month', 'scam-weekly'].map(
    code => shippedForms.find(f => f.code === code) as ReportForm,
  ) as [ReportForm, ReportForm]
  await db.asSystem(async tx => {
    await loadReportForms(tx, shippedForms, at)
    const consolidators = await consolidatorsOf(tx, [ids('20')])
    const people = new Map<string, { userId: number; name: string }>()
    const users = await tx.query<{ id: number; username: string; name: string }>(
      'select id, username, display_name as name from users where sample',
    )
    for (const a of accounts) {
      const user = users.find(u => u.username === a.login)
      if (user && !people.has(a.unitCode) && ['commune-officer', 'standing-agency', 'administrator'].includes(a.role))
        people.set(a.unitCode, { userId: user.id, name: user.name })
    }
    const agency = people.get('20-CA')
    const administrator = users.find(u => u.username === 'quan-tri')
    if (!agency || !administrator)
      throw new Error('the sample has lost the accounts of the standing agency or the administrator')
    // communes without an account of their own: filled by the sample itself, which says so
    const filler = (unitCode: string) => people.get(unitCode) ?? { userId: administrator.id, name: 'Số liệu mẫu' }

    const whole = (
      form: ReportForm,
      period: Period,
      unitCode: string,
      cells: Map<string, Cell>,
      state: WholeReport['state'],
    ): WholeReport => {
      const seed = `${form.code}/${period.key}/${unitCode}`
      const dueAt = reportDueAt(form.due, period)
      // one in twelve came late, by some hours; nothing of it may lie in the future
      const late = pick(`${seed}/late`, 12) === 0
      const planned =
        dueAt.getTime() + (late ? hours(3 + pick(seed, 50)) : -hours(1 + pick(seed, form.period === 'week' ? 20 : 40)))
      const sentAt = state === 'draft' ? null : new Date(Math.min(planned, at.getTime() - hours(20 + pick(seed, 20))))
      const by = filler(unitCode)
      const last = sentAt?.getTime() ?? at.getTime() - hours(2)
      return {
        formCode: form.code,
        formVersion: form.version,
        periodKey: period.key,
        periodStart: period.start,
        periodEnd: period.end,
        unitId: ids(unitCode),
        reach: [ids(unitCode), ...consolidators],
        state,
        dueAt,
        sentAt,
        acceptedAt:
          state === 'accepted' && sentAt
            ? new Date(Math.min(sentAt.getTime() + hours(18), at.getTime() - hours(1)))
            : null,
        createdAt: new Date(last - hours(30)),
        by,
        acceptedBy: state === 'accepted' ? { ...agency, unitId: ids('20-CA') } : null,
        sample: true,
        cells: [...cells].map(([element, c], i) => ({ element, ...c, at: new Date(last - hours(6) + i * 180_000) })),
        narratives:
          state === 'draft'
            ? form.parts.slice(0, 1).map(p => wordsFor(p.code, seed))
            : form.parts.filter(p => p.required || pick(`${seed}/${p.code}`, 3) > 0).map(p => wordsFor(p.code, seed)),
      }
    }

    const cellsOf = (figures: readonly ReportFigure[], unitCode: string, start: string): Map<string, Cell> =>
      new Map(
        figures
          .filter(f => f.unitCode === unitCode && f.periodStart === start)
          .map(f => [f.element, { value: f.value, notApplicable: false, reason: null }]),
      )
    /** A report that was sent has a reason wherever the form asks for one. */
    const explained = (form: ReportForm, cells: Map<string, Cell>, before: Map<string, Cell> | null, seed: string) => {
      for (const e of form.elements)
        if (!cells.has(e.code))
          cells.set(e.code, {
            value: null,
            notApplicable: false,
            reason: missingWords[pick(`${seed}/${e.code}`, missingWords.length)] as string,
          })
      const open = openFindings(
        checkReport(form, cells, new Map(form.parts.map(p => [p.code, '-'])), { previous: before, lastYear: null }),
      )
      for (const f of open) {
        const cell = cells.get(f.elements[0] ?? '')
        if (f.effect === 'ask' && cell) cell.reason = 'Đã đối chiếu với sổ theo dõi'
      }
      return cells
    }

    const reports: WholeReport[] = []
    const current = periodAt('half-year', reportDay(at))
    const previous = previousPeriod(current)
    const yearBefore = samePeriodLastYear(current)
    const before = samePeriodLastYear(previous)
    // the period before has its own same period a year earlier, so that a finished report compares over all communes
    const history = [
      ...reportHistory({ periodStart: current.start }),
      ...reportHistory({ periodStart: previous.start }).filter(f => f.periodStart === before?.start),
    ]
    const drafts = currentPeriodDrafts({ periodStart: current.start })
    for (const { code } of communeUnits) {
      for (const period of [before, yearBefore, previous]) {
        if (!period) continue
        const cells = cellsOf(history, code, period.start)
        if (cells.size)
          reports.push(whole(half, period, code, explained(half, cells, null, `${code}${period.key}`), 'accepted'))
      }
      const now = cellsOf(drafts, code, current.start)
      const state = sentNow[code] ?? 'draft'
      if (now.size)
        reports.push(
          whole(
            half,
            current,
            code,
            state === 'draft' ? now : explained(half, now, cellsOf(history, code, previous.start), code),
            state,
          ),
        )
    }
    const week = periodAt('week', reportDay(at))
    const weeks = weeklyScamHistory({ weekStart: week.start })
    for (const start of new Set(weeks.map(f => f.periodStart)))
      for (const { code } of communeUnits) {
        const cells = cellsOf(weeks, code, start)
        const period = periodAt('week', start)
        if (!cells.size) continue
        // the week that has just ended waits for the agency
        const state = period.key === previousPeriod(week).key ? 'submitted' : 'accepted'
        reports.push({
          ...whole(weekly, period, code, explained(weekly, cells, null, `${code}${start}`), state),
          narratives: [],
        })
      }
    await insertWholeReports(tx, reports)
  })
}

function wordsFor(part: string, seed: string): { part: string; text: string } {
  const all = reportWords[part] ?? []
  return { part, text: all[pick(`${seed}/${part}/words`, all.length)] ?? '' }
}
