import { fromRoman } from '../parse/roman.ts'
import { lookFaults, shorten } from './look-rules.ts'
import { setWords } from './mend.ts'
import { child, ensure, orders } from './xml-tree.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Bit, Model } from './model.ts'

/** Annexes: Phụ lục I, Phần I, Mục III, khoản 1. */
export function annexFaults(model: Model, a: Anatomy): Fault[] {
  const out: Fault[] = []
  const heads = a.annexes.map(x => x.head)
  out.push(
    ...lookFaults(heads, {
      rule: 'ND30.III.1.annex-word',
      vi: 'Từ «Phụ lục»',
      en: 'The word "Phụ lục"',
      size: [14, 14],
      bold: true,
      italic: false,
      center: true,
    }),
  )
  const capitals = heads.filter(b => b.text.startsWith('PHỤ LỤC') || b.runs.every(r => r.look.caps))
  if (capitals[0])
    out.push({
      rule: 'ND30.III.1.annex-word-case',
      severity: 'error',
      message: 'Từ «Phụ lục» viết chữ in thường.',
      messageEn: 'The word "Phụ lục" is not in capitals.',
      where: `«${shorten(capitals[0].text)}»`,
      found: capitals[0].text,
      expected: capitals[0].text.replace(/^PHỤ LỤC/u, 'Phụ lục'),
      fix: () => capitals.forEach(b => setWords(b, b.text.replace(/^PHỤ LỤC/u, 'Phụ lục'))),
    })
  const numbers = heads.map(b => /^phụ lục\s+(?:số\s+)?(.+?)[.:]?$/iu.exec(b.text)?.[1] ?? '')
  const wrong = a.annexes.length >= 2 ? heads.filter((_, i) => fromRoman(numbers[i] ?? '') !== i + 1) : []
  if (wrong[0])
    out.push({
      rule: 'ND30.III.1.annex-number',
      severity: 'error',
      message: 'Từ hai phụ lục trở lên phải đánh số thứ tự bằng chữ số La Mã.',
      messageEn: 'Two annexes or more are numbered in Roman figures.',
      where: `«${shorten(wrong[0].text)}»`,
      found: wrong.map(b => b.text).join(', '),
      expected: 'Phụ lục I, Phụ lục II …',
      fix: () =>
        wrong.forEach(b => {
          const n = heads.indexOf(b) + 1
          setWords(
            b,
            `Phụ lục ${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'][n - 1] ?? String(n)}`,
          )
        }),
    })
  out.push(
    ...lookFaults(
      a.annexes.flatMap(x => x.title),
      {
        rule: 'ND30.III.1.annex-title',
        vi: 'Tên phụ lục',
        en: 'Title of the annex',
        size: [13, 14],
        bold: true,
        italic: false,
        capitals: true,
        center: true,
      },
    ),
  )
  out.push(
    ...lookFaults(
      a.annexes.flatMap(x => x.note ?? []),
      {
        rule: 'ND30.III.1.annex-note',
        vi: 'Dòng «Kèm theo …»',
        en: 'The line "Kèm theo …"',
        size: [13, 14],
        bold: false,
        italic: true,
        center: true,
      },
    ),
  )
  const head = heads[0]
  if (head && ![...a.body, ...a.grounds].some(p => /phụ lục/iu.test(p.text)) && !tableNames(model, head))
    out.push({
      rule: 'ND30.III.1.annex-mention',
      severity: 'warning',
      message: 'Văn bản có phụ lục kèm theo thì trong nội dung phải có chỉ dẫn về phụ lục đó.',
      messageEn: 'The text must point to the annex that goes with it.',
      where: `«${shorten(head.text)}»`,
      found: 'không nhắc đến phụ lục',
      expected: '(Phụ lục kèm theo)',
    })
  const bare = a.annexes.find(x => x.note === null)
  if (bare)
    out.push({
      rule: 'ND30.III.1.annex-note-missing',
      severity: 'warning',
      message: 'Dưới tên phụ lục có dòng «(Kèm theo … số …/…-… ngày … của …)».',
      messageEn: 'Under the title of an annex stands "(Kèm theo …)".',
      where: `«${shorten(bare.head.text)}»`,
      found: '',
      expected: '(Kèm theo …)',
    })
  for (const annex of a.annexes) {
    const section = model.sections[annex.section]
    const start = child(section?.element, 'w:pgNumType')?.attributes.get('w:start')
    const own =
      section !== undefined &&
      annex.section > 0 &&
      model.paragraphs.find(p => p.section === annex.section && p.text.trim() !== '')?.index ===
        annex.head.paragraph.index
    if (own && start === '1') continue
    out.push({
      rule: 'ND30.III.1.annex-page-number',
      severity: 'warning',
      message: 'Số trang của phụ lục được đánh riêng, bắt đầu từ 1.',
      messageEn: 'An annex counts its own pages from 1.',
      where: `«${shorten(annex.head.text)}»`,
      found: own ? 'đánh số tiếp' : 'không tách phần (section)',
      expected: 'đánh số từ 1',
      ...(own && section
        ? { fix: () => ensure(section.element, 'w:pgNumType', orders.sectPr).attributes.set('w:start', '1') }
        : {}),
    })
  }
  return out
}

/** A table of the text may be what points to the annex. */
const tableNames = (model: Model, head: Bit) =>
  model.paragraphs.some(p => p.cell !== null && p.index < head.paragraph.index && /phụ lục/iu.test(p.text))
