import { formatDate, isIsoDate } from '@tusom/vi-text'

/** "Kèm theo Thông báo số 05/TB-SYT ngày 05/01/2026 của Sở Y tế": with the body's name as it is written, and blanks for the clerk. */
export function annexNote(
  kind: string,
  number: { sequence: number | null; code: string },
  date: string,
  who: string,
): string {
  const written = number.sequence === null ? ' '.repeat(7) : String(number.sequence).padStart(2, '0')
  const [year, month] = date.split('-')
  const day = isIsoDate(date)
    ? `ngày ${formatDate(date)}`
    : `ngày ${' '.repeat(6)}tháng ${month ?? ' '.repeat(5)} năm ${year}`
  return `Kèm theo ${kind} số ${written}/${number.code} ${day} của ${who}`
}
