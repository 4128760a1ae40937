import type { IndicatorSet, KeyAreaFiled, KeyAreaMatrix } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let agriculture: Person
let commune: Person
let hamlet: Person
beforeAll(async () => {
  t = await createTestApp()
  // 20-NN watches the province by mandate
  agriculture = await t.person('department-officer', '20-NN')
  commune = await t.person('standing-agency', '20A')
  hamlet = await t.person('hamlet-head', '20A-T01')
})
afterAll(() => t.close())
const area = (code: string, units: string[], over: Record<string, unknown> = {}) => ({
  code,
  name: `Địa bàn ${code}`,
  communeIds: units.map(t.unit),
  fields: ['water', 'energy'],
  why: 'Ngập khi sông dâng',
  source: 'KH thử',
  ...over,
})
const said = (r: { status: number; body: never }) => [
  r.status,
  (r.body as { error?: { code: string } }).error?.code ?? null,
]
const matrix = async (who: Person) => (await who.call('GET', '/api/key-areas')).body as KeyAreaMatrix

describe('key areas', () => {
  it('refused: no session, a role that enters none, a commune that is not watched, another province, a field that is none', async () => {
    for (const url of ['/api/key-areas', '/api/indicators'])
      expect((await t.app.inject({ method: 'GET', url })).statusCode).toBe(401)
    expect(said(await hamlet.call('POST', '/api/key-areas', area('H', ['20A'])))).toEqual([403, 'rights.role'])
    expect(said(await commune.call('POST', '/api/key-areas', area('N', ['20A', '20B'])))).toEqual([403, 'rights.reach'])
    expect(said(await agriculture.call('POST', '/api/key-areas', area('P', ['19A'])))).toEqual([403, 'rights.reach'])
    expect(said(await agriculture.call('POST', '/api/key-areas', area('D', ['20-YT'])))).toEqual([
      422,
      'key-area.communes',
    ])
    const gold = await agriculture.call('POST', '/api/key-areas', area('G', ['20A'], { fields: ['gold'] }))
    expect(gold.status).toBe(400)
    expect((await matrix(agriculture)).areas).toEqual([])
  })
  it('a department enters an area of two communes; only it changes it; both communes see it, a third does not', async () => {
    const made = await agriculture.call('POST', '/api/key-areas', area('K1', ['20A', '20B']))
    expect(made.status).toBe(200)
    const { id } = made.body as { id: number }
    expect(said(await agriculture.call('POST', '/api/key-areas', area('K1', ['20A'])))).toEqual([
      409,
      'key-area.code-taken',
    ])
    const { code: _, ...change } = area('K1', ['20A'], { name: 'Bãi bồi' })
    expect(said(await commune.call('PUT', `/api/key-areas/${id}`, change))).toEqual([403, 'rights.reach'])
    const other = await t.person('commune-officer', '20C')
    expect((await matrix(other)).areas).toEqual([])
    expect((await matrix(commune)).areas.map(a => [a.code, a.mayChange])).toEqual([['K1', false]])
    expect((await agriculture.call('PUT', `/api/key-areas/${id}`, change)).status).toBe(200)
    expect((await matrix(agriculture)).areas[0]).toMatchObject({ name: 'Bãi bồi', mayChange: true })
  })
  it('the gauge that never spoke is named as silent; with a reading the field is watched; energy is watched by nothing', async () => {
    const cell = async (field: string) =>
      (await matrix(agriculture)).areas[0]?.cells.find(c => c.field === field) as KeyAreaMatrix['areas'][0]['cells'][0]
    expect(await cell('water')).toMatchObject({ state: 'silent', series: [{ station: 'GAUGE-A', silent: true }] })
    const duty = await t.person('duty-officer', '20')
    const readings = [{ station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T02:30:00+07:00', value: 12 }]
    expect((await duty.call('POST', '/api/observations', { readings })).status).toBe(200)
    expect((await cell('water')).state).toBe('watched')
    expect(await cell('energy')).toMatchObject({ state: 'nothing', series: [], named: true })
    const { coverage } = await matrix(agriculture)
    expect(coverage.all).toMatchObject({ areas: 2, watched: 1, nothing: 1, percent: 50 })
    expect(coverage.fields.find(f => f.field === 'energy')?.percent).toBe(0)
  })
  it('from CSV: what lies outside the reach is left out by its line, the rest is kept; a file without head is refused', async () => {
    const file =
      'mã,tên,xã,lĩnh vực,lý do\nC1,Dốc sau chợ,Xã A,geology,Có vết nứt\nC2,Khác,Xã C,health,Nhiều khách qua lại\n'
    const { added, faults } = (await commune.call('POST', '/api/key-areas/import', { text: file })).body as KeyAreaFiled
    expect([added, faults.map(f => [f.line, f.en])]).toEqual([1, [[3, 'C is outside your reach']]])
    expect(said(await commune.call('POST', '/api/key-areas/import', { text: 'x,y\n1,2' }))).toEqual([
      422,
      'key-area.file',
    ])
    expect(said(await hamlet.call('POST', '/api/key-areas/import', { text: file }))).toEqual([403, 'rights.role'])
  })
  it('one that is no key area any more is gone from the matrix and its code is free again', async () => {
    const { areas } = await matrix(agriculture)
    const id = areas.find(a => a.code === 'K1')?.id
    expect((await agriculture.call('DELETE', `/api/key-areas/${id}`)).status).toBe(200)
    expect((await agriculture.call('DELETE', `/api/key-areas/${id}`)).status).toBe(404)
    expect((await agriculture.call('POST', '/api/key-areas', area('K1', ['20A']))).status).toBe(200)
  })
  it('a register is not changed in an exercise', async () => {
    const lead = await t.person('leader', '20')
    const run = (
      await lead.call('POST', '/api/runs', { name: 'Diễn tập', clockAt: '2025-10-08T03:00:00+07:00', speed: 1 })
    ).body as { id: number }
    const reply = await agriculture.call('POST', '/api/key-areas', area('X', ['20A']), { 'x-run': String(run.id) })
    expect(said(reply)).toEqual([409, 'run.actual-only'])
  })
})

describe('the indicator set', () => {
  it('counts the series of the province and says where nothing measures', async () => {
    const { rows, communes, province } = (await commune.call('GET', '/api/indicators')).body as IndicatorSet
    expect([province, communes]).toEqual(['Tỉnh Thử', 3])
    expect(rows.find(r => r.kind === 'stage')).toMatchObject({ series: 1, communes: 1, silent: 0, status: 'law' })
    expect(rows.find(r => r.kind === 'rain')).toMatchObject({ series: 1, silent: 1, newestAt: null })
    expect(rows.find(r => r.kind === 'groundwater-level')).toMatchObject({ series: 0, status: 'proposal' })
  })
})
