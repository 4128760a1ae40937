import type { BothLanguages } from './advice.ts'

/** Words and colours of the five levels (Điều 4 QĐ 18/2021/QĐ-TTg). A level is always number + word + colour. */
export const levelNames: Record<number, BothLanguages & { colour: BothLanguages }> = {
  1: { vi: 'thấp', en: 'low', colour: { vi: 'xanh dương nhạt', en: 'light blue' } },
  2: { vi: 'trung bình', en: 'moderate', colour: { vi: 'vàng nhạt', en: 'light yellow' } },
  3: { vi: 'lớn', en: 'high', colour: { vi: 'da cam', en: 'orange' } },
  4: { vi: 'rất lớn', en: 'very high', colour: { vi: 'đỏ', en: 'red' } },
  5: { vi: 'thảm họa', en: 'catastrophic', colour: { vi: 'tím', en: 'purple' } },
}

/**
 * A level as people read it, never "lũ cấp 3" alone, which reads as báo động 3:
 * "rủi ro do lũ cấp 3 (lớn), nước trên báo động 3".
 *
 * @param short the hazard inside a sentence, "lũ"
 * @param level null: undetermined
 * @param alarm 1–3, 4 at or above the record; null or 0: nothing is said about alarms
 */
export function riskWords(short: BothLanguages, level: number | null, alarm: number | null): BothLanguages {
  const name = level === null ? null : levelNames[level]
  const water = alarmWords(alarm)
  const vi = name ? `rủi ro do ${short.vi} cấp ${level} (${name.vi})` : `rủi ro do ${short.vi}, chưa xác định cấp`
  const en = name ? `risk from ${short.en} at level ${level} (${name.en})` : `risk from ${short.en}, level undetermined`
  return { vi: water ? `${vi}, ${water.vi}` : vi, en: water ? `${en}, ${water.en}` : en }
}

/** "nước trên báo động 3"; null below alarm 1 or where the alarms are not known. */
export function alarmWords(alarm: number | null): BothLanguages | null {
  if (!alarm) return null
  if (alarm >= 4) return { vi: 'nước bằng hoặc vượt lũ lịch sử', en: 'water at or above the record' }
  return { vi: `nước trên báo động ${alarm}`, en: `water above alarm ${alarm}` }
}

/** Finds "lũ cấp 3", "mưa lớn cấp 2" without "rủi ro do" before it; null when there is none. */
export function bareLevel(text: string): string | null {
  const found = /(?<!rủi ro [^.;:]{0,40})\b(lũ quét|lũ lụt|lũ|mưa lớn|sạt lở đất|sạt lở) cấp \d/iu.exec(
    text.normalize('NFC'),
  )
  return found ? found[0] : null
}
