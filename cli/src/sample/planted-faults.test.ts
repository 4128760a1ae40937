import type { ReportOut, ReportOverview, ReportReview } from '@tusom/contract'
import { checkReport, decideCells, openFindings, planImport, reportDay, type ReportForm } from '@tusom/domain'
import {
  accounts,
  faultPeriod,
  type PlantedFault,
  plantedFaults,
  sampleForms,
  sampleReports,
  units,
} from '@tusom/sample'
import { buildApp, hashPassword } from '@tusom/server'
import { type NewUnit, upsertUnits, upsertUser } from '@tusom/store'
import { createTestDatabase, type TestDatabase } from '@tusom/store/testing'
import { fold } from '@tusom/vi-text'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadReports } from './load-reports.ts'

/** Of the clean reports that were sent, so many may carry a mark at the most. */
const falseAlarms = 0.06

const at = new Date('2026-11-22T10:00:00+07:00')
const today = reportDay(at)
const password = 'mat-khau-thu-nghiem'
const byUnit = new Map(units.map(u => [u.code, u]))
let t: TestDatabase
let app: Awaited<ReturnType<typeof buildApp>>
const ids = new Map<string, number>()
const cookies = new Map<string, string>()

beforeAll(async () => {
  t = await createTestDatabase()
  const passwordHash = await hashPassword(password)
  await t.db.asSystem(async tx => {
    await upsertUnits(
      tx,
      units
        .filter(u => u.kind !== 'hamlet')
        .map((u): NewUnit => ({ ...u, aliases: [...u.aliases], search: fold(u.fullName) })),
    )
    for (const r of await tx.query<{ id: number; code: string }>('select id, code from units')) ids.set(r.code, r.id)
    await tx.query(`insert into mandates (unit_id, over_id, purpose) values ($1, $2, 'consolidates')`, [
      ids.get('20-CA'),
      ids.get('20'),
    ])
    for (const a of accounts.filter(x => ids.has(x.unitCode)))
      await upsertUser(
        tx,
        { username: a.login, passwordHash, displayName: a.displayName, sample: true, createdAt: at },
        [{ unitId: ids.get(a.unitCode) as number, role: a.role }],
      )
  })
  await loadReports(t.db, code => ids.get(code) as number, at)
  app = await buildApp({ db: t.db, dataKey: Buffer.alloc(32, 1), clock: () => at })
  await app.ready()
}, 120_000)
afterAll(async () => {
  await app.close()
  await t.drop()
})

async function call<T>(login: string, method: 'GET' | 'POST', url: string, payload?: unknown): Promise<T> {
  if (!cookies.has(login)) {
    const reply = await app.inject({ method: 'POST', url: '/api/session', payload: { username: login, password } })
    cookies.set(login, String(reply.headers['set-cookie']).split(';')[0] as string)
  }
  const headers = { cookie: cookies.get(login) as string }
  const reply = await app.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload: payload as object }),
  })
  return JSON.parse(reply.body) as T
}
const query = (form: PlantedFault['form']) => `form=${sampleForms[form].code}&period=${faultPeriod(form, today).key}`
const overviews = new Map<string, Promise<ReportOverview>>()
const overview = (form: PlantedFault['form'], login = 'thuong-truc') => {
  const key = `${form} ${login}`
  const had = overviews.get(key) ?? call<ReportOverview>(login, 'GET', `/api/reports/overview?${query(form)}`)
  overviews.set(key, had)
  return had
}
const reviews = new Map<string, Promise<ReportReview>>()
const review = (form: PlantedFault['form']) => {
  const had = reviews.get(form) ?? call<ReportReview>('thuong-truc', 'GET', `/api/reports/review?${query(form)}`)
  reviews.set(form, had)
  return had
}
const marksOf = async (f: Pick<PlantedFault, 'form' | 'unitCode'>) =>
  (await review(f.form)).units.find(u => u.unitId === ids.get(f.unitCode))?.marks ?? []

