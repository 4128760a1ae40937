import type { ReportOverview, ReportOut, ReportParts, ReportRates, ReportTotals } from '@tusom/contract'
import { libraryForms, type ReportForm, withOptions } from '@tusom/domain'
import { insertWholeReports, upsertUnits, type WholeReport } from '@tusom/store'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

/** Sums over the tree as of any day, and what a reader without the right to small cells can learn. */
let t: TestApp
let agency: Person
/** at the province, without the right to small cells */
let duty: Person
let officer: Person
const form = withOptions(
  structuredClone(libraryForms.find(f => f.code === 'disease-weekly')) as ReportForm,
) as ReportForm
const now = '2026-02-10T09:00:00+07:00'
beforeAll(async () => {
  // the form is in force since New Year
  t = await createTestApp('2026-01-01T09:00:00+07:00')
  agency = await t.person('standing-agency', '20-CA')
  const published = await agency.call('POST', '/api/reports/forms', {
    form: libraryForms.find(f => f.code === 'disease-weekly'),
    base: null,
    note: 'thử',
  })
  expect(published.body).toMatchObject({ code: 'disease-weekly', version: '20.1' })
  t.setNow(now)
  agency = await t.person('standing-agency', '20-CA')
  duty = await t.person('duty-officer', '20')
  officer = await t.person('commune-officer', '20A')
})
afterAll(() => t.close())

const weeks: Record<string, [string, string]> = {
  '2026-W03': ['2026-01-12', '2026-01-18'],
  '2026-W04': ['2026-01-19', '2026-01-25'],
  '2026-W05': ['2026-01-26', '2026-02-01'],
}
/** An accepted report with these figures; everything else of it zero. */
async function report(
  unit: string,
  week: string,
  figures: Record<string, number>,
  state: 'accepted' | 'draft' = 'accepted',
) {
  const at = new Date(now)
  const [periodStart, periodEnd] = weeks[week] as [string, string]
  const whole: WholeReport = {
    formCode: form.code,
    formVersion: '20.1',
    periodKey: week,
    periodStart,
    periodEnd,
    unitId: t.unit(unit),
    reach: [t.unit(unit), t.unit('20-CA')],
    state,
    dueAt: at,
    sentAt: at,
    acceptedAt: at,
    createdAt: at,
    by: { userId: agency.userId, name: 'Thử' },
    acceptedBy: { userId: agency.userId, name: 'Thử', unitId: t.unit('20-CA') },
    sample: true,
    cells: form.elements.map(e => ({
      element: e.code,
      value: figures[e.code] ?? 0,
      notApplicable: false,
      reason: null,
      at,
    })),
    narratives: [],
  }
  await t.database.db.asSystem(tx => insertWholeReports(tx, [whole]))
}
const get = async <T>(who: Person, url: string): Promise<T> => {
  const reply = await who.call('GET', url)
  expect(`${reply.status} ${JSON.stringify(reply.body).slice(0, 200)}`).toMatch(/^200/)
  return reply.body as T
}
const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error?.code
const range = `form=disease-weekly&from=2026-01-01&to=2026-02-28`
const overview = (who: Person, week: string) =>
  get<ReportOverview>(who, `/api/reports/overview?form=disease-weekly&period=${week}`)
const dengue = 'health.dengue'
const culled = 'animal.culled'

