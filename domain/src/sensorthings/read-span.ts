import { readIsoTime } from './read-iso-time.ts'

/** A time or an interval `from/to` as senders write it; null when it is neither, or ends before it begins. */
export function readSpan(text: string): { from: number; to: number } | null {
  const [first = '', last = first, ...more] = text.split('/', 3)
  const [from, to] = [readIsoTime(first.trim()), readIsoTime(last.trim())]
  return more.length || Number.isNaN(from) || Number.isNaN(to) || to < from ? null : { from, to }
}
