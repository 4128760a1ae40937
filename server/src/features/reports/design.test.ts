import type { ImportSummary, ReportCall, ReportDesign, ReportDue, ReportOut } from '@tusom/contract'
import { libraryForms } from '@tusom/domain'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { upload } from '../../testing/sheet-file.testing.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let agency: Person
let a: Person
let b: Person
beforeAll(async () => {
  t = await createTestApp('2025-10-08T10:00:00+07:00')
  agency = await t.person('standing-agency', '20-CA', 'Thường trực')
  a = await t.person('commune-officer', '20A', 'Cán bộ A')
  b = await t.person('commune-officer', '20B')
})
afterAll(() => t.close())
const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error?.code
const design = async (who = agency) => (await who.call('GET', '/api/reports/design')).body as ReportDesign
const library = (c: string) =>
  structuredClone(libraryForms.find(f => f.code === c)) as unknown as Record<string, unknown>
const publish = (form: unknown, base: string | null = null, who = agency) =>
  who.call('POST', '/api/reports/forms', { form, base, note: 'thử' })

describe('forms as data', () => {
  it('a library form asks nobody until an office puts it in force; then its breakdowns are cells', async () => {
    const before = await design()
    expect(before.mayKeep).toBe(true)
    expect((await design(a)).mayKeep).toBe(false)
    expect(before.library.map(f => f.code)).toContain('order-monthly')
    expect((await publish(library('order-monthly'), null, a)).status).toBe(403)
    expect((await publish(library('order-monthly'))).body).toEqual({ code: 'order-monthly', version: '20.1' })
    // September was due on 16/9, before the form was in force: nobody is late with it
    const due = (await a.call('GET', '/api/reports/due')).body as ReportDue[]
    expect(due.filter(d => d.formCode === 'order-monthly').map(d => d.periodKey)).toEqual(['2025-M10'])
    const report = (await a.call('GET', `/api/reports/order-monthly/2025-M10/${t.unit('20A')}`)).body as ReportOut
    expect(report.form.elements.some(e => e.code === 'order.drug.people/sex:female')).toBe(true)
    expect(report.period).toMatchObject({ start: '2025-09-15', end: '2025-10-14' })
  })
  it('a new version never changes a report that was begun', async () => {
    const id = (
      (await a.call('POST', '/api/reports', { form: 'order-monthly', period: '2025-M10', unitId: t.unit('20A') }))
        .body as { id: number }
    ).id
    await a.call('PUT', `/api/reports/${id}/values`, { cells: [{ element: 'patrol.rounds', value: 12, seen: 0 }] })
    const form = (await design()).forms.find(f => f.body.code === 'order-monthly')!.body
    form.elements = form.elements.filter(e => e.code !== 'patrol.rounds')
    for (const s of form.sections) s.elements = s.elements.filter(e => e !== 'patrol.rounds')
    expect(code(await publish(form, null))).toBe('report.form-taken')
    expect(code(await publish(form, 'cũ'))).toBe('report.form-changed')
    expect((await publish(form, '20.1')).body).toMatchObject({ version: '20.2' })
    const mine = (await a.call('GET', `/api/reports/order-monthly/2025-M10/${t.unit('20A')}`)).body as ReportOut
    expect([mine.form.version, mine.cells.find(c => c.element === 'patrol.rounds')?.value]).toEqual(['20.1', 12])
    const other = (await b.call('GET', `/api/reports/order-monthly/2025-M10/${t.unit('20B')}`)).body as ReportOut
    expect(other.form.version).toBe('20.2')
    expect(other.form.elements.some(e => e.code === 'patrol.rounds')).toBe(false)
    const { versions } = (await design()).forms.find(f => f.body.code === 'order-monthly')!
    expect(versions.map(v => [v.version, v.reports, v.by])).toEqual([
      ['20.2', 0, 'Thường trực'],
      ['20.1', 1, 'Thường trực'],
    ])
    const year = { ...form, period: 'year' }
    expect(code(await publish(year, '20.2'))).toBe('report.form-period')
  })
  it('a faulty form is refused with its first fault', async () => {
    const form = {
      ...library('disease-weekly'),
      indicators: [
        { code: 'x', nameVi: 'x', nameEn: 'x', unitVi: '', unitEn: '', formula: '#{gone} / 0', decimals: 1 },
      ],
    }
    const reply = await publish(form)
    expect(code(reply)).toBe('report.form-fault')
    expect((reply.body as { error: { message: string } }).error.message).toContain('"gone"')
  })
  it('elements and breakdowns are kept with versions; two people do not overwrite each other', async () => {
    const body = {
      ...(await design()).elements.find(e => e.body.code === 'patrol.rounds')!.body,
      nameVi: 'Lượt tuần tra đêm',
    }
    const put = (seen: number, who = agency) =>
      who.call('PUT', '/api/reports/catalogue/element/patrol.rounds', { seen, retired: false, body })
    expect((await put(0)).body).toEqual({ version: 1 })
    expect(code(await put(0))).toBe('report.element-changed')
    expect((await put(1, a)).status).toBe(403)
    expect(code(await agency.call('PUT', '/api/reports/catalogue/element/x', { seen: 0, retired: false, body }))).toBe(
      'report.element-fault',
    )
    expect((await design()).elements.find(e => e.body.code === 'patrol.rounds')).toMatchObject({
      version: 1,
      body: { nameVi: 'Lượt tuần tra đêm' },
      by: 'Thường trực',
    })
    const audit = await t.database.db.asSystem(tx =>
      tx.query(`select subject from audit_entries where command = 'report-element.keep'`),
    )
    expect(audit).toEqual([{ subject: 'report-element/patrol.rounds' }])
  })
})

