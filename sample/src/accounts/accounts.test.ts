import { expect, it } from 'vitest'
import { units } from '../units/units.ts'
import { accounts } from './accounts.ts'

it('has every role, unique logins, units that exist, and passwords of 12 characters or more', () => {
  const roles = new Set(accounts.map(a => a.role))
  expect([...roles].sort()).toEqual([
    'administrator',
    'commune-officer',
    'department-officer',
    'duty-officer',
    'hamlet-head',
    'leader',
    'standing-agency',
  ])
  expect(new Set(accounts.map(a => a.login)).size).toBe(accounts.length)
  for (const a of accounts) {
    expect(
      units.some(u => u.code === a.unitCode),
      a.login,
    ).toBe(true)
    expect(a.password.length).toBeGreaterThanOrEqual(12)
    expect(a.login).toMatch(/^[a-z0-9.-]+$/)
  }
})

it('has two leaders of the province, hamlet heads at hamlets, the standing agency at the police', () => {
  expect(accounts.filter(a => a.role === 'leader' && a.unitCode === '20').length).toBeGreaterThanOrEqual(2)
  const kind = (code: string) => units.find(u => u.code === code)!.kind
  for (const a of accounts.filter(x => x.role === 'hamlet-head')) expect(kind(a.unitCode)).toBe('hamlet')
  const agency = accounts.find(a => a.role === 'standing-agency')!
  expect(units.find(u => u.code === agency.unitCode)?.standingAgency).toBe(true)
  const place = (login: string) => units.find(u => u.code === accounts.find(a => a.login === login)!.unitCode)!.name
  expect([place('truong-thon.langben'), place('truong-thon.nahoa'), place('truong-thon.bensen')]).toEqual([
    'Làng Bến',
    'Na Hoa',
    'Bến Sến',
  ])
})
