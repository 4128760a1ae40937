import type { PackHistory } from '@tusom/contract'
import { type History, type LevelChange, readHistoryCsv, replayPacks, type RulePack } from '@tusom/domain'
import { useMemo, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'

/** A past period held in the browser: fetched once, replayed as often as the person edits. */
export type Loaded = {
  history: History
  names: Record<string, string>
  unseen: number
  faults: { vi: string; en: string }[]
  skipped: number
}

export function useHistory() {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const fetchIt = useSend(
    (p: { from: string; to: string }) => api.get<PackHistory>(`/api/packs/history?${new URLSearchParams(p)}`),
    { quiet: true, onDone: h => setLoaded(decode(h)) },
  )
  const readFiles = useSend(
    async (files: { readings: File; stations: File }) => {
      const { history, faults, skipped } = readHistoryCsv(await files.readings.text(), await files.stations.text())
      return { history, names: {}, unseen: 0, faults, skipped } satisfies Loaded
    },
    { quiet: true, onDone: setLoaded },
  )
  return { loaded, fetchIt, readFiles, error: fetchIt.error ?? readFiles.error }
}

function decode(h: PackHistory): Loaded {
  const { series, at, value } = h.readings
  const readings = series.map((s, i) => ({ series: s, at: (at[i] as number) * 1000, value: value[i] as number }))
  return {
    history: { areas: h.areas, defs: h.defs, readings },
    names: h.names,
    unseen: h.unseen,
    faults: [],
    skipped: 0,
  }
}

export type Replayed = { changes: LevelChange[]; ms: number }

/** What a pack would have said, and how long that took in this browser. */
export function useReplay(pack: RulePack | null, loaded: Loaded | null): Replayed | null {
  return useMemo(() => (pack && loaded ? timed(pack, loaded) : null), [pack, loaded])
}

function timed(pack: RulePack, loaded: Loaded): Replayed {
  const began = performance.now()
  const changes = replayPacks([pack], loaded.history)
  return { changes, ms: Math.round(performance.now() - began) }
}
