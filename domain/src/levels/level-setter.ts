import type { AreaState, LevelHold } from './area-state.ts'
import { type Evidence, undetermined } from './evidence.ts'
import { type Level, type LevelChange, rankOf } from './level.ts'
import type { PackHazard } from './pack.ts'
import type { RainVerdict } from './rain-rule.ts'

const MINUTE = 60_000

/** Turns verdicts into levels: at once, or after the dwell time of the hazard; each change with what it rests on. */
export class LevelSetter {
  /** which pack a hazard stands in, for the name of its rules */
  private readonly packOf: ReadonlyMap<string, string>

  constructor(packOf: ReadonlyMap<string, string>) {
    this.packOf = packOf
  }

  /** Sets a level, at once or after the hazard's dwell time. */
  set(
    state: AreaState,
    hazard: PackHazard,
    verdict: RainVerdict,
    at: number,
    changes: LevelChange[],
    evidence: () => Evidence[],
  ): void {
    const before = state.levels.get(hazard.hazard)
    const from = before ? before.level : 0
    const { level } = verdict as { level: Level }
    if (from === level && (before || level === 0)) {
      if (before) {
        before.rule = verdict.rule
        if (before.wait) this.settle(state, before, at)
        const first =
          at === state.changedAt && state.changed.has(hazard.hazard) ? state.changed.get(hazard.hazard) : level
        if (first !== level)
          this.change(state, hazard, first as Level, level, verdict.rule, verdict.gap, at, changes, evidence)
      }
      return
    }
    const up = rankOf(level) > rankOf(from)
    const minutes = hazard.dwell ? ((up ? hazard.dwell.up : hazard.dwell.down) ?? 0) : 0
    if (minutes > 0) {
      const hold = before ?? { level: 0 as Level, rule: 'none', wait: null }
      if (!before) state.levels.set(hazard.hazard, hold)
      const worst = rankOf(level)
      if (!hold.wait || hold.wait.up !== up)
        hold.wait = { since: at, up, worst, level, rule: verdict.rule, gap: verdict.gap }
      // waiting to rise: the least that was reached all the while; waiting to fall: the worst that was seen meanwhile
      else if (up ? worst < hold.wait.worst : worst > hold.wait.worst)
        hold.wait = { ...hold.wait, worst, level, rule: verdict.rule, gap: verdict.gap }
      state.waiting = true
      state.lookedAt = at
      if (at - hold.wait.since < minutes * MINUTE) return
      const { wait } = hold
      this.settle(state, hold, at)
      this.change(state, hazard, from, wait.level, wait.rule, wait.gap, at, changes, evidence)
      if (wait.level !== level) this.set(state, hazard, verdict, at, changes, evidence)
      return
    }
    if (before?.wait) this.settle(state, before, at)
    this.change(state, hazard, from, level, verdict.rule, verdict.gap, at, changes, evidence)
  }

  private settle(state: AreaState, hold: LevelHold, at: number): void {
    hold.wait = null
    state.lookedAt = at
    state.waiting = [...state.levels.values()].some(l => l.wait)
  }

  private change(
    state: AreaState,
    hazard: PackHazard,
    from: Level,
    to: Level,
    rule: string,
    gap: string | null,
    at: number,
    changes: LevelChange[],
    evidence: () => Evidence[],
  ): void {
    const hold = state.levels.get(hazard.hazard)
    if (hold) {
      hold.level = to
      hold.rule = rule
    } else state.levels.set(hazard.hazard, { level: to, rule, wait: null })
    if (at !== state.changedAt) state.changed.clear()
    state.changedAt = at
    if (!state.changed.has(hazard.hazard)) state.changed.set(hazard.hazard, from)
    const list = gap ? undetermined(evidence(), gap) : evidence()
    changes.push({
      at,
      area: state.area.key,
      hazard: hazard.hazard,
      from,
      to,
      rule: `${this.packOf.get(hazard.hazard)}/${hazard.hazard}/${rule}`,
      article: hazard.article,
      evidence: list,
    })
  }
}
