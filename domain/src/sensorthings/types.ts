import type { Comparison, Expr } from './expression.ts'
import type { ValueType } from './model.ts'
import { readIsoTime } from './read-iso-time.ts'

/** Whether a value can stand where these kinds are asked for. */
export const fits = (e: Expr, wanted: ValueType | readonly ValueType[]): boolean =>
  (typeof wanted === 'string' ? [wanted] : wanted).includes(e.type)

const ordered: readonly ValueType[] = ['text', 'number', 'date', 'clock', 'duration']
const timely: readonly ValueType[] = ['time', 'span']

/** Null when the two can be compared so, else why not. */
export function comparable(op: Comparison, left: Expr, right: Expr): { vi: string; en: string } | null {
  const kinds = [left.type, right.type]
  const equality = op === 'eq' || op === 'ne'
  const no = {
    vi: `hai vế của “${op}” khác loại giá trị, không so được`,
    en: `the two sides of “${op}” are of kinds that cannot be compared`,
  }
  if (kinds.includes('geo'))
    return { vi: 'hình thì hỏi bằng geo.distance hay st_within', en: 'ask about shapes with geo.distance or st_within' }
  if (kinds.includes('null')) return equality ? null : no
  if (kinds.every(k => timely.includes(k))) return null
  if (kinds.includes('json')) {
    const other = left.type === 'json' ? right.type : left.type
    if (other === 'json') return equality ? null : no
    return ['text', 'number'].includes(other) || (other === 'boolean' && equality) ? null : no
  }
  if (left.type !== right.type) return no
  if (ordered.includes(left.type)) return null
  return left.type === 'boolean' && equality ? null : no
}

/** A day alone is the beginning of that day, in Asia/Ho_Chi_Minh, where a moment is asked for. */
export const dayAsTime = (e: Expr): Expr =>
  e.kind === 'literal' && e.type === 'date' ? { kind: 'literal', type: 'time', value: readIsoTime(e.value) } : e
export const dayBeside = (e: Expr, other: Expr): Expr =>
  timely.includes(other.type) || other.type === 'json' ? dayAsTime(e) : e
