import { letterIndex } from '@tusom/vi-text'
import { readMarker } from '../parse/markers.ts'
import { fromRoman } from '../parse/roman.ts'
import { labelled } from './anatomy.ts'
import { replaceIn } from './mend.ts'
import { places } from './look-rules.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Paragraph } from './model.ts'

const marked = (p: Paragraph) => readMarker(labelled(p))

/** How sections, clauses and points are numbered: Phụ lục I, Phần I, Mục II, khoản 6 điểm đ. */
export function labelFaults(a: Anatomy): Fault[] {
  const out: Fault[] = []
  // "I-", "1/", "a.": the decree wants "I.", "1.", "a)"
  const forms: [RegExp, RegExp, string, string][] = [
    [/^[IVX]{1,6}\s?[-–/):]/u, /^(\s*[IVX]{1,6})\s?[-–/):]\s*/u, '$1. ', 'I.'],
    [/^\d{1,3}\s?[/)](?!\d)/u, /^(\s*\d{1,3})\s?[/)]\s*/u, '$1. ', '1.'],
    [/^[a-zđ][./]\s/u, /^(\s*[a-zđ])[./]\s*/u, '$1) ', 'a)'],
  ]
  for (const [pattern, find, by, expected] of forms) {
    const wrong = a.body.filter(
      p => p.label === '' && pattern.test(p.text.trim()) && !/^\d{1,2}\/\d{1,2}/.test(p.text.trim()),
    )
    const first = wrong[0]
    if (first)
      out.push({
        rule: 'ND30.II.6.label-form',
        severity: 'error',
        message: `Số thứ tự phải ghi dạng «${expected}».`,
        messageEn: `Labels must be written "${expected}".`,
        where: places(wrong),
        found: first.text.trim().slice(0, 4),
        expected,
        fix: () => wrong.forEach(p => replaceIn(p.runs, find, by)),
      })
  }
  const letters = a.body.flatMap(p => {
    const m = marked(p)
    return m?.style === 'letter' && m.label.length === 1 ? [{ p, letter: m.label }] : []
  })
  const strange = letters.filter(({ letter }) => letterIndex(letter) < 0)
  const skipped = letters.filter(({ letter, p }, i) => {
    const before = letters[i - 1]
    return (
      before !== undefined &&
      letterIndex(letter) > letterIndex(before.letter) + 1 &&
      letterIndex(before.letter) >= 0 &&
      !a.body
        .slice(a.body.indexOf(before.p), a.body.indexOf(p))
        .some(q => /^(?:number|roman|article|part)$/.test(marked(q)?.style ?? ''))
    )
  })
  const wrong = [...skipped, ...strange]
  if (wrong.length > 0)
    out.push({
      rule: 'ND30.II.6.letter-order',
      severity: 'error',
      message: 'Thứ tự các điểm theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k … (không có f, j, w, z).',
      messageEn: 'Points follow the Vietnamese alphabet: a, b, c, d, đ, e, g, h, i, k … (no f, j, w, z).',
      where: places(wrong.map(w => w.p)),
      found: [...new Set(wrong.map(w => `${w.letter})`))].join(' '),
      expected: strange.length > 0 ? 'e) g) h)' : 'd) đ) e)',
    })
  out.push(...orderFaults(a))
  return out
}

/** Numbers typed by hand that skip or come twice: "I, III", "1, 2, 2", "Điều 1, Điều 3". A list may begin again at 1. */
function orderFaults(a: Anatomy): Fault[] {
  const wrong: { p: Paragraph; label: string; after: string }[] = []
  const last = new Map<string, { value: number; label: string }>()
  for (const p of a.body) {
    const m = marked(p)
    if (!m || !['roman', 'number', 'article'].includes(m.style)) continue
    const value = m.style === 'roman' ? fromRoman(m.label) : Number(/\d+$/.exec(m.label.replace(/\.$/, ''))?.[0])
    if (value === null || !Number.isFinite(value)) continue
    const parent = m.label.includes('.') ? m.label.slice(0, m.label.lastIndexOf('.')) : ''
    const series = `${m.style} ${parent}`
    const before = last.get(series)
    if (p.label === '' && before && value !== 1 && value !== before.value + 1)
      wrong.push({ p, label: m.label, after: before.label })
    last.set(series, { value, label: m.label })
    // what is numbered below a heading begins anew with the next
    if (m.style !== 'number') for (const k of last.keys()) if (k.startsWith('number')) last.delete(k)
    if (m.style === 'number' && parent === '') for (const k of last.keys()) if (/^number ./.test(k)) last.delete(k)
  }
  const first = wrong[0]
  if (!first) return []
  return [
    {
      rule: 'ND30.II.6.number-order',
      severity: 'warning',
      message: `Số thứ tự không liên tục: sau «${first.after}» đến «${first.label}».`,
      messageEn: `The numbers do not follow one another: "${first.label}" comes after "${first.after}".`,
      where: places(wrong.map(w => w.p)),
      found: first.label,
      expected: `tiếp sau ${first.after}`,
    },
  ]
}
