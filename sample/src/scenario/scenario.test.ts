import { expect, it } from 'vitest'
import { communeUnits, units } from '../units/units.ts'
import { floodLandslideScenario as scenario } from './flood-landslide.ts'
import { type FunctionCode, functions, unitsFor } from './functions.ts'

it('has unique steps in the order of its phases, each for hazards and levels that exist', () => {
  const codes = scenario.steps.map(s => s.code)
  expect(new Set(codes).size).toBe(codes.length)
  const order = scenario.phases.map(p => p.code)
  const phases = scenario.steps.map(s => order.indexOf(s.phase))
  expect(phases).toEqual([...phases].sort((a, b) => a - b))
  expect(new Set(phases).size).toBe(4)
  for (const s of scenario.steps) {
    expect(s.hazards.length).toBeGreaterThan(0)
    expect(s.level.from).toBeGreaterThanOrEqual(1)
    expect(s.level.to).toBeLessThanOrEqual(5)
    expect(s.level.from).toBeLessThanOrEqual(s.level.to)
    expect(s.cooperating).not.toContain(s.lead)
  }
})

it('names only functions of the table, and every function finds its units in every commune', () => {
  const known = new Set(functions.map(f => f.code))
  const codes = new Set(units.map(u => u.code))
  expect(known.size).toBe(functions.length)
  for (const s of scenario.steps) for (const f of [s.lead, ...s.cooperating]) expect(known.has(f), f).toBe(true)
  for (const f of functions)
    for (const c of communeUnits) {
      const carriers = unitsFor(f.code, c.code)
      expect(carriers.length).toBeGreaterThan(0)
      for (const u of carriers) expect(codes.has(u), `${f.code} → ${u}`).toBe(true)
    }
  expect(codes.has(scenario.ownerUnitCode)).toBe(true)
})

it('finds the commune, its shock team, its hamlets and the bodies of the province', () => {
  expect(unitsFor('commune.police', '06385')).toEqual(['06385'])
  expect(unitsFor('commune.force', '06385')).toEqual(['06385-XK'])
  expect(unitsFor('hamlet.head', '06385')[0]).toBe('06385-T01')
  expect(unitsFor('dept.agri-env', '06385')).toEqual(['20-NNMT'])
  expect(() => unitsFor('commune.chair', '99999')).toThrow('not a commune')
  expect(() => unitsFor('nobody' as FunctionCode, '06385')).toThrow('no function')
})

it('has clocks with real times, and a source text for every step', () => {
  for (const s of scenario.steps) {
    if (s.clock.kind === 'before-time' || s.clock.kind === 'daily-before')
      expect(s.clock.time).toMatch(/^[0-2]\d:[0-5]\d$/)
    else if (s.clock.kind === 'before-season') expect(s.clock.monthDay).toMatch(/^(0[1-9]|1[0-2])-[0-3]\d$/)
    else expect(s.clock.minutes).toBeGreaterThan(0)
    expect(s.source.text.length).toBeGreaterThan(10)
    expect(s.source.status === 'sourced' || s.source.status === 'proposal').toBe(true)
  }
  expect(scenario.steps.filter(s => s.source.status === 'sourced').length).toBeGreaterThanOrEqual(8)
})