describe('asked for besides the calendar', () => {
  let call = 0
  it('a daily form is due at 17:00 of each day of the event, until the office ends it', async () => {
    await publish(library('disaster-daily'))
    const daily = async (who: Person) =>
      ((await who.call('GET', '/api/reports/due')).body as ReportDue[])
        .filter(d => d.formCode === 'disaster-daily')
        .map(d => `${d.periodKey} ${d.dueAt}`)
    expect(await daily(a)).toEqual([])
    expect(
      code(
        await a.call('POST', '/api/reports', { form: 'disaster-daily', period: '2025-10-07', unitId: t.unit('20A') }),
      ),
    ).toBe('report.not-asked')
    const reply = await agency.call('POST', '/api/reports/calls', {
      form: 'disaster-daily',
      from: '2025-10-07',
      to: null,
      unitIds: [t.unit('20A')],
      dueAt: null,
      note: 'bão số 11',
    })
    expect(reply.status).toBe(200)
    call = (reply.body as { id: number }).id
    expect((await daily(a)).sort()).toEqual([
      '2025-10-07 2025-10-07T10:00:00.000Z',
      '2025-10-08 2025-10-08T10:00:00.000Z',
    ])
    expect(await daily(b)).toEqual([])
    expect(
      (await a.call('POST', '/api/reports', { form: 'disaster-daily', period: '2025-10-07', unitId: t.unit('20A') }))
        .status,
    ).toBe(200)
    const [listed] = (await a.call('GET', '/api/reports/calls')).body as ReportCall[]
    expect(listed).toMatchObject({ note: 'bão số 11', mayEnd: false, ended: false })
    expect((await a.call('POST', `/api/reports/calls/${call}/end`, {})).status).toBe(403)
    expect((await agency.call('POST', `/api/reports/calls/${call}/end`, {})).status).toBe(200)
    expect(code(await agency.call('POST', `/api/reports/calls/${call}/end`, {}))).toBe('report.call-ended')
  })
  it('a free period ("9 months") is asked once with a deadline of its own', async () => {
    await publish({ ...library('order-monthly'), code: 'chin-thang', period: 'free', asked: 'call' })
    const ask = (over: object) =>
      agency.call('POST', '/api/reports/calls', {
        form: 'chin-thang',
        from: '2025-01-01',
        to: '2025-09-30',
        unitIds: null,
        dueAt: '2025-10-10T17:00:00+07:00',
        note: '',
        ...over,
      })
    expect(code(await ask({ to: null }))).toBe('report.call-days')
    expect(code(await ask({ to: '2024-09-30' }))).toBe('report.call-days')
    expect(code(await ask({ form: 'scam-weekly' }))).toBe('report.call-days')
    expect((await ask({})).status).toBe(200)
    const due = ((await b.call('GET', '/api/reports/due')).body as ReportDue[]).find(d => d.formCode === 'chin-thang')
    expect(due).toMatchObject({
      periodKey: '2025-01-01_2025-09-30',
      periodLabel: '9 tháng đầu năm 2025',
      dueAt: '2025-10-10T10:00:00.000Z',
    })
  })
})

