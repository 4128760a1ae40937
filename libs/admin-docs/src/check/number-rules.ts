import { kindOfNumber } from '../parse/kinds.ts'
import { lookFaults, shorten } from './look-rules.ts'
import { setWords } from './mend.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Bit } from './model.ts'

/** Number and symbol, place and date: Phụ lục I, Phần I, Mục II, khoản 3 and 4. */
export function numberFaults(a: Anatomy): Fault[] {
  return [
    ...(a.number
      ? ofNumber(a.number, a)
      : [absent('ND30.II.3.number-missing', 'số, ký hiệu văn bản', 'Number and symbol', 'Số: …/KH-UBND')]),
    ...(a.date
      ? ofDate(a.date)
      : [
          absent(
            'ND30.II.4.date-missing',
            'địa danh và thời gian ban hành',
            'Place and date',
            '…, ngày … tháng … năm …',
          ),
        ]),
  ]
}

const absent = (rule: string, vi: string, en: string, expected: string): Fault => ({
  rule,
  severity: 'error',
  message: `Thiếu ${vi}.`,
  messageEn: `${en} are missing.`,
  where: 'trang 1',
  found: '',
  expected,
})

/** The symbols that have a small letter: Phụ lục III, mục I. */
const mixed = new Set(['QyĐ', 'CTr', 'TTr', 'TrS'])

function ofNumber(bit: Bit, a: Anatomy): Fault[] {
  const out = lookFaults([bit], {
    rule: 'ND30.II.3.number',
    vi: 'Số, ký hiệu',
    en: 'Number and symbol',
    size: [13, 13],
    bold: false,
    italic: false,
    center: true,
  })
  const say = (name: string, vi: string, en: string, expected: string, mend?: string) =>
    out.push({
      rule: `ND30.II.3.number-${name}`,
      severity: 'error',
      message: `Số, ký hiệu: ${vi}.`,
      messageEn: `Number and symbol: ${en}.`,
      where: `«${shorten(bit.text)}»`,
      found: bit.text,
      expected,
      ...(mend === undefined ? {} : { fix: () => setWords(bit, mend) }),
    })
  const m = /^(S[ốỐ])\s*([:.]?)\s*([\d.…_\s]*)([/-])\s*(.*)$/iu.exec(bit.text)
  if (!m) {
    say('form', 'phải có dạng «Số: 05/BC-UBND»', 'must read like "Số: 05/BC-UBND"', 'Số: 05/BC-UBND')
    return out
  }
  const [, word = '', colon = '', sequence = '', stroke = '', symbol = ''] = m
  const digits = sequence.replace(/\s/g, '')
  const blank = !/\d/.test(digits)
  const clean = symbol.replace(/\s*([/-])\s*/g, '$1').trim()
  const good = (number = digits, code = clean) => `Số: ${blank ? sequence || '      ' : number}/${code}`
  // One mend writes the whole right; the findings name each fault apart.
  const upper = clean
    .split(/([/-])/)
    .map(part => (mixed.has(part) || part.length === 1 ? part : part.toUpperCase()))
    .join('')
  const padded = /^[1-9]$/.test(digits) ? `0${digits}` : digits
  const whole = good(padded, upper)
  if (colon !== ':' || word !== 'Số')
    say('colon', 'sau từ «Số» phải có dấu hai chấm', '"Số" must be followed by a colon', whole, whole)
  if (/^[1-9]$/.test(digits))
    say('zero', 'số nhỏ hơn 10 phải ghi thêm số 0 phía trước', 'a number below 10 takes a leading 0', whole, whole)
  if (stroke !== '/')
    say('stroke', 'giữa số và ký hiệu phải là dấu gạch chéo', 'number and symbol must be parted by "/"', whole, whole)
  else if (/[/-]\s|\s[/-]/.test(symbol) || /\d\s+\/|\/\s+\S/.test(bit.text))
    say('spacing', 'không cách chữ quanh dấu «/» và «-»', 'no spaces around "/" and "-"', whole, whole)
  if (upper !== clean) say('case', 'ký hiệu phải in hoa', 'the symbol must be in capitals', whole, whole)
  const kind = kindOfNumber(`1/${upper}`)
  if (kind && a.kind && kind !== a.kind && a.kindName)
    say(
      'kind',
      `ký hiệu «${kind}» không khớp tên loại ${a.kindName.text} (${a.kind})`,
      `the symbol "${kind}" is not that of ${a.kindName.text} (${a.kind})`,
      a.kind,
    )
  return out
}

function ofDate(bit: Bit): Fault[] {
  const out = lookFaults([bit], {
    rule: 'ND30.II.4.date',
    vi: 'Địa danh, thời gian',
    en: 'Place and date',
    size: [13, 14],
    bold: false,
    italic: true,
    center: true,
  })
  const say = (name: string, severity: 'error' | 'warning', vi: string, en: string, expected: string, fix = true) =>
    out.push({
      rule: `ND30.II.4.date-${name}`,
      severity,
      message: `Địa danh, thời gian: ${vi}.`,
      messageEn: `Place and date: ${en}.`,
      where: `«${shorten(bit.text)}»`,
      found: bit.text,
      expected,
      ...(fix ? { fix: () => setWords(bit, expected) } : {}),
    })
  const m = /^(.*?)(\s*,)?\s*ngày\s*([\d.…_ ]*?)\s*(tháng|[/-])\s*([\d.…_ ]*?)\s*(năm|[/-])\s*([\d.…_ ]*)\.?$/iu.exec(
    bit.text,
  )
  if (!m) return out
  const [, place = '', comma, day = '', link = '', month = '', , year = ''] = m
  const two = (s: string) => (/^\d$/.test(s) ? `0${s}` : s)
  const rightMonth = /^\d+$/.test(month) ? (Number(month) <= 2 ? two(month) : String(Number(month))) : month
  const open = (s: string) => (s.trim() === '' ? '   ' : s)
  const whole = `${place.trim()}, ngày ${open(two(day))} tháng ${open(rightMonth)} năm ${open(year)}`
  if (place.trim() === '')
    say('place', 'error', 'thiếu địa danh', 'the place is missing', 'Tên địa danh, ngày … tháng … năm …', false)
  else if (comma === undefined)
    say('comma', 'error', 'sau địa danh phải có dấu phẩy', 'the place is followed by a comma', whole)
  if (link.toLowerCase() !== 'tháng')
    say('words', 'error', 'phải viết đủ «ngày … tháng … năm …»', 'must be written "ngày … tháng … năm …"', whole)
  if (/^\d$/.test(day))
    say('day-zero', 'error', 'ngày nhỏ hơn 10 phải ghi thêm số 0', 'days below 10 take a leading 0', whole)
  if (/^[12]$/.test(month))
    say('month-zero', 'error', 'tháng 1, 2 phải ghi thêm số 0', 'months 1 and 2 take a leading 0', whole)
  if (/^0[3-9]$/.test(month))
    say('month-extra-zero', 'warning', 'chỉ tháng 1, 2 ghi thêm số 0', 'only months 1 and 2 take a leading 0', whole)
  return out
}
