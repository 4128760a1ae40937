import type { HouseholdList, HouseholdOpened, HouseholdRisk, SheetResult, ShelterList } from '@tusom/contract'
import { type HouseholdColumn, householdColumns, shelterColumns, type SheetCell } from '@tusom/domain'
import { erasePastDue, publicShelters } from '@tusom/store'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildHost, buildHouseholds, buildShelter } from '../../testing/households.testing.ts'
import { sheetFile, sheetText, upload } from '../../testing/sheet-file.testing.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let officer: Person
let head: Person
let province: Person
let department: Person
let sibling: Person
let ids: Map<string, number>
beforeAll(async () => {
  t = await createTestApp()
  officer = await t.person('commune-officer', '20A')
  head = await t.person('hamlet-head', '20A-T01')
  province = await t.person('duty-officer', '20')
  department = await t.person('department-officer', '20-NN')
  sibling = await t.person('commune-officer', '20B')
  await buildHost(t, '20A-T01')
  ids = await buildHouseholds(t, [
    { code: 'A1', hamlet: '20A-T01', vulnerable: { bedridden: 1 } },
    {
      code: 'A2',
      hamlet: '20A-T02',
      headName: 'Lý Quang Đạt',
      phone: '0900011111',
      alternate: null,
      hazards: ['landslide'],
      floodGroup: null,
    },
    { code: 'B1', hamlet: '20B-T01', headName: 'Bế Thị Sen', people: 2 },
  ])
})
afterAll(() => t.close())

const list = async (who: Person, unit: string, query = '', headers = {}) => {
  const r = await who.call('GET', `/api/households?unitId=${t.unit(unit)}${query}`, undefined, headers)
  return { status: r.status, body: r.body as HouseholdList, code: (r.body as { error?: { code: string } }).error?.code }
}
const reads = () =>
  t.database.db.asSystem(tx =>
    tx.query<{ user_id: number; subject: string; records: number; purpose: string }>(
      'select user_id, subject, records, purpose from personal_reads order by id',
    ),
  )

describe('GET /api/households', () => {
  it('401 without a session, 400 without a unit, 403 for a department, a sibling commune, another hamlet', async () => {
    expect((await t.app.inject({ url: '/api/households?unitId=1' })).statusCode).toBe(401)
    expect((await officer.call('GET', '/api/households')).status).toBe(400)
    expect((await list(department, '20A')).code).toBe('rights.role')
    expect((await list(sibling, '20A')).code).toBe('rights.reach')
    expect((await list(head, '20A-T02')).code).toBe('rights.reach')
    expect((await list(head, '20A')).code).toBe('rights.reach')
  })
  it('shows names to the commune and the hamlet head, and notes the reading once while the page renews itself', async () => {
    const before = (await reads()).length
    const { body } = await list(officer, '20A')
    expect(body.households.map(h => `${h.code} ${h.label} ${h.phone}`)).toEqual([
      'A1 Bà Hoàng Thị Lan 0900012345',
      'A2 Bà Lý Quang Đạt 0900011111',
    ])
    expect(body.hosts[0]).toMatchObject({ label: 'Ông Vi Văn Khoa', phone: '0900099999' })
    await list(officer, '20A')
    expect((await reads()).slice(before)).toEqual([
      {
        user_id: officer.userId,
        subject: `households/unit/${t.unit('20A')}`,
        records: 2,
        purpose: 'xem sổ hộ nguy cơ',
      },
    ])
    expect((await list(head, '20A-T01')).body.households.map(h => h.label)).toEqual(['Bà Hoàng Thị Lan'])
  })
  it('shows codes to the province, and notes nothing because nobody was named', async () => {
    const before = (await reads()).length
    const { body } = await list(province, '20A')
    expect(body.named).toBe(false)
    expect(body.households.map(h => [h.label, h.phone])).toEqual([
      ['Hộ A1', null],
      ['Hộ A2', null],
    ])
    expect(JSON.stringify(body)).not.toMatch(/Lan|Khoa|09000/)
    expect((await reads()).length).toBe(before)
  })
  it('finds a name without marks and a telephone, for those who may see them only', async () => {
    expect((await list(officer, '20A', '&find=ly%20dat')).body.households.map(h => h.code)).toEqual(['A2'])
    expect((await list(officer, '20A', '&find=0900%20012%20345')).body.households.map(h => h.code)).toEqual(['A1'])
    expect((await list(officer, '20A', '&find=nguyen')).body.households).toEqual([])
    expect((await list(province, '20A', '&find=ly%20dat')).body.households.length).toBe(2)
  })
  it('in an exercise nobody is named, not even by the commune', async () => {
    const leader = await t.person('leader', '20')
    const made = await leader.call('POST', '/api/runs', { name: 'DT', clockAt: '2026-01-01T00:00:00+07:00', speed: 1 })
    const run = String((made.body as { id: number }).id)
    const { body } = await list(officer, '20A', '', { 'x-run': run })
    expect(body.households.map(h => h.label)).toEqual(['Hộ A1', 'Hộ A2'])
    const opened = await officer.call(
      'POST',
      `/api/households/${ids.get('A1')}/open`,
      { reason: 'kiểm tra thông tin hộ' },
      { 'x-run': run },
    )
    expect((opened.body as { error: { code: string } }).error.code).toBe('household.exercise')
  })
})

