import type { CommuneLevels } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
let commune: Person
beforeAll(async () => {
  t = await createTestApp('2025-10-12T00:00:00+07:00')
  duty = await t.person('duty-officer', '20')
  commune = await t.person('commune-officer', '20B')
})
afterAll(() => t.close())
const url = () => `/api/levels/${t.unit('20A')}`
const glance = async (who = duty) => (await who.call('GET', url())).body as CommuneLevels
const send = async (hours: number, stage: (h: number) => number, rain: (h: number) => number) => {
  const start = Date.parse('2025-10-12T00:00:00+07:00') - hours * 3_600_000
  const readings = Array.from({ length: hours }, (_, h) => {
    const at = new Date(start + h * 3_600_000).toISOString()
    return [
      { station: 'GAUGE-A', indicator: 'water_level', at, value: Math.round(stage(h) * 100) / 100 },
      { station: 'GAUGE-A', indicator: 'rain', at, value: rain(h) },
    ]
  }).flat()
  expect((await duty.call('POST', '/api/observations', { readings })).status).toBe(200)
}

describe('one commune at a glance', () => {
  it('401, 403 for a neighbour, 404 for no unit', async () => {
    expect((await t.app.inject({ method: 'GET', url: url() })).statusCode).toBe(401)
    expect((await commune.call('GET', url())).status).toBe(403)
    expect((await duty.call('GET', '/api/levels/999999')).status).toBe(404)
  })
  it('every hazard of every pack stands there, watched or not; calm is said by nobody where nothing watches', async () => {
    const { hazards, compound, water } = await glance()
    expect(hazards.length).toBeGreaterThan(25)
    expect(hazards.filter(h => h.scale === null)).toHaveLength(15)
    expect(hazards.find(h => h.hazard === 'flood')).toMatchObject({
      watched: 1,
      silent: 1,
      suggested: null,
      sample: true,
    })
    expect(hazards.find(h => h.hazard === 'storm')).toMatchObject({ watched: 0, now: null, sample: false })
    expect(compound).toBeNull()
    expect(water).toEqual([])
  })
  it('raising needs two hazards', async () => {
    const one = await duty.call('POST', `${url()}/raise`, { by: 2, reason: 'Nguy cơ thiệt hại nghiêm trọng về người' })
    expect([one.status, (one.body as { error: { code: string } }).error.code]).toEqual([409, 'level-raise.one-hazard'])
  })
  it('with readings: both levels, the water of the next day with its intervals, one step up suggested', async () => {
    await send(
      360,
      h => 16.2 + 2.4 * Math.sin(h / 19),
      h => (h >= 336 ? 6 : 0),
    )
    const { hazards, compound, water } = await glance()
    expect(hazards.find(h => h.hazard === 'flash-flood-landslide')?.suggested?.level).toBe(2)
    const flood = hazards.find(h => h.hazard === 'flood')?.suggested?.level ?? 0
    const gauge = water[0] as CommuneLevels['water'][number]
    expect(gauge.points).toHaveLength(24)
    for (const p of gauge.points) {
      expect(p.low95 as number).toBeLessThanOrEqual(p.low80 as number)
      expect(p.low80 as number).toBeLessThanOrEqual(p.high80 as number)
      expect(p.high80 as number).toBeLessThanOrEqual(p.high95 as number)
    }
    // further ahead is never more certain
    const width = (i: number) => (gauge.points[i]?.high95 as number) - (gauge.points[i]?.low95 as number)
    expect(width(23)).toBeGreaterThan(width(0))
    expect(compound).toMatchObject({ base: Math.max(2, flood), decided: null })
  })
  it('an officer raises by two with a reason; a second decision takes the place of the first; it can be taken back', async () => {
    expect((await duty.call('POST', `${url()}/raise`, { by: 2, reason: 'ngắn' })).status).toBe(400)
    expect(
      (await duty.call('POST', `${url()}/raise`, { by: 3, reason: 'Nguy cơ thiệt hại nghiêm trọng' })).status,
    ).toBe(400)
    await duty.call('POST', `${url()}/raise`, { by: 1, reason: 'Lũ và sạt lở cùng lúc' })
    await duty.call('POST', `${url()}/raise`, { by: 2, reason: 'Đe dọa nghiêm trọng tính mạng người dân' })
    const { compound } = await glance()
    expect(compound?.decided).toMatchObject({
      by: 2,
      level: compound?.most,
      reason: 'Đe dọa nghiêm trọng tính mạng người dân',
    })
    expect((await duty.call('DELETE', `${url()}/raise`)).status).toBe(200)
    expect((await duty.call('DELETE', `${url()}/raise`)).status).toBe(404)
    expect((await glance()).compound?.decided).toBeNull()
    const said = await t.database.db.asSystem(tx =>
      tx.query<{ body: string }>(`select body from audit_entries where body like '%levels.raise%' order by seq`),
    )
    expect(said).toHaveLength(3)
  })
})
