import { LevelEngine, type BatchResult, type Level, type LevelChange, type Reading } from '../levels/engine.ts'
import type { Evidence } from '../levels/evidence.ts'
import { addToHistory, byTimeAndPlace } from '../levels/history.ts'
import type { RulePack } from '../levels/pack.ts'
import type { Area, SeriesDef } from '../levels/series-def.ts'

/** The packs by which a province judges. `null`: every province that names none of its own. */
export type ProvincePacks = ReadonlyMap<string | null, readonly RulePack[]>

const signature = (packs: readonly RulePack[]): string => packs.map(p => `${p.id} ${p.version}`).join(' ')

/**
 * One engine for each different choice of packs. Every engine sees all communes and readings, because a share of the province's communes
 * and "many provinces" are counted over all; each speaks only for the provinces that chose its packs. Where all judge by the same
 * packs, which is the rule, it is one engine.
 */
export class PackEngines {
  private readonly engines: LevelEngine[] = []
  private readonly packs: (readonly RulePack[])[] = []
  private readonly engineOf = new Map<string, number>()
  private readonly fallback: number

  constructor(chosen: ProvincePacks, areas: readonly Area[], defs: readonly SeriesDef[]) {
    const bySignature = new Map<string, number>()
    const indexOf = (packs: readonly RulePack[]): number => {
      const key = signature(packs)
      const had = bySignature.get(key)
      if (had !== undefined) return had
      bySignature.set(key, this.engines.length)
      this.packs.push(packs)
      return this.engines.push(new LevelEngine(packs, areas, defs)) - 1
    }
    this.fallback = indexOf(chosen.get(null) ?? [])
    for (const a of areas) {
      const own = a.province === null ? undefined : chosen.get(a.province)
      this.engineOf.set(a.key, own ? indexOf(own) : this.fallback)
    }
  }

  private of(area: string): LevelEngine {
    return this.engines[this.engineOf.get(area) ?? this.fallback] as LevelEngine
  }

  /** The packs that speak for a commune. */
  packsOf(area: string): readonly RulePack[] {
    return this.packs[this.engineOf.get(area) ?? this.fallback] as readonly RulePack[]
  }

  /** How long readings of a series must be kept: the longest that any of the packs asks for. */
  retention(series: number): number {
    return Math.max(...this.engines.map(e => e.retention(series)))
  }

  ingest(batch: readonly Reading[]): BatchResult {
    const results = this.engines.map(e => e.ingest(batch))
    if (results.length === 1) return results[0] as BatchResult
    const starts = results.flatMap(r => (r.rewrittenFrom === null ? [] : [r.rewrittenFrom]))
    const rewrittenFrom = starts.length ? Math.min(...starts) : null
    const changes: LevelChange[] = []
    results.forEach((r, i) => {
      // where one engine judges the past again, the others repeat theirs: the history is replaced for all communes
      const own = rewrittenFrom === null ? r.changes : (this.engines[i] as LevelEngine).changesFrom(rewrittenFrom)
      for (const c of own) if (this.engineOf.get(c.area) === i) changes.push(c)
    })
    return { changes: changes.sort(byTimeAndPlace), rewrittenFrom }
  }

  level(area: string, hazard: string): Level {
    return this.of(area).level(area, hazard)
  }

  /** All current levels that are not 0. */
  current(): { area: string; hazard: string; level: Level; rule: string }[] {
    return this.engines.flatMap((e, i) => e.current().filter(c => this.engineOf.get(c.area) === i))
  }

  facts(area: string, hazard: string): Evidence[] {
    return this.of(area).facts(area, hazard)
  }

  trace(series: number): ReturnType<LevelEngine['trace']> {
    return (this.engines[this.fallback] as LevelEngine).trace(series)
  }
}

export type History = { areas: readonly Area[]; defs: readonly SeriesDef[]; readings: readonly Reading[] }

/** What a choice of packs would have said over a past period: the code the server runs, on readings in order of time. */
export function replayPacks(packs: readonly RulePack[], history: History): LevelChange[] {
  const sorted = history.readings.toSorted((a, b) => a.at - b.at)
  const { changes } = new LevelEngine(packs, history.areas, history.defs, { keep: false }).ingest(sorted)
  const log: LevelChange[] = []
  addToHistory(log, changes)
  return log.sort(byTimeAndPlace)
}

/** Packs with one of them put in the place of the pack of the same id; without one, added at the end. */
export function packsWith(packs: readonly RulePack[], pack: RulePack): RulePack[] {
  return packs.some(p => p.id === pack.id) ? packs.map(p => (p.id === pack.id ? pack : p)) : [...packs, pack]
}

/** `qd18-2021/flood/3b` with the version that judged: `qd18-2021@2021.2/flood/3b`. What is stored names the very version. */
export function citeVersion(rule: string, packs: readonly RulePack[]): string {
  const slash = rule.indexOf('/')
  const id = slash < 0 ? rule : rule.slice(0, slash)
  const pack = packs.find(p => p.id === id)
  return pack ? `${id}@${pack.version}${slash < 0 ? '' : rule.slice(slash)}` : rule
}

/** The pack id and version that a stored rule names; the version is null in rules stored before versions were named. */
export function citedPack(rule: string): { id: string; version: string | null } {
  const head = rule.split('/', 1)[0] ?? ''
  const at = head.indexOf('@')
  return at < 0 ? { id: head, version: null } : { id: head.slice(0, at), version: head.slice(at + 1) }
}
