import { formatNumber, twoDigits } from '@tusom/vi-text'

/**
 * The comparison with the same period as reports word it: "tăng 02 vụ", "giảm 04 đối tượng", "không tăng, không giảm".
 * Missing is not zero: without a figure before it says "kỳ trước thiếu số", without one now "kỳ này chưa có số".
 */
export function compareWords(now: number | null, before: number | null, unit: string): string {
  if (now === null) return 'kỳ này chưa có số'
  if (before === null) return 'kỳ trước thiếu số'
  // Differences of decimals carry noise of the binary form; figures in reports have at most three decimals.
  const difference = Math.round((now - before) * 1000) / 1000
  if (difference === 0) return 'không tăng, không giảm'
  const size = Math.abs(difference)
  const words = Number.isInteger(size) ? twoDigits(size) : formatNumber(size)
  return `${difference > 0 ? 'tăng' : 'giảm'} ${words}${unit ? ` ${unit}` : ''}`
}