describe('sums kept at every unit', () => {
  it('follow each act in the same transaction, and equal their parts', async () => {
    await report('20A', '2026-W03', { [culled]: 7 })
    await report('20B', '2026-W03', { [culled]: 5 })
    const totals = () => get<ReportTotals>(agency, `/api/reports/totals?${range}&elements=${culled}`)
    expect((await totals()).periods).toMatchObject([
      { key: '2026-W03', reports: 2, accepted: 2, of: 3, totals: [12], counts: [2] },
    ])
    const id = (await get<ReportOut>(agency, `/api/reports/disease-weekly/2026-W03/${t.unit('20B')}`)).id
    expect((await agency.call('POST', `/api/reports/${id}/reopen`, { remark: 'sửa số' })).status).toBe(200)
    expect((await totals()).periods).toMatchObject([{ reports: 1, totals: [7], counts: [1] }])
    const b = await t.person('commune-officer', '20B')
    await b.call('PUT', `/api/reports/${id}/values`, { cells: [{ element: culled, value: 9, seen: 1 }] })
    await b.call('PUT', `/api/reports/${id}/narratives`, { parts: [{ part: 'situation', text: 'x', seen: 0 }] })
    expect((await b.call('POST', `/api/reports/${id}/submit`, {})).status).toBe(200)
    expect((await totals()).periods).toMatchObject([{ reports: 2, accepted: 1, totals: [16], counts: [2] }])
    await agency.call('POST', `/api/reports/${id}/accept`, {})
    expect(await totals()).toMatchObject({ totals: [16], periods: [{ accepted: 2 }] })
    const parts = await get<ReportParts>(agency, `/api/reports/totals/parts?${range}&elements=${culled}`)
    expect(parts.units.map(u => [u.name, u.totals[0]])).toEqual([
      ['A', 7],
      ['B', 9],
      ['C', null],
    ])
  })
  it('many reports at once, on many connections, leave no sum behind', async () => {
    await Promise.all(['20A', '20B', '20C'].map((u, i) => report(u, '2026-W04', { [culled]: i + 1 })))
    const { periods } = await get<ReportTotals>(agency, `/api/reports/totals?${range}&elements=${culled}`)
    expect(periods[1]).toMatchObject({ key: '2026-W04', reports: 3, totals: [6], counts: [3] })
  })
  it('refuses ranges and figures that are none, and a stranger', async () => {
    expect(
      code(await agency.call('GET', `/api/reports/totals?form=disease-weekly&from=2026-02-01&to=2026-01-01`)),
    ).toBe('report.range')
    expect(
      code(await agency.call('GET', `/api/reports/totals?form=disease-weekly&from=1990-01-01&to=2026-01-01`)),
    ).toBe('report.range')
    expect(code(await agency.call('GET', `/api/reports/totals?${range}&elements=gone`))).toBe('report.elements')
    expect((await officer.call('GET', `/api/reports/totals?${range}&unit=${t.unit('20')}`)).status).toBe(403)
    expect((await officer.call('GET', `/api/reports/totals?${range}&unit=${t.unit('20A')}`)).status).toBe(200)
  })
  it('says who reported, how much and when', async () => {
    const rates = await get<ReportRates>(agency, `/api/reports/rates?${range}`)
    expect(rates.periods.map(p => `${p.key} ${p.due}`)).toEqual([
      '2026-W02 true',
      '2026-W03 true',
      '2026-W04 true',
      '2026-W05 true',
      '2026-W06 true',
      '2026-W07 false',
    ])
    const c = rates.units.find(u => u.name === 'C')
    expect(c?.missing).toContain('2026-W03')
    expect(c?.complete).toBe(100)
    expect(rates.expected).toBe(rates.units.reduce((s, u) => s + u.expected, 0))
  })
})

describe('across a merger', () => {
  it('the figures of communes that were merged stand under the new one, by the tree of today; a divided one under the province only', async () => {
    const { db } = t.database
    await db.asSystem(async tx => {
      const old = (c: string) => ({
        code: c,
        kind: 'commune' as const,
        name: c,
        fullName: `Xã ${c}`,
        parentCode: '20',
        validFrom: '2020-01-01',
        validTo: '2025-07-01',
        search: c,
      })
      await upsertUnits(tx, [old('OLD1'), old('OLD2'), old('OLD3')])
      const id = async (c: string) => (await tx.one<{ id: number }>('select id from units where code = $1', [c])).id
      for (const [from, to] of [
        ['OLD1', '20A'],
        ['OLD2', '20A'],
        ['OLD3', '20B'],
        ['OLD3', '19A'],
      ] as const)
        await tx.query(`insert into unit_successions (old_id, new_id, on_date) values ($1, $2, '2025-07-01')`, [
          await id(from),
          await id(to),
        ])
      const at = new Date(now)
      const reports: WholeReport[] = []
      for (const [i, c] of ['OLD1', 'OLD2', 'OLD3'].entries()) {
        const unitId = await id(c)
        reports.push({
          formCode: form.code,
          formVersion: '20.1',
          periodKey: '2025-W20',
          periodStart: '2025-05-12',
          periodEnd: '2025-05-18',
          unitId,
          reach: [unitId, t.unit('20-CA')],
          state: 'accepted',
          dueAt: at,
          sentAt: at,
          acceptedAt: at,
          createdAt: at,
          by: { userId: agency.userId, name: 'x' },
          acceptedBy: { userId: agency.userId, name: 'x', unitId: t.unit('20-CA') },
          sample: true,
          cells: [{ element: culled, value: 10 ** i, notApplicable: false, reason: null, at }],
          narratives: [],
        })
      }
      await insertWholeReports(tx, reports)
    })
    // the tree of units is told anew
    await expect
      .poll(async () =>
        (
          await get<ReportTotals>(
            agency,
            `/api/reports/totals?form=disease-weekly&from=2025-05-01&to=2025-05-31&elements=${culled}`,
          )
        ).divided.map(d => d.name),
      )
      .toEqual(['OLD3'])
    const totals = (unit: string, asOf: string) =>
      get<ReportTotals>(
        agency,
        `/api/reports/totals?form=disease-weekly&from=2025-05-01&to=2025-05-31&elements=${culled}&unit=${t.unit(unit)}&asOf=${asOf}`,
      )
    // as it was: everything under the old province; by today's tree commune OLD3 is divided between two provinces
    expect(await totals('20', '2025-06-30')).toMatchObject({ totals: [111], divided: [] })
    expect(await totals('20', '2026-02-01')).toMatchObject({ totals: [11], divided: [{ name: 'OLD3' }] })
    expect(await totals('20A', '2026-02-01')).toMatchObject({ totals: [11], periods: [{ reports: 2, of: 2 }] })
    const parts = await get<ReportParts>(
      agency,
      `/api/reports/totals/parts?form=disease-weekly&from=2025-05-01&to=2025-05-31&elements=${culled}&unit=${t.unit('20A')}`,
    )
    expect(parts.units.map(u => [u.name, u.totals[0], u.into.map(x => x.name).join()])).toEqual(
      [
        ['A', null, ''],
        ['OLD1', 1, 'A'],
        ['OLD2', 10, 'A'],
      ].filter(([name]) => name !== 'A' || parts.units.some(u => u.name === 'A')),
    )
  })
})

