import { describe, expect, it } from 'vitest'
import { backupFileName, lastDue, madeAtByName, staleBackups } from './retention.ts'

describe('names and days of backups', () => {
  it('names a file by Vietnamese time and reads the name back', () => {
    const at = new Date('2026-11-21T19:30:05Z')
    expect(backupFileName(at)).toBe('tusom-20261122-023005.tar')
    expect(madeAtByName('tusom-20261122-023005.tar')).toEqual(at)
    expect(madeAtByName('tusom-20261122-023005.tar.77.part')).toBeNull()
    expect(madeAtByName('tusom-20269922-023005.tar')).toBeNull()
  })

  it('keeps seven days and the newest of four weeks, and never names a strange file', () => {
    const daily = Array.from({ length: 60 }, (_, i) => backupFileName(new Date(Date.UTC(2026, 9, 1 + i, 19, 30))))
    const stale = staleBackups([...daily, 'ket-qua.tar', 'tusom-20261001-023000.tar.9.part'], { days: 7, weeks: 4 })
    const kept = daily.filter(n => !stale.includes(n))
    // 30 November 2026 is a Monday, and a week of its own
    expect(kept.map(n => n.slice(6, 14))).toEqual([
      '20261115',
      '20261122',
      ...['24', '25', '26', '27', '28', '29', '30'].map(d => `202611${d}`),
    ])
    expect(stale).not.toContain('ket-qua.tar')
    // made by hand in between: the newest of the day stays, and takes no day's place
    expect(
      staleBackups(['tusom-20261122-023000.tar', 'tusom-20261122-101500.tar', 'tusom-20261121-023000.tar'], {
        days: 2,
        weeks: 1,
      }),
    ).toEqual(['tusom-20261122-023000.tar'])
    expect(staleBackups(daily.slice(0, 3), { days: 7, weeks: 4 })).toEqual([])
  })

  it('is due at 02:30 in Vietnam, and made up by a machine that slept', () => {
    expect(lastDue(new Date('2026-11-22T03:00:00+07:00'), '02:30').toISOString()).toBe('2026-11-21T19:30:00.000Z')
    expect(lastDue(new Date('2026-11-22T02:29:59+07:00'), '02:30').toISOString()).toBe('2026-11-20T19:30:00.000Z')
    expect(lastDue(new Date('2026-11-22T02:30:00+07:00'), '02:30').toISOString()).toBe('2026-11-21T19:30:00.000Z')
  })
})