describe('POST /api/households/:id/open', () => {
  const open = (who: Person, code: string, reason: string) =>
    who.call('POST', `/api/households/${ids.get(code)}/open`, { reason })
  it('403 for a department, 404 outside the reach, 422 without a reason', async () => {
    expect((await open(department, 'A1', 'cần gọi điện ngay')).status).toBe(403)
    expect((await open(sibling, 'A1', 'cần gọi điện ngay')).status).toBe(404)
    expect((await open(province, 'A1', 'xem')).status).toBe(422)
  })
  it('the province sees one household with a reason; the reason is kept and the audit entry names nobody', async () => {
    const { body, status } = await open(province, 'A1', 'Người dân gọi 112 xin cứu, xã không liên lạc được')
    expect(status).toBe(200)
    expect(body as HouseholdOpened).toMatchObject({
      household: { label: 'Bà Hoàng Thị Lan', phone: '0900012345' },
      alternate: { name: 'Nông Văn Bảo' },
      point: { lat: 21.501, lon: 106.401 },
      note: 'Nhà cuối ngõ Suối Cạn',
      grounds: { legalBasis: '19.1c', deleteAfter: '2028-12-31' },
    })
    expect((await reads()).at(-1)).toMatchObject({
      user_id: province.userId,
      records: 1,
      purpose: expect.stringContaining('112'),
    })
    const audit = await t.database.db.asSystem(tx =>
      tx.one<{ body: string }>(`select body from audit_entries order by seq desc limit 1`),
    )
    expect(audit.body).toContain('households.open')
    expect(audit.body).not.toMatch(/Lan|09000|112/)
  })
})

