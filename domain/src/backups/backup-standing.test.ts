import { describe, expect, it } from 'vitest'
import { backupStanding } from './backup-standing.ts'

const at = (iso: string) => new Date(iso)
const now = at('2026-11-22T08:00:00Z')
const good = { endedAt: at('2026-11-21T20:00:00Z'), fault: null }
const bad = { endedAt: at('2026-11-22T02:00:00Z'), fault: 'backup.disk-full' }
const running = { endedAt: null, fault: null }

describe('how the saving stands', () => {
  it('is loud about the last failure, also while the next try runs', () => {
    expect(backupStanding([bad, good], good.endedAt, now)).toBe('failed')
    expect(backupStanding([running, bad, good], good.endedAt, now)).toBe('failed')
    expect(backupStanding([good, bad], good.endedAt, now)).toBe('fine')
  })
  it('knows none, fresh and old', () => {
    expect(backupStanding([], null, now)).toBe('none')
    expect(backupStanding([running], null, now)).toBe('none')
    expect(backupStanding([good], good.endedAt, now)).toBe('fine')
    expect(backupStanding([good], good.endedAt, at('2026-11-23T20:00:00.001Z'))).toBe('old')
  })
})
