import { formatNumber } from '@tusom/vi-text'

/** A sentence in both languages. */
export type Words = { vi: string; en: string }

export const both = (text: string): Words => ({ vi: text, en: text })
export const number = (n: number): Words => ({ vi: formatNumber(n), en: String(n) })

/** Joins sentences of both languages. */
export const joined = (parts: readonly Words[], vi: string, en = vi): Words => ({
  vi: parts.map(p => p.vi).join(vi),
  en: parts.map(p => p.en).join(en),
})

type AnyRange = { from?: number; above?: number; to?: number; below?: number }

/** "từ 100 đến 200 mm", "trên 400 mm", "dưới 50 m". */
export function rangeWords(range: AnyRange, unit: string, times = 1): Words {
  const parts: Words[] = []
  const say = (n: number, vi: string, en: string) => {
    const w = number(Math.round(n * times * 1e6) / 1e6)
    parts.push({ vi: `${vi} ${w.vi}`, en: `${en} ${w.en}` })
  }
  if (range.from !== undefined) say(range.from, 'từ', 'from')
  if (range.above !== undefined) say(range.above, 'trên', 'above')
  if (range.to !== undefined) say(range.to, 'đến hết', 'up to and including')
  if (range.below !== undefined) say(range.below, 'dưới', 'below')
  const words = joined(parts, ' ')
  return unit ? { vi: `${words.vi} ${unit}`, en: `${words.en} ${unit}` } : words
}