describe('figures the system knows', () => {
  it('are offered with their source to who fills, and typed by nobody', async () => {
    await t.database.db.asSystem(tx =>
      tx.query(
        `insert into tasks (run_id, kind, title, owner_id, lead_id, reach, due_at, state, state_at, state_by_name, created_at, created_by, created_by_name, done_at)
         select 0, 'ad-hoc', 'Việc ' || n, $1, $2, array[$1, $2]::int[], timestamptz '2025-09-20 00:00+07', case when n < 3 then 'done' else 'doing' end, now(), 'x', timestamptz '2025-09-16 08:00+07', $3, 'x',
           case when n < 3 then timestamptz '2025-09-18 08:00+07' end from generate_series(1, 3) n`,
        [t.unit('20'), t.unit('20A'), agency.userId],
      ),
    )
    const report = (await a.call('GET', `/api/reports/order-monthly/2025-M10/${t.unit('20A')}`)).body as ReportOut
    expect(report.known.map(k => `${k.element} ${k.value}`)).toEqual([
      'work.given 3',
      'work.done 2',
      'work.late 1',
      'work.warnings 0',
    ])
    expect(report.known[1]?.vi).toContain('nhiệm vụ đã xong trong kỳ (15/09/2025 – 14/10/2025)')
    expect(report.cells.some(c => c.element === 'work.done')).toBe(false)
  })
})

