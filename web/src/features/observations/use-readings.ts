import type { MqttConnectionOut, RefusalSummary, SeriesHealthOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api/client.ts'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export function useHealth() {
  return useQuery({
    queryKey: ['observations', 'health'],
    queryFn: () => api.get<SeriesHealthOut[]>('/api/stations/health'),
    // a station falls silent without anybody telling
    refetchInterval: 60_000,
  })
}

/** Whether the person may send, mend and see brokers. */
export const useStationHand = (): boolean => hasRole(useMe(), 'duty-officer', 'department-officer', 'administrator')

export function useRefusalSummary() {
  const enabled = useStationHand()
  return useQuery({
    queryKey: ['observations', 'refusals', 'summary'],
    queryFn: () => api.get<RefusalSummary>('/api/observations/refusals/summary'),
    enabled,
  })
}
export function useBrokers() {
  const enabled = useStationHand()
  return useQuery({ queryKey: ['mqtt'], queryFn: () => api.get<MqttConnectionOut[]>('/api/mqtt'), enabled })
}

/** A connection that should listen and does not. */
export const brokerDown = (c: MqttConnectionOut): boolean => c.enabled && !c.sessions.some(s => s.state === 'connected')

export type StationChoice = { code: string; name: string; indicators: { code: string; unit: string }[] }
/** Stations to choose from, each with what it measures; in the order of their names. */
export function useStationChoices(): StationChoice[] {
  const health = useHealth()
  return useMemo(() => {
    const byCode = new Map<string, StationChoice>()
    for (const s of health.data ?? []) {
      const had = byCode.get(s.station) ?? { code: s.station, name: s.name, indicators: [] }
      had.indicators.push({ code: s.indicator, unit: s.unit })
      byCode.set(s.station, had)
    }
    return [...byCode.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }, [health.data])
}

/** The name of an indicator where we have one, else its code. */
export function useIndicatorName(): (code: string) => string {
  const t = useTexts(vi, en)
  return code => (code === 'water_level' || code === 'rain' ? t(`indicator.${code}`) : code)
}

/** `mqtt@20-NN:Đài tỉnh` in words: what it is and its name. */
export function useSourceWords(): (source: string) => string {
  const t = useTexts(vi, en)
  const kinds = ['http', 'csv', 'file', 'mqtt', 'again', 'sensorthings'] as const
  return source => {
    const m = /^([a-z]+)@[^:]*:?(.*)$/.exec(source)
    const kind = kinds.find(k => k === m?.[1])
    if (!m || !kind) return source
    return m[2] ? `${t(`source.${kind}`)} · ${m[2]}` : t(`source.${kind}`)
  }
}