describe('rights and secrets in the database itself', () => {
  const seen = (unit: string, watch: string[] = []) =>
    t.database.db.as({ userId: 1, units: [t.unit(unit)], watch: watch.map(t.unit), runId: 0 }, async tx => [
      ...(await tx.query<{ code: string }>('select code from households order by code')).map(r => r.code),
      ...(await tx.query<{ code: string }>('select code from host_households')).map(r => r.code),
    ])
  it('row-level security shows a hamlet its own, a watcher none', async () => {
    expect(await seen('20A-T01')).toEqual(['A1', 'N1'])
    expect(await seen('20B-T01')).toEqual(['B1'])
    expect(await seen('20-NN', ['20', '20A', '20A-T01', '20A-T02'])).toEqual([])
    await expect(
      t.database.db.as({ userId: 1, units: [t.unit('20B'), t.unit('20B-T01')], watch: [], runId: 0 }, tx =>
        tx.query('update households set hamlet_id = $1', [t.unit('20A-T01')]),
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(t.database.db.asPublic(0, tx => tx.query('select * from households'))).rejects.toThrow(
      /permission denied/,
    )
    await expect(t.database.db.asPublic(0, tx => tx.query('select updated_by from shelters'))).rejects.toThrow(
      /permission denied/,
    )
  })
  it('no name, telephone, point or note stands in the bytes of any table', async () => {
    const dump = await t.database.db.asSystem(async tx => {
      const parts: string[] = []
      for (const table of ['households', 'host_households', 'personal_reads', 'audit_entries'])
        for (const r of await tx.query<{ row: string }>(`select t::text as row from ${table} t`)) parts.push(r.row)
      return parts.join('\n')
    })
    const bytes = Buffer.from(dump).toString('latin1')
    const hex = dump.toLowerCase()
    for (const secret of [
      'Hoàng Thị Lan',
      'Vi Văn Khoa',
      '0900012345',
      '0900054321',
      '21.501',
      'Suối Cạn',
      'Nông Văn Bảo',
    ]) {
      expect(bytes).not.toContain(Buffer.from(secret).toString('latin1'))
      expect(hex).not.toContain(Buffer.from(secret).toString('hex'))
    }
    expect(dump).toContain('A1')
  })
  it('personal data is erased on its day, the count stays out of the register', async () => {
    const { db } = t.database
    const made = await buildHouseholds(t, [{ code: 'OLD', hamlet: '20C-T01', headName: 'Chu Văn Cũ' }])
    expect(await db.asSystem(tx => erasePastDue(tx, '2028-12-31', new Date()))).toEqual({ households: 0, hosts: 0 })
    await db.asSystem(tx => tx.query(`update households set delete_after = '2025-01-01' where code = 'OLD'`))
    expect(await db.asSystem(tx => erasePastDue(tx, '2025-01-02', new Date()))).toEqual({ households: 1, hosts: 0 })
    const row = await db.asSystem(tx =>
      tx.one(
        `select name_sealed, phone_sealed, point_sealed, alternate_sealed, note_sealed, name_words, active from households where id = $1`,
        [made.get('OLD')],
      ),
    )
    expect(row).toEqual({
      name_sealed: null,
      phone_sealed: null,
      point_sealed: null,
      alternate_sealed: null,
      note_sealed: null,
      name_words: [],
      active: false,
    })
  })
  it('the book of reads cannot be changed', async () => {
    await expect(t.database.db.asSystem(tx => tx.query(`update personal_reads set purpose = 'x'`))).rejects.toThrow(
      /append-only/,
    )
  })
})

describe('GET /api/households/risk', () => {
  const risk = (who: Person, units: string) =>
    who.call('GET', `/api/households/risk?unitIds=${units.split(',').map(t.unit).join(',')}`)
  it('403 for who neither holds nor watches, 400 for nonsense', async () => {
    expect((await risk(sibling, '20A')).status).toBe(403)
    expect((await officer.call('GET', '/api/households/risk?unitIds=x')).status).toBe(400)
  })
  it('gives a department counts and nothing else', async () => {
    const { body, status } = await risk(department, '20A,20B')
    expect(status).toBe(200)
    const r = body as HouseholdRisk
    expect(r.units.map(u => [u.unitName, u.households, u.people, u.transportHouseholds])).toEqual([
      ['Xã A', 2, 8, 1],
      ['Xã B', 1, 2, 0],
    ])
    expect(r.total).toMatchObject({
      households: 3,
      people: 10,
      floodHouseholds: 2,
      landslideHouseholds: 1,
      vulnerable: { bedridden: 1 },
    })
    expect(JSON.stringify(body)).not.toMatch(/A1|Lan|label/)
  })
})

const good: Partial<Record<HouseholdColumn, SheetCell>> = {
  code: 'X1',
  hamlet: 'A1',
  headTitle: 'Ông',
  headName: 'Đàm Văn Phúc',
  phone: 912345678,
  people: 4,
  atHome: 3,
  away: 1,
  elderly: 1,
  houseType: 'Kiên cố',
  flood: 'x',
  floodGroup: 1,
  lat: '21,51',
  lon: 106.41,
}
async function send(who: Person, url: string, file: Buffer) {
  const { body, headers } = upload(file)
  return who.call('POST', url, body, headers)
}

describe('POST /api/households/import', () => {
  const url = (unit = '20A', save = false) => `/api/households/import?unitId=${t.unit(unit)}&save=${save}`
  const rows = [
    good,
    { ...good, code: 'X2', hamlet: 'Thôn Không Có', people: 4, atHome: 4 },
    { ...good, code: 'X3', elderly: 5, people: 4 },
    { ...good, code: 'x1' },
    { ...good, code: 'X4', houseType: 'lều', people: 'bốn' },
    { ...good, code: 'X5', people: 10, atHome: 9 },
    { ...good, code: 'X6', flood: null, floodGroup: null },
    { ...good, code: 'X7', shelter: 'KHONG' },
  ]
  it('403 for a hamlet head and a sibling, 422 for what is no workbook', async () => {
    const file = await sheetFile(householdColumns, [good])
    expect((await send(head, url(), file)).status).toBe(403)
    expect((await send(sibling, url(), file)).status).toBe(403)
    expect((await send(officer, url(), Buffer.from('code;hamlet'))).body).toMatchObject({
      error: { code: 'sheet.not-xlsx' },
    })
    expect(
      (await send(officer, url(), await sheetFile([{ key: 'a', vi: 'Cột lạ', en: 'x' }], [{ a: 1 }]))).body,
    ).toMatchObject({ error: { code: 'sheet.no-header' } })
    expect((await officer.call('POST', url(), {})).body).toMatchObject({ error: { code: 'sheet.missing' } })
  })
  it('refuses a bomb before unpacking it', async () => {
    const zeros = deflateRawSync(Buffer.alloc(120 * 1024 * 1024))
    expect((await send(officer, url(), zip('xl/worksheets/sheet1.xml', zeros, 1000))).body).toMatchObject({
      error: { code: 'sheet.too-large' },
    })
  })
  it('names each fault by row and column, keeps the good rows, saves nothing before it is told to', async () => {
    const file = await sheetFile(householdColumns, rows, [['Tổng cộng', null, null, null, null, null, null, null, 99]])
    const { body, status } = await send(officer, url(), file)
    expect(status).toBe(200)
    const r = body as SheetResult
    expect([r.rows, r.good, r.bad, r.saved]).toEqual([8, 2, 6, false])
    expect(r.faults.map(f => `${f.row} ${f.column}: ${f.vi}`)).toEqual([
      '3 Thôn: không có thôn "Thôn Không Có" trong xã này',
      '3 Số khẩu: 4 khác Thường ở nhà 4 + Thường vắng 1 = 5',
      '4 Người cao tuổi: 5 nhiều hơn số khẩu 4',
      '5 Mã hộ: "x1" trùng với dòng 2',
      '6 Số khẩu: "bốn" không phải là số',
      '6 Loại nhà: "lều" không có trong: kiên cố, bán kiên cố, thiếu kiên cố, đơn sơ',
      '8 Vùng lũ: phải đánh dấu Vùng lũ hoặc Vùng sạt lở',
      '9 Mã điểm sơ tán: không có mã "KHONG" trong xã',
    ])
    expect(r.warnings.map(f => `${f.row} ${f.column}`)).toEqual(['7 Số khẩu'])
    expect((await list(officer, '20A')).body.households.length).toBe(2)
  })
  it('gives the bad rows back as a sheet with the faults in a last column', async () => {
    const r = await send(
      officer,
      `/api/households/import/bad-rows?unitId=${t.unit('20A')}`,
      await sheetFile(householdColumns, rows),
    )
    const text = await sheetText(r.raw)
    expect(text.length).toBe(7)
    expect(text[0]?.at(-1)).toBe('Lỗi')
    expect(text[1]?.[0]).toBe('X2')
    expect(text[1]?.at(-1)).toContain('Thôn: không có thôn')
  })
  it('saves the good rows, and a second time changes them instead of doubling', async () => {
    const file = await sheetFile(householdColumns, rows)
    expect((await send(officer, url('20A', true), file)).body).toMatchObject({ saved: true, added: 2, changed: 0 })
    expect((await send(officer, url('20A', true), file)).body).toMatchObject({ saved: true, added: 0, changed: 2 })
    const { body } = await list(officer, '20A')
    expect(body.households.find(h => h.code === 'X1')).toMatchObject({
      label: 'Ông Đàm Văn Phúc',
      phone: '0912345678',
      people: 4,
    })
    const audit = await t.database.db.asSystem(tx =>
      tx.one<{ body: string }>(`select body from audit_entries order by seq desc limit 1`),
    )
    expect(audit.body).toContain('households.import')
    expect(audit.body).not.toContain('Phúc')
  })
  it('compares with the total row of the sheet', async () => {
    const file = await sheetFile(householdColumns, [good], [['Tổng cộng', null, null, null, null, null, null, null, 9]])
    expect(((await send(officer, url(), file)).body as SheetResult).warnings.map(w => w.vi)).toEqual([
      'dòng tổng ghi 9 nhưng cộng các dòng được 4',
    ])
  })
  it('the template is read back by the importer, its example row is whole', async () => {
    const template = await officer.call('GET', `/api/households/template?unitId=${t.unit('20A')}`)
    // untouched it holds nobody; its example under a code of its own is a good row
    expect((await send(officer, url(), template.raw)).body).toMatchObject({ error: { code: 'sheet.empty' } })
    const example = (await sheetText(template.raw))[1] ?? []
    const rows = householdColumns.map((c, i) => [c.key, i === 0 ? 'H7' : example[i] || null] as const)
    const r = (await send(officer, url(), await sheetFile(householdColumns, [Object.fromEntries(rows)])))
      .body as SheetResult
    expect([r.rows, r.good, r.faults]).toEqual([1, 1, []])
  })
  it('households taken off the register are erased at once', async () => {
    const made = await buildHouseholds(t, [{ code: 'GONE', hamlet: '20A-T02' }])
    const id = made.get('GONE')
    expect((await head.call('DELETE', `/api/households/${id}`)).status).toBe(403)
    expect((await sibling.call('DELETE', `/api/households/${id}`)).status).toBe(404)
    expect((await officer.call('DELETE', `/api/households/${id}`)).status).toBe(200)
    expect(
      (await t.database.db.asSystem(tx => tx.one('select name_sealed from households where id = $1', [id])))
        .name_sealed,
    ).toBe(null)
  })
})

describe('shelters', () => {
  it('are imported with their faults, shown to watchers, and to the public without anything personal', async () => {
    const file = await sheetFile(shelterColumns, [
      {
        code: 'S1',
        name: 'Trường THCS A',
        kind: 'trường học',
        capacity: 120,
        lat: 21.5,
        lon: 106.4,
        safeFlood: 'x',
        water: 'x',
      },
      { code: 'S2', name: 'Nhà văn hóa', capacity: 0, safeFlood: 'x' },
      { code: 'S3', name: 'Trạm xá', capacity: 40 },
    ])
    const url = `/api/shelters/import?unitId=${t.unit('20A')}&save=true`
    expect((await send(department, url, file)).status).toBe(403)
    const r = (await send(officer, url, file)).body as SheetResult
    expect(r.faults.map(f => `${f.row} ${f.column}: ${f.vi}`)).toEqual([
      '3 Sức chứa (người): phải từ 1 người trở lên',
      '4 An toàn khi lũ: phải đánh dấu an toàn với ít nhất một thiên tai',
    ])
    expect(r).toMatchObject({ saved: true, added: 1 })
    const shown = await department.call('GET', `/api/shelters?unitId=${t.unit('20A')}`)
    expect((shown.body as ShelterList).shelters.map(s => [s.name, s.capacity, s.there])).toEqual([
      ['Trường THCS A', 120, 0],
    ])
    expect((await sibling.call('GET', `/api/shelters?unitId=${t.unit('20A')}`)).status).toBe(403)
    const open = await t.database.db.asPublic(0, tx => publicShelters(tx, t.unit('20A')))
    expect(open.map(s => [s.name, s.placesLeft])).toEqual([['Trường THCS A', 120]])
  })
  it('a closed shelter leaves the public list', async () => {
    const id = await buildShelter(t, '20B', { code: 'Z' })
    const close = (who: Person) => who.call('POST', `/api/shelters/${id}/active`, { active: false })
    expect((await close(officer)).status).toBe(404)
    expect((await close(sibling)).status).toBe(200)
    expect(await t.database.db.asPublic(0, tx => publicShelters(tx, t.unit('20B')))).toEqual([])
  })
})

/** A zip with one deflated entry whose declared size lies. */
function zip(name: string, packed: Buffer, declared: number): Buffer {
  const n = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(declared, 22)
  local.writeUInt16LE(n.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(declared, 24)
  central.writeUInt16LE(n.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + n.length, 12)
  end.writeUInt32LE(30 + n.length + packed.length, 16)
  return Buffer.concat([local, n, packed, central, n, end])
}
