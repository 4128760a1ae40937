import { QueryFault } from './query-fault.ts'
import { readIsoDuration, readIsoTime } from './read-iso-time.ts'
import { type Geometry, readWkt } from './read-wkt.ts'

export type Token = { at: number } & (
  | { kind: 'name'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'time'; value: number }
  | { kind: 'date'; value: string }
  | { kind: 'span'; value: [number, number] }
  | { kind: 'clock'; value: string }
  | { kind: 'duration'; value: number }
  | { kind: 'geo'; value: Geometry }
  | { kind: 'mark'; text: '(' | ')' | ',' | '/' | '-' }
  | { kind: 'end' }
)

const sticky = {
  space: /[ \t]+/y,
  // `geo.distance`, `@iot.id`, names of properties in any script; a hyphen only inside, as in `properties/my-key`
  name: /[@\p{L}_][\p{L}\p{M}\p{N}_.@]*(?:-[\p{L}\p{M}\p{N}_.@]+)*/uy,
  number: /\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?/y,
  time: /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}| \d{2}:\d{2}(?!\d))?)?/y,
  clock: /\d{2}:\d{2}(?::\d{2})?/y,
}

/** Splits an expression into its words. One pass: each character is looked at a bounded number of times. */
export function tokens(text: string, option: string, base = 0): Token[] {
  const list: Token[] = []
  let i = 0
  const fault = (at: number, why: string, whyEn: string) => new QueryFault(option, base + at, why, whyEn)
  const take = (form: keyof typeof sticky): string | null => {
    const re = sticky[form]
    re.lastIndex = i
    const m = re.exec(text)?.[0]
    if (m === undefined) return null
    i += m.length
    return m
  }
  const quoted = (): string => {
    const from = i
    let value = ''
    for (;;) {
      const end = text.indexOf("'", i + 1)
      if (end < 0) throw fault(from, 'dấu nháy mở mà không đóng', 'a quote is opened and never closed')
      value += text.slice(i + 1, end)
      i = end
      if (text[i + 1] !== "'") break
      value += "'"
      i++
    }
    i++
    if (value.includes('\0')) throw fault(from, 'chữ có ký tự NUL', 'the text holds a NUL character')
    return value
  }
  const moment = (at: number): number => {
    const from = i
    const word = take('time')
    const value = word === null ? Number.NaN : readIsoTime(word)
    if (Number.isNaN(value))
      throw fault(word === null ? at : from, 'ngày giờ không có thật', 'there is no such date or time')
    return value
  }
  while (i < text.length) {
    if (take('space') !== null) continue
    const at = i
    const c = text[i] as string
    if (c === '(' || c === ')' || c === ',' || c === '/' || c === '-') {
      i++
      list.push({ kind: 'mark', text: c, at: base + at })
    } else if (c === "'") list.push({ kind: 'text', value: quoted(), at: base + at })
    else if (/\d/.test(c)) {
      sticky.time.lastIndex = i
      if (sticky.time.test(text)) {
        const first = moment(at)
        if (text[i] === '/' && /\d/.test(text[i + 1] ?? '')) {
          i++
          const last = moment(at)
          if (last < first) throw fault(at, 'khoảng thời gian đi lùi', 'the interval ends before it begins')
          list.push({ kind: 'span', value: [first, last], at: base + at })
        } else if (i - at === 10) list.push({ kind: 'date', value: text.slice(at, i), at: base + at })
        else list.push({ kind: 'time', value: first, at: base + at })
        continue
      }
      const clock = take('clock')
      if (clock !== null) list.push({ kind: 'clock', value: clock.length === 5 ? `${clock}:00` : clock, at: base + at })
      else list.push({ kind: 'number', value: finite(Number(take('number')), at), at: base + at })
      // 12abc is neither a number nor a name
      if (/[\p{L}_\d]/u.test(text[i] ?? ''))
        throw fault(i, `thừa “${text[i]}” sau con số`, `“${text[i]}” after a number`)
    } else {
      const name = take('name')
      if (name === null)
        throw fault(at, `ký tự “${c}” không dùng được ở đây`, `the character “${c}” has no meaning here`)
      if (text[i] === "'" && name === 'duration') {
        const value = readIsoDuration(quoted())
        if (Number.isNaN(value))
          throw fault(at, 'khoảng thời gian phải như PT6H hay P1D', 'a duration is like PT6H or P1D')
        list.push({ kind: 'duration', value, at: base + at })
      } else if (text[i] === "'" && (name === 'geography' || name === 'geometry')) {
        const shape = readWkt(quoted())
        if ('why' in shape) throw fault(at, shape.why, shape.whyEn)
        list.push({ kind: 'geo', value: shape, at: base + at })
      } else list.push({ kind: 'name', text: name, at: base + at })
    }
  }
  list.push({ kind: 'end', at: base + text.length })
  return list

  function finite(value: number, at: number): number {
    if (!Number.isFinite(value)) throw fault(at, 'con số quá lớn', 'the number is too large')
    return value
  }
}
