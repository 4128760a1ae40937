import {
  checkReport,
  type FigureHistory,
  foreignFigure,
  formulaFigures,
  historyOf,
  openFindings,
  type OwnHistory,
  parseFormula,
  type Period,
  previousPeriod,
  reportDay,
  reportDueAt,
  samePeriodLastYear,
  shippedForms,
} from '@tusom/domain'
import {
  accounts,
  adoptedForms,
  explainedWords,
  keyOf,
  reportKey,
  sampleReports,
  type SampleReport,
} from '@tusom/sample'
import {
  addReportForm,
  consolidatorsOf,
  countFormVersions,
  type Database,
  insertWholeReports,
  loadReportForms,
  type WholeReport,
} from '@tusom/store'

/** A small number that is the same for the same words on every machine: how many hours (FNV-1a). */
function pick(text: string, below: number): number {
  let hash = 2166136261
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) as number), 16777619)
  return (hash >>> 0) % below
}

const hours = (n: number) => n * 3_600_000
const day = 86_400_000

/**
 * Two years of reports of the sample with their planted faults: weekly, monthly, half-yearly and yearly. The half-year that ended last waits
 * for the agency; a few communes have begun the running one. Everything carries the mark of the sample.
 */
export async function loadReports(db: Database, ids: (unitCode: string) => number, at: Date): Promise<void> {
  const reports = sampleReports(reportDay(at))
  explain(reports)
  await db.asSystem(async tx => {
    await loadReportForms(tx, shippedForms, at)
    for (const form of adoptedForms)
      if ((await countFormVersions(tx, form.code, ids('20'))) === 0)
        await addReportForm(tx, { ...form, version: '20.1', base: null } as typeof form, {
          provinceId: ids('20'),
          ownerId: ids('20-CA'),
          name: 'Số liệu mẫu',
          note: 'mẫu: lấy nguyên từ thư viện biểu mẫu',
          // in force before the first report of it
          at: new Date(at.getTime() - 3 * 366 * day),
        })
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
    const adopted = new Set(adoptedForms.map(f => f.code))

    const whole = (r: SampleReport): WholeReport => {
      const { form, period, unitCode, state } = r
      const seed = keyOf(r)
      const dueAt = reportDueAt(form.due, period)
      // in time by some hours, or late as the sample says; nothing may lie in the future
      const planned =
        dueAt.getTime() +
        (r.lateHours === null ? -hours(1 + pick(seed, form.period === 'week' ? 20 : 40)) : hours(r.lateHours))
      const sentAt = state === 'draft' ? null : new Date(Math.min(planned, at.getTime() - hours(20 + pick(seed, 20))))
      const by = filler(unitCode)
      const last = sentAt?.getTime() ?? Math.min(planned, at.getTime() - hours(2))
      const acceptedAt =
        state === 'accepted' && sentAt
          ? new Date(Math.min(sentAt.getTime() + hours(18), at.getTime() - hours(1)))
          : null
      return {
        formCode: form.code,
        formVersion: adopted.has(form.code) ? '20.1' : form.version,
        periodKey: period.key,
        periodStart: period.start,
        periodEnd: period.end,
        unitId: ids(unitCode),
        reach: [ids(unitCode), ...consolidators],
        state,
        dueAt,
        sentAt,
        acceptedAt,
        createdAt: new Date(last - hours(30)),
        by,
        acceptedBy: state === 'accepted' ? { ...agency, unitId: ids('20-CA') } : null,
        sample: true,
        cells: [...r.cells].map(([element, c], i) => ({
          element,
          value: c.value,
          reason: c.reason,
          notApplicable: false,
          at: new Date(last - hours(6) + i * 180_000),
          ...(r.corrected?.element === element && acceptedAt
            ? { accepted: r.corrected.from, changedAt: new Date(acceptedAt.getTime() + hours(0.5)) }
            : {}),
        })),
        narratives: [...r.narratives].map(([part, text]) => ({ part, text })),
      }
    }
    await insertWholeReports(tx, reports.map(whole))
  })
}

/** A report that was sent has a reason wherever its form asked for one. */
function explain(reports: readonly SampleReport[]): void {
  const byKey = new Map(reports.map(r => [keyOf(r), r]))
  const ofUnit = new Map<string, SampleReport[]>()
  for (const r of reports) {
    const key = `${r.form.code}/${r.unitCode}`
    const list = ofUnit.get(key)
    if (list) list.push(r)
    else ofUnit.set(key, [r])
  }
  const beside = new Map<string, { previous: string; lastYear: string | undefined }>()
  const besideOf = (period: Period) => {
    const had = beside.get(period.key)
    if (had) return had
    const found = { previous: previousPeriod(period).key, lastYear: samePeriodLastYear(period)?.key }
    beside.set(period.key, found)
    return found
  }
  for (const r of reports) {
    if (r.state === 'draft') continue
    const { form, period, unitCode } = r
    const cells = (key: string | undefined) => {
      const there = key === undefined ? undefined : byKey.get(reportKey(form.code, key, unitCode))
      return there && there.state !== 'draft' ? asCells(there) : null
    }
    const own = ofUnit.get(`${form.code}/${unitCode}`) ?? []
    const found = checkReport(form, asCells(r), r.narratives, {
      previous: cells(besideOf(period).previous),
      lastYear: cells(besideOf(period).lastYear),
      history: usual(own, r),
      others: sumsOf(r, ofUnit),
    })
    for (const f of openFindings(found)) {
      const cell = r.cells.get(f.elements[0] ?? '')
      if (f.effect === 'ask' && cell) r.cells.set(f.elements[0] as string, { ...cell, reason: explainedWords })
    }
  }
}

const asCells = (r: SampleReport) =>
  new Map([...r.cells].map(([e, c]) => [e, { value: c.value, notApplicable: false, reason: c.reason }]))

/** The last twelve periods before, as the server looks back. */
function usual(own: readonly SampleReport[], r: SampleReport): OwnHistory {
  const earlier = own.filter(x => x.state !== 'draft' && x.period.end < r.period.start).slice(-12)
  const history = new Map<string, FigureHistory>()
  for (const e of r.form.elements) {
    const h = historyOf(earlier.flatMap(x => x.cells.get(e.code)?.value ?? []))
    if (h) history.set(e.code, h)
  }
  return history
}

function sumsOf(r: SampleReport, ofUnit: ReadonlyMap<string, readonly SampleReport[]>): Map<string, number> {
  const sums = new Map<string, number>()
  for (const check of r.form.checks)
    for (const figure of check.kind === 'rule' ? formulaFigures(parseFormula(check.formula, 'truth')) : []) {
      const named = foreignFigure(figure)
      if (!named) continue
      const values = (ofUnit.get(`${named.form}/${r.unitCode}`) ?? [])
        .filter(x => x.state !== 'draft' && x.period.start >= r.period.start && x.period.end <= r.period.end)
        .flatMap(x => x.cells.get(named.element)?.value ?? [])
      if (values.length) sums.set(figure, Math.round(values.reduce((a, b) => a + b, 0) * 10) / 10)
    }
  return sums
}
