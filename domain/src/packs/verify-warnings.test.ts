import { describe, expect, it } from 'vitest'
import type { LevelChange } from '../levels/level.ts'
import { type ObservedEvent, scoresOf, verifyDefaults, verifyWarnings, warnedTimes } from './verify-warnings.ts'

const HOUR = 3_600_000
const change = (hour: number, to: LevelChange['to'], area = 'A'): LevelChange => ({
  at: hour * HOUR,
  area,
  hazard: 'flood',
  from: 0,
  to,
  rule: '',
  article: '',
  evidence: [],
})
const event = (from: number, to: number | null, level: number | null = null, areas = ['A']): ObservedEvent => ({
  hazard: 'flood',
  areas,
  from: from * HOUR,
  to: to === null ? null : to * HOUR,
  level,
})
const options = { ...verifyDefaults, from: 0, to: 1000 * HOUR }
const judge = (changes: LevelChange[], events: ObservedEvent[], thresholds = [1]) =>
  verifyWarnings(changes, events, thresholds, options)
const outcomes = (changes: LevelChange[], events: ObservedEvent[]) =>
  judge(changes, events).verdicts.map(v => v.outcome)

describe('scores of a contingency table', () => {
  // Finley's tornado forecasts of 1884, the table every textbook has: Wilks, 3rd ed., table 8.1: 28 hits, 72 false alarms, 23 misses
  it('Finley 1884', () => {
    const s = scoresOf({ hits: 28, falseAlarms: 72, misses: 23 })
    expect(s.pod).toBeCloseTo(0.549, 3)
    expect(s.far).toBeCloseTo(0.72, 3)
    expect(s.csi).toBeCloseTo(0.228, 3)
  })
  it('says nothing where there is nothing to divide by', () => {
    expect(scoresOf({ hits: 0, falseAlarms: 0, misses: 0 })).toEqual({ pod: null, far: null, csi: null })
    expect(scoresOf({ hits: 0, falseAlarms: 4, misses: 0 })).toEqual({ pod: null, far: 1, csi: 0 })
  })
})

describe('what counts as warned', () => {
  it('a hit with its lead time', () => {
    expect(judge([change(90, 1), change(120, 0)], [event(100, 110)]).verdicts).toEqual([
      { outcome: 'hit', hazard: 'flood', threshold: 1, area: 'A', at: 100 * HOUR, leadMinutes: 600 },
    ])
  })
  it('a level that fell before the event counts within the window only', () => {
    expect(outcomes([change(70, 1), change(76, 0)], [event(100, 110)])).toEqual(['hit'])
    expect(outcomes([change(70, 1), change(75, 0)], [event(100, 110)])).toEqual(['false-alarm', 'miss'])
  })
  it('a level at the very beginning is a hit without lead; one during the event is late, and no false alarm', () => {
    expect(judge([change(100, 1), change(120, 0)], [event(100, 110)]).verdicts[0]).toMatchObject({
      outcome: 'hit',
      leadMinutes: 0,
    })
    const late = judge([change(103, 1), change(120, 0)], [event(100, 110)])
    expect(late.verdicts).toMatchObject([{ outcome: 'late', leadMinutes: -180 }])
    expect(late.rows).toMatchObject([{ hits: 0, misses: 1, late: 1, falseAlarms: 0, pod: 0 }])
  })
  it('undetermined warns of nothing', () => {
    expect(outcomes([change(90, null), change(120, 0)], [event(100, 110)])).toEqual(['miss'])
  })
  it('a warning with no event for 24 hours after it is false', () => {
    expect(outcomes([change(50, 1), change(60, 0)], [])).toEqual(['false-alarm'])
    expect(outcomes([change(50, 1), change(60, 0)], [event(85, 90)])).toEqual(['false-alarm', 'miss'])
    // within 24 hours of its end the event was what it spoke of
    expect(outcomes([change(50, 1), change(60, 0)], [event(84, 90)])).toEqual(['hit'])
  })
  it('the event of another commune or hazard confirms nothing', () => {
    expect(outcomes([change(50, 1), change(60, 0)], [event(55, 58, null, ['B'])])).toEqual(['false-alarm', 'miss'])
  })
  it('a warning that still stands, or ended just now, is undecided', () => {
    expect(outcomes([change(990, 1)], [])).toEqual(['undecided'])
    expect(outcomes([change(970, 1), change(980, 0)], [])).toEqual(['undecided'])
    expect(judge([change(990, 1)], []).rows).toMatchObject([{ falseAlarms: 0, undecided: 1, far: null }])
  })
  it('flicker is one warning', () => {
    const flicker = [change(50, 1), change(51, 0), change(53, 2), change(60, 0)]
    expect(warnedTimes(flicker, 1, 6)).toEqual([
      { area: 'A', hazard: 'flood', threshold: 1, from: 50 * HOUR, to: 60 * HOUR, highest: 2 },
    ])
    expect(warnedTimes(flicker, 1, 1)).toHaveLength(2)
  })
  it('an event of level 2 is asked for at 1 and 2, not at 3; one without a level at 1', () => {
    const { rows } = judge([change(90, 2), change(120, 0)], [event(100, 110, 2), event(500, 510)], [1, 2, 3])
    expect(rows.map(r => [r.threshold, r.hits, r.misses, r.falseAlarms])).toEqual([
      [1, 1, 1, 0],
      [2, 1, 0, 0],
    ])
  })
  it('counts commune by commune and gives the spread of lead times', () => {
    const changes = ['A', 'B', 'C'].flatMap((a, i) => [change(100 - i * 2, 1, a), change(130, 0, a)])
    const { rows } = judge(changes, [event(104, 110, null, ['A', 'B', 'C', 'D'])])
    expect(rows).toMatchObject([
      {
        hits: 3,
        misses: 1,
        falseAlarms: 0,
        pod: 0.75,
        far: 0,
        csi: 0.75,
        lead: { least: 240, median: 360, most: 480 },
      },
    ])
  })
  it('events outside the period are not asked for', () => {
    expect(outcomes([], [event(1001, 1010), event(-5, 3)])).toEqual([])
  })
})