describe('small cells', () => {
  const male = `${dengue}/sex:male`
  const female = `${dengue}/sex:female`
  it('before the office releases a period, who has not the right sees no sensitive count at all, in any answer', async () => {
    await report('20A', '2026-W05', { [dengue]: 3, [male]: 3, [culled]: 2 })
    await report('20B', '2026-W05', { [dengue]: 9, [male]: 4, [female]: 5 })
    await report('20C', '2026-W05', { [dengue]: 30, [male]: 18, [female]: 12 })
    const o = await overview(duty, '2026-W05')
    expect(o.small).toMatchObject({ exact: false, releasedAt: null, mayRelease: false })
    const total = o.totals.find(x => x.element === dengue)
    expect(total).toMatchObject({ total: null, withheld: true, n: 0 })
    expect(total?.hidden).toHaveLength(3)
    // what is not sensitive is there
    expect(o.totals.find(x => x.element === culled)).toMatchObject({ total: 2, withheld: false, hidden: [] })
    expect(await get(duty, `/api/reports/totals?${range}&elements=${dengue},${culled}`)).toMatchObject({
      totals: [null, 24],
      hidden: [true, false],
    })
    expect(JSON.stringify(await get(duty, `/api/reports/totals/parts?${range}&elements=${dengue}`))).not.toMatch(
      /\b(9|30)\b/,
    )
    const one = await get<ReportOut>(duty, `/api/reports/disease-weekly/2026-W05/${t.unit('20A')}`)
    expect(one.cells.find(c => c.element === dengue)).toMatchObject({ value: null, hidden: true, reason: null })
    expect(one.cells.find(c => c.element === culled)).toMatchObject({ value: 2 })
    const values = await get<{ dataValues: { dataElement: string }[] }>(
      duty,
      `/api/dataValueSets?form=disease-weekly&period=2026-W05&unit=${t.unit('20')}`,
    )
    expect(values.dataValues.some(v => v.dataElement === dengue)).toBe(false)
    expect(values.dataValues.some(v => v.dataElement === culled)).toBe(true)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(
      (await duty.call('GET', '/api/reports/consolidated.xlsx?form=disease-weekly&period=2026-W05')).raw as never,
    )
    const row = book.worksheets[0]?.getRows(5, 60)?.find(r => r.getCell(2).value === 'Ca mắc sốt xuất huyết')
    expect(((row?.values ?? []) as unknown[]).slice(4)).not.toContain(3)
    expect(row).toBeDefined()
    expect(row?.getCell(4).value).toBe('ẩn')
    // who has the right sees it all
    const exact = await overview(agency, '2026-W05')
    expect(exact.totals.find(x => x.element === dengue)).toMatchObject({ total: 42, n: 3, withheld: false })
    expect(exact.small).toMatchObject({ exact: true, mayRelease: true })
    expect(
      (await get<ReportOut>(officer, `/api/reports/disease-weekly/2026-W05/${t.unit('20A')}`)).cells.find(
        c => c.element === dengue,
      )?.value,
    ).toBe(3)
  })
  it('a release shows what can be shown: small cells and one more are withheld, the total stands', async () => {
    expect(
      (await duty.call('POST', '/api/reports/releases', { form: 'disease-weekly', period: '2026-W05' })).status,
    ).toBe(403)
    const reply = await agency.call('POST', '/api/reports/releases', { form: 'disease-weekly', period: '2026-W05' })
    expect(reply.status).toBe(200)
    const o = await overview(duty, '2026-W05')
    const total = o.totals.find(x => x.element === dengue)
    expect(total).toMatchObject({ total: 42, withheld: false })
    expect(total?.hidden.map(u => u.name)).toEqual(['A', 'B'])
    const cells = async (unit: string) =>
      (await get<ReportOut>(duty, `/api/reports/disease-weekly/2026-W05/${t.unit(unit)}`)).cells
    expect((await cells('20C')).find(c => c.element === female)).toMatchObject({ value: 12 })
    expect((await cells('20A')).find(c => c.element === dengue)).toMatchObject({ value: null, hidden: true })
    expect((await cells('20B')).find(c => c.element === dengue)).toMatchObject({ value: null, hidden: true })
    expect(
      await get(duty, `/api/reports/totals?form=disease-weekly&from=2026-01-26&to=2026-02-01&elements=${dengue}`),
    ).toMatchObject({ totals: [42], hidden: [false] })
    // over weeks that were not released nothing is said: the released one could be subtracted
    expect(await get(duty, `/api/reports/totals?${range}&elements=${dengue}`)).toMatchObject({
      totals: [null],
      hidden: [true],
    })
  })
  it('what was released does not move when a report is corrected, and a period is released once', async () => {
    const id = (await get<ReportOut>(agency, `/api/reports/disease-weekly/2026-W05/${t.unit('20C')}`)).id
    await agency.call('POST', `/api/reports/${id}/reopen`, { remark: 'sửa' })
    expect((await overview(duty, '2026-W05')).totals.find(x => x.element === dengue)).toMatchObject({ total: 42 })
    expect((await overview(agency, '2026-W05')).totals.find(x => x.element === dengue)).toMatchObject({ total: 12 })
    expect(
      code(await agency.call('POST', '/api/reports/releases', { form: 'disease-weekly', period: '2026-W05' })),
    ).toBe('report.released')
    expect(code(await agency.call('POST', '/api/reports/releases', { form: 'scam-weekly', period: '2026-W05' }))).toBe(
      'report.nothing-sensitive',
    )
    expect(
      code(await agency.call('POST', '/api/reports/releases', { form: 'disease-weekly', period: '2026-W07' })),
    ).toBe('report.release-early')
  })
  it('the same figure in another form over the same days is left out of its release', async () => {
    const free = {
      ...libraryForms.find(f => f.code === 'disease-weekly'),
      code: 'dot-xuat',
      period: 'free',
      asked: 'call',
    }
    expect((await agency.call('POST', '/api/reports/forms', { form: free, base: null, note: '' })).status).toBe(200)
    const at = new Date(now)
    await t.database.db.asSystem(tx =>
      insertWholeReports(tx, [
        {
          formCode: 'dot-xuat',
          formVersion: '20.1',
          periodKey: '2026-01-20_2026-02-05',
          periodStart: '2026-01-20',
          periodEnd: '2026-02-05',
          unitId: t.unit('20A'),
          reach: [t.unit('20A'), t.unit('20-CA')],
          state: 'accepted',
          dueAt: at,
          sentAt: at,
          acceptedAt: at,
          createdAt: at,
          by: { userId: agency.userId, name: 'x' },
          acceptedBy: { userId: agency.userId, name: 'x', unitId: t.unit('20-CA') },
          sample: true,
          cells: [{ element: dengue, value: 60, notApplicable: false, reason: null, at }],
          narratives: [],
        },
      ]),
    )
    const reply = await agency.call('POST', '/api/reports/releases', {
      form: 'dot-xuat',
      period: '2026-01-20_2026-02-05',
    })
    expect((reply.body as { leftOut: string[] }).leftOut).toContain(dengue)
    expect(
      (await get<ReportOverview>(duty, '/api/reports/overview?form=dot-xuat&period=2026-01-20_2026-02-05')).totals.find(
        x => x.element === dengue,
      ),
    ).toMatchObject({ total: null, withheld: true })
  })
})
