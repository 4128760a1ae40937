import { forecastRiver } from '@tusom/detection'

const HOUR = 3_600_000
/** days of hourly readings that make a forecast worth showing */
const LEAST_HOURS = 72

/** A figure an hour, the last of each hour up to `end`; null where nothing was read: missing is not calm. Oldest first. */
export function hourly(
  readings: readonly { at: number; value: number }[],
  end: number,
  hours: number,
): (number | null)[] {
  const last = Math.floor(end / HOUR)
  const grid: (number | null)[] = Array(hours).fill(null)
  for (const r of readings) {
    const i = hours - 1 - (last - Math.floor(r.at / HOUR))
    if (i >= 0 && i < hours) grid[i] = r.value
  }
  return grid
}

export type StageOutlook = {
  limb: 'rise' | 'recession'
  points: {
    at: number
    value: number
    low80: number | null
    high80: number | null
    low95: number | null
    high95: number | null
  }[]
}

/**
 * The water of the next hours from its own past, with intervals from how far such forecasts were wrong before. It knows no rain to come and
 * no release of a dam: an aid beside the bulletins. null where the past is too short or has stopped.
 */
export function stageOutlook(
  readings: readonly { at: number; value: number }[],
  now: number,
  hours = 24,
): StageOutlook | null {
  const last = readings.at(-1)
  if (!last || now - last.at > 3 * HOUR) return null
  const past = hourly(readings, last.at, 16 * 24)
  if (past.filter(v => v !== null).length < LEAST_HOURS) return null
  const first = past.findIndex(v => v !== null)
  const f = forecastRiver(past.slice(first), hours)
  const at = (level: number, side: 'lower' | 'upper', i: number) =>
    f.intervals.find(x => x.level === level)?.[side][i] ?? null
  return {
    limb: f.limb,
    points: f.point.map((value, i) => ({
      at: (Math.floor(last.at / HOUR) + 1 + i) * HOUR,
      value: round(value),
      low80: roundOr(at(0.8, 'lower', i)),
      high80: roundOr(at(0.8, 'upper', i)),
      low95: roundOr(at(0.95, 'lower', i)),
      high95: roundOr(at(0.95, 'upper', i)),
    })),
  }
}
/** millimetres: in centimetres the band of a calm river is a staircase */
const round = (v: number) => Math.round(v * 1000) / 1000
const roundOr = (v: number | null) => (v === null ? null : round(v))