/** What the program says of a fault, by the name it gives it; null when it says nothing. */
async function caught(f: PlantedFault): Promise<string[]> {
  const form: ReportForm = sampleForms[f.form]
  const [first] = f.plant
  if (f.caught === 'marked') return (await marksOf(f)).map(m => m.code)
  if (f.caught === 'blocked') {
    const { communes } = await overview(f.form)
    const commune = communes.find(c => c.unitId === ids.get(f.unitCode))
    return commune?.state === 'draft' ? (await marksOf(f)).map(m => m.code) : []
  }
  if (f.caught === 'listed')
    return (await overview(f.form)).communes.filter(c => c.unitId === ids.get(f.unitCode)).map(c => c.timeliness)
  if (f.caught === 'hidden') {
    const total = (await overview(f.form, 'truc-ban.tinh')).totals.find(x => x.element === 'health.cases')
    return total?.withheld && total.hidden.some(h => h.unitId === ids.get(f.unitCode)) ? ['small-cells'] : []
  }
  if (first?.kind === 'type')
    return decideCells(form, new Map(), [
      { element: first.element, value: first.value, notApplicable: false, reason: null, seen: 0 },
    ]).flatMap(d => (d.kind === 'refused' ? [d.code] : []))
  if (first?.kind === 'begin') {
    const login = accounts.find(a => a.unitCode === f.unitCode && a.role === 'commune-officer')?.login as string
    const body = { form: form.code, period: first.period, unitId: ids.get(f.unitCode) }
    return [(await call<{ error: { code: string } }>(login, 'POST', '/api/reports', body)).error.code]
  }
  if (first?.kind === 'file') {
    const value = (v: number) => ({
      dataElement: first.element,
      orgUnit: f.unitCode,
      period: faultPeriod(f.form, today).key,
      value: String(v),
    })
    const { conflicts } = planImport(
      { dataSet: form.code, dataValues: first.values.map(value) },
      { forms: [form], unit: () => ({ id: 1, own: true }), user: 'x', today },
    )
    return conflicts.list.map(c => c.errorCode)
  }
  return []
}

describe('every planted fault is caught by its name', () => {
  for (const f of plantedFaults)
    it(`${f.id}: ${f.en}`, async () => {
      expect(byUnit.has(f.unitCode)).toBe(true)
      expect(await caught(f)).toContain(f.by)
    })
  it('and the reports without a fault are left alone: few of them carry a mark', async () => {
    const faulty = new Set(
      plantedFaults.flatMap(f => [
        f.unitCode,
        ...f.plant.flatMap(p => ('from' in p && typeof p.from === 'string' ? [p.from] : [])),
      ]),
    )
    let [clean, marked] = [0, 0]
    const kinds = new Map<string, number>()
    for (const form of ['half', 'week', 'month', 'year'] as const)
      for (const u of (await review(form)).units) {
        if (faulty.has([...ids].find(([, id]) => id === u.unitId)?.[0] ?? '')) continue
        clean++
        if (u.marks.length) marked++
        for (const m of u.marks) {
          const kind = `${form} ${m.code} ${m.elements[0] ?? m.part}`
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
        }
      }
    console.log(
      `planted faults: ${plantedFaults.length}, all caught; clean reports of the newest periods: ${clean}, with a mark: ${marked} (${((marked / clean) * 100).toFixed(1)} %)${marked ? `: ${[...kinds].map(([k, n]) => `${k} ${n}`).join(', ')}` : ''}`,
    )
    expect(clean).toBeGreaterThan(150)
    expect(marked / clean).toBeLessThanOrEqual(falseAlarms)
  })
})

describe('two years back', () => {
  it('clean reports of every earlier period are rarely asked about while they are filled', () => {
    const reports = sampleReports(today).filter(r => r.state === 'accepted')
    const asked = reports.filter(r => {
      const cells = new Map([...r.cells].map(([e, c]) => [e, { ...c, notApplicable: false }]))
      return openFindings(checkReport(r.form, cells, r.narratives, { previous: null, lastYear: null })).length > 0
    })
    expect(reports.length).toBeGreaterThan(8000)
    expect(asked.length / reports.length).toBeLessThan(0.01)
  })
  it('the same period of last year is there for every form', async () => {
    for (const form of ['half', 'month'] as const) {
      const { totals } = await overview(form)
      expect(totals.filter(x => x.lastYear && x.lastYear.units > 50).length, form).toBeGreaterThan(0)
    }
    expect((await overview('week')).totals[0]?.lastYear?.units).toBeGreaterThan(50)
    // scores are not added: their year before stands beside them on the commune's own page
    const year = faultPeriod('year', today).key
    const own = await call<ReportOut>(
      'thuong-truc',
      'GET',
      `/api/reports/${sampleForms.year.code}/${year}/${ids.get('06385')}`,
    )
    expect(own.lastYear?.filter(c => c.value !== null).length).toBe(5)
  })
  it('criteria: every commune that sent its scores has a grade, or is named among those not scored to the end', async () => {
    const { criteria, counts } = await overview('year')
    const set = criteria[0] as ReportOverview['criteria'][number]
    const [met, not] = set.grades.map(g => g.units.length) as [number, number]
    expect(met + not + set.ungraded.length).toBe(counts.sent)
    expect(met).toBeGreaterThan(not)
    expect(not).toBeGreaterThan(0)
  })
})
