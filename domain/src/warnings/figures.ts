import { formatDate, formatNumber, localParts } from '@tusom/vi-text'
import type { WarningFigure } from './warning.ts'

/** What a gauge says now, for the text of a warning. Metres, millimetres; times in milliseconds since 1970. */
export type GaugeFact = {
  station: string
  stationName: string
  indicator: string
  invented: boolean
  at: number
} & (
  | {
      kind: 'stage'
      river: string | null
      value: number
      /** 0–3, 4 at or above the record; null: the alarms are not known */
      alarm: number | null
      /** height of that alarm, or of the record */
      alarmValue: number | null
      /** change over the hour before, in metres; null: not known */
      perHour: number | null
    }
  | { kind: 'rain'; sum24: number; sum12: number | null }
)

const enMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "03:20 ngày 08/10" */
export function clockVi(ms: number): string {
  const p = localParts(ms)
  return `${p.time} ngày ${formatDate(p.date).slice(0, 5)}`
}
/** "03:20 on 8 Oct" */
export function clockEn(ms: number): string {
  const p = localParts(ms)
  return `${p.time} on ${p.day} ${enMonths[p.month - 1]}`
}
const en = (n: number, digits: number) => n.toFixed(digits)

const figure = (
  g: GaugeFact,
  part: string,
  value: number,
  unit: string,
  vi: string,
  english: string,
): WarningFigure => ({
  key: `${g.station}/${g.indicator}/${part}`,
  vi,
  en: english,
  station: g.station,
  stationName: g.stationName,
  indicator: g.indicator,
  value,
  unit,
  at: new Date(g.at).toISOString(),
  invented: g.invented,
})

/** The figures of one gauge as they stand in a text. Values that are the same to the eye are the same text. */
export function figuresOf(g: GaugeFact): WarningFigure[] {
  if (g.kind === 'rain') {
    const list = [
      figure(
        g,
        'sum24',
        g.sum24,
        'mm',
        `${formatNumber(Math.round(g.sum24))} mm trong 24 giờ đến ${clockVi(g.at)}`,
        `${Math.round(g.sum24)} mm in the 24 hours to ${clockEn(g.at)}`,
      ),
    ]
    if (g.sum12 !== null)
      list.push(
        figure(
          g,
          'sum12',
          g.sum12,
          'mm',
          `riêng 12 giờ qua ${formatNumber(Math.round(g.sum12))} mm`,
          `${Math.round(g.sum12)} mm of it in the last 12 hours`,
        ),
      )
    return list
  }
  const list = [
    figure(
      g,
      'value',
      g.value,
      'm',
      `${formatNumber(g.value, 2)} m lúc ${clockVi(g.at)}`,
      `${en(g.value, 2)} m at ${clockEn(g.at)}`,
    ),
  ]
  if (g.alarm !== null && g.alarm > 0 && g.alarmValue !== null) {
    const above = Math.round((g.value - g.alarmValue) * 1000) / 1000
    const [vi, english] =
      g.alarm >= 4
        ? [`lũ lịch sử (${formatNumber(g.alarmValue, 2)} m)`, `the record (${en(g.alarmValue, 2)} m)`]
        : [`báo động ${g.alarm} (${formatNumber(g.alarmValue, 2)} m)`, `alarm ${g.alarm} (${en(g.alarmValue, 2)} m)`]
    list.push(
      above === 0
        ? figure(g, 'alarm', above, 'm', `bằng ${vi}`, `at ${english}`)
        : figure(
            g,
            'alarm',
            above,
            'm',
            `trên ${vi} là ${formatNumber(above, 2)} m`,
            `${en(above, 2)} m above ${english}`,
          ),
    )
  }
  if (g.perHour !== null) {
    const cm = Math.round(g.perHour * 100)
    list.push(
      figure(
        g,
        'rise',
        g.perHour,
        'm/h',
        cm > 0 ? `lên ${cm} cm mỗi giờ` : cm < 0 ? `xuống ${-cm} cm mỗi giờ` : 'đang đứng',
        cm > 0 ? `rising ${cm} cm an hour` : cm < 0 ? `falling ${-cm} cm an hour` : 'steady',
      ),
    )
  }
  return list
}

/** One sentence a gauge: who, what, value, time, above which alarm. */
export function gaugeSentence(g: GaugeFact): { vi: string; en: string } {
  const figures = figuresOf(g)
  const said = (language: 'vi' | 'en') => figures.map(f => f[language])
  if (g.kind === 'rain')
    return {
      vi: `Mưa đo tại ${g.stationName}: ${said('vi').join(', ')}.`,
      en: `Rain measured at ${g.stationName}: ${said('en').join(', ')}.`,
    }
  const river = g.river ? ` ${g.river.charAt(0).toLowerCase()}${g.river.slice(1)}` : ''
  const riverEn = g.river ? ` (${g.river})` : ''
  return {
    vi: `Nước${river} tại ${g.stationName} ${said('vi').join(', ')}.`,
    en: `Water at ${g.stationName}${riverEn} ${said('en').join(', ')}.`,
  }
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Puts newer figures where older ones stand; words that people wrote stay. All figures are replaced in one pass, longest
 * first, so that one is never taken for a part of another.
 *
 * @returns the text, and whether anything in it changed
 */
export function renewFigures(
  text: string,
  language: 'vi' | 'en',
  before: readonly WarningFigure[],
  after: readonly WarningFigure[],
): { text: string; changed: boolean } {
  const fresh = new Map(after.map(f => [f.key, f[language]]))
  const swap = new Map<string, string>()
  for (const f of before) {
    const now = fresh.get(f.key)
    if (now !== undefined && now !== f[language]) swap.set(f[language], now)
  }
  if (!swap.size) return { text, changed: false }
  const pattern = [...swap.keys()].sort((a, b) => b.length - a.length).map(escape)
  const result = text.replace(
    new RegExp(`(?<![\\d.,])(?:${pattern.join('|')})`, 'gu'),
    found => swap.get(found) ?? found,
  )
  return { text: result, changed: result !== text }
}

/** Where figures stand in a text: pieces in order, the figure beside its piece. For marking them on a screen. */
export function markFigures(
  text: string,
  figures: readonly WarningFigure[],
  language: 'vi' | 'en' = 'vi',
): { text: string; figure: WarningFigure | null }[] {
  const byText = new Map(figures.map(f => [f[language], f]))
  if (!byText.size) return [{ text, figure: null }]
  const pattern = [...byText.keys()].sort((a, b) => b.length - a.length).map(escape)
  return text
    .split(new RegExp(`((?<![\\d.,])(?:${pattern.join('|')}))`, 'gu'))
    .filter(piece => piece !== '')
    .map(piece => ({ text: piece, figure: byText.get(piece) ?? null }))
}
