import { letterIndex } from '@tusom/vi-text'
import { readMarker } from '../parse/markers.ts'
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
      letter === 'e' &&
      before?.letter === 'd' &&
      !a.body.slice(a.body.indexOf(before.p), a.body.indexOf(p)).some(q => marked(q)?.style === 'number')
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
      expected: skipped.length > 0 ? 'd) đ) e)' : 'e) g) h)',
    })
  return out
}