describe('in and out', () => {
  const values = (who: Person, body: unknown, query = '') => who.call('POST', `/api/dataValueSets${query}`, body)
  const set = { dataSet: 'scam-weekly', period: '2025W40', orgUnit: '20A' }
  const cells = async () =>
    ((await a.call('GET', `/api/reports/scam-weekly/2025-W40/${t.unit('20A')}`)).body as ReportOut).cells.map(
      c => `${c.element} ${c.value} v${c.version}`,
    )
  it('a data value set goes into the own report, says what was not taken, and writes nothing when tried first', async () => {
    const body = {
      ...set,
      dataValues: [
        { dataElement: 'scam.week.reports', value: '4' },
        { dataElement: 'gone', value: '1' },
      ],
    }
    const dry = (await values(a, body, '?dryRun=true')).body as ImportSummary
    expect(dry).toMatchObject({
      status: 'WARNING',
      importCount: { imported: 1, updated: 0, ignored: 1, deleted: 0 },
      rejectedIndexes: [1],
    })
    expect(dry.conflicts).toEqual([
      {
        object: 'gone',
        objects: { dataElement: 'gone' },
        value: 'Data element not found or not accessible: `gone`',
        errorCode: 'E7610',
        property: 'dataElement',
        indexes: [1],
      },
    ])
    expect(await cells()).toEqual([])
    await values(a, body)
    expect(await cells()).toEqual(['scam.week.reports 4 v1'])
    expect(
      (await values(a, { ...set, dataValues: [{ dataElement: 'scam.week.reports', value: 4 }] })).body,
    ).toMatchObject({ importCount: { imported: 0, ignored: 1 } })
    expect(
      (await values(a, { ...set, dataValues: [{ dataElement: 'scam.week.reports', value: 5 }] })).body,
    ).toMatchObject({ status: 'SUCCESS', importCount: { updated: 1 } })
    expect(
      (await values(b, { ...set, dataValues: [{ dataElement: 'scam.week.reports', value: 9 }] })).body,
    ).toMatchObject({ status: 'ERROR', conflicts: [{ errorCode: 'E7617' }] })
    expect((await values(a, { dataValues: [{ value: {} }] })).status).toBe(400)
  })
  it('CSV and ADX say the same', async () => {
    const csv =
      'dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment\nscam.week.damage,2025W40,20A,default,default,12.5,,,gộp\n'
    const text = (path: string, body: string, type: string) =>
      a.call('POST', `/api/dataValueSets/${path}`, body, { 'content-type': type })
    expect((await text('csv', csv, 'text/csv')).body).toMatchObject({ status: 'SUCCESS', importCount: { imported: 1 } })
    const adx = `<?xml version="1.0"?><adx xmlns="urn:ihe:qrph:adx:2015"><group dataSet="scam-weekly" orgUnit="20A" period="2025-09-29/P7D"><dataValue dataElement="scam.week.damage" value="13"/></group></adx>`
    expect((await text('adx', adx, 'application/adx+xml')).body).toMatchObject({
      status: 'SUCCESS',
      importCount: { updated: 1 },
    })
    expect(await cells()).toEqual(['scam.week.damage 13 v2', 'scam.week.reports 5 v2'])
    expect(code(await text('adx', '<!DOCTYPE x [<!ENTITY e "e">]><adx/>', 'application/xml'))).toBe(
      'exchange.unreadable',
    )
    expect(code(await text('csv', '"a', 'text/csv'))).toBe('exchange.unreadable')
  })
  it('a report that was sent takes nothing more; what was sent can be fetched in all three', async () => {
    const id = ((await a.call('GET', `/api/reports/scam-weekly/2025-W40/${t.unit('20A')}`)).body as ReportOut).id
    expect((await a.call('POST', `/api/reports/${id}/submit`, {})).status).toBe(200)
    expect(
      (await values(a, { ...set, dataValues: [{ dataElement: 'scam.week.reports', value: 6 }] })).body,
    ).toMatchObject({ conflicts: [{ errorCode: 'E7642' }] })
    const url = (format: string) =>
      `/api/dataValueSets?form=scam-weekly&period=2025-W40&unit=${t.unit('20A')}&format=${format}`
    expect((await agency.call('GET', url('json'))).body).toMatchObject({
      dataSet: 'scam-weekly',
      dataValues: [
        { dataElement: 'scam.week.reports', value: '5', period: '2025W40', orgUnit: '20A' },
        { value: '13' },
      ],
    })
    expect((await agency.call('GET', url('csv'))).raw.toString()).toContain(
      '"scam.week.damage","2025W40","20A","default","","13"',
    )
    expect((await agency.call('GET', url('adx'))).raw.toString()).toContain(
      '<group dataSet="scam-weekly" orgUnit="20A" period="2025-09-29/P7D">',
    )
  })
  it('the report as an Excel file comes back cell by cell; what cannot be read is named by its row', async () => {
    const path = `/api/reports/anptt-six-month/2025-H2/${t.unit('20A')}`
    const file = await a.call('GET', `${path}/sheet.xlsx`)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.raw as never)
    const sheet = book.worksheets[0]!
    const row = (c: string) => sheet.getRows(4, 20)!.find(r => r.getCell(1).value === c)!
    row('fire.cases').getCell(5).value = 2
    row('fire.damage').getCell(5).value = '35,5'
    row('animal.culled').getCell(5).value = 'K'
    row('animal.culled').getCell(6).value = 'không chăn nuôi'
    row('scam.cases').getCell(5).value = 'ba'
    row('health.cases').getCell(1).value = 'health.khac'
    const { body, headers } = upload(Buffer.from(await book.xlsx.writeBuffer()))
    const read = (await a.call('POST', `${path}/sheet`, body, headers)).body as {
      cells: { element: string; value: number | null; notApplicable: boolean; reason: string | null }[]
      faults: { row: number; column: string; vi: string }[]
    }
    const cell = (c: string) => read.cells.find(x => x.element === c)
    expect([cell('fire.cases')?.value, cell('fire.damage')?.value, cell('order.people')?.value]).toEqual([
      2,
      35.5,
      null,
    ])
    expect(cell('animal.culled')).toEqual({
      element: 'animal.culled',
      value: null,
      notApplicable: true,
      reason: 'không chăn nuôi',
    })
    expect(read.faults.map(f => `${f.column}: ${f.vi}`)).toEqual([
      'Kỳ này: không đọc được số "ba"',
      'Mã chỉ tiêu: biểu mẫu không có mã "health.khac"',
    ])
    // nothing was saved: the page shows the figures first
    expect(((await a.call('GET', path)).body as ReportOut).id).toBeNull()
  })
})
