import { readMarker } from '../parse/markers.ts'
import { labelled } from './anatomy.ts'
import { labelFaults } from './label-rules.ts'
import { alignNames, lookFaults, places, shorten } from './look-rules.ts'
import { setAlign, setContextual, setEnd, setIndent, setSize, setSpacing, setToggle } from './mend.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Paragraph } from './model.ts'

const perMm = 56.6929
const clause = 'Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm e'

/** Grounds, running text and headings: Phụ lục I, Phần I, Mục II, khoản 6. */
export function bodyFaults(a: Anatomy): Fault[] {
  return [...groundFaults(a), ...textFaults(a), ...headingFaults(a), ...labelFaults(a), ...endFault(a)]
}

const comma = (n: number) => String(Math.round(n * 10) / 10).replace('.', ',')

function groundFaults(a: Anatomy): Fault[] {
  const out = lookFaults(
    a.grounds.flatMap(p => p.bits),
    { rule: 'ND30.II.6.ground', vi: 'Căn cứ ban hành', en: 'Grounds', size: [13, 14], italic: true, bold: false },
  )
  const wrong = a.grounds.filter((p, i) => !(i === a.grounds.length - 1 ? /[.,;:]$/ : /;$/).test(p.text.trim()))
  const last = a.grounds.at(-1)
  if (last && /[;,]$/.test(last.text.trim())) wrong.push(last)
  const first = wrong[0]
  if (first)
    out.push({
      rule: 'ND30.II.6.ground-end',
      severity: 'error',
      message: 'Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối cùng bằng dấu chấm.',
      messageEn: 'Each ground ends with a semicolon, the last with a full stop.',
      where: places(wrong),
      found: first.text.trim().slice(-1),
      expected: first === last ? '.' : ';',
      fix: () => {
        for (const p of wrong) setEnd(p.runs, /[\s.,;:]*$/u, p === last ? '.' : ';')
      },
    })
  return out
}

/** Paragraphs of plain text: no centred line, no table, no line that stands for a picture. */
const running = (a: Anatomy) => a.body.filter(p => p.look.align !== 'center' || p.text.trim().length > 120)

function textFaults(a: Anatomy): Fault[] {
  const out: Fault[] = []
  const ps = running(a)
  const say = (
    rule: string,
    wrong: Paragraph[],
    vi: string,
    en: string,
    found: string,
    expected: string,
    fix: () => void,
  ) => {
    if (wrong.length > 0)
      out.push({
        rule: `ND30.II.6.body-${rule}`,
        severity: 'error',
        message: `${vi}.`,
        messageEn: `${en}.`,
        where: places(wrong),
        found,
        expected,
        clause,
        fix,
      })
  }
  const letters = (p: Paragraph) => p.runs.filter(r => /[\p{L}\d]/u.test(r.text) && !/^\d{1,3}$/.test(r.text.trim()))
  const all = [...ps, ...a.body.filter(p => !ps.includes(p))]
  const small = all.filter(p => letters(p).some(r => r.look.size < 26 || r.look.size > 28))
  const size =
    (small[0] ? letters(small[0]).find(r => r.look.size < 26 || r.look.size > 28)?.look.size : undefined) ?? 0
  say(
    'size',
    small,
    `Nội dung: cỡ chữ ${comma(size / 2)}, phải là 13–14`,
    `Text: size ${comma(size / 2)}, must be 13–14`,
    comma(size / 2),
    '13–14',
    () => {
      for (const p of small)
        setSize(
          letters(p).filter(r => r.look.size < 26 || r.look.size > 28),
          size < 26 ? 26 : 28,
        )
    },
  )
  const plain = ps.filter(p => !isHeading(p, a))
  const ragged = plain.filter(p => p.look.align !== 'both' && !(p.look.align === 'right' && p.text.trim() === './.'))
  say(
    'align',
    ragged,
    'Nội dung phải canh đều cả hai lề',
    'Text must be justified',
    alignNames[ragged[0]?.look.align ?? 'left'],
    'đều hai bên',
    () => {
      for (const p of ragged) setAlign(p, 'both')
    },
  )
  const start = (p: Paragraph) => (p.look.left + p.look.firstLine) / perMm
  const indented = (p: Paragraph) => {
    const at = start(p)
    return (
      p.look.left >= -30 &&
      p.look.left <= 60 &&
      (Math.abs(at - 10) <= 0.7 || Math.abs(at - 12.7) <= 0.7) &&
      !/^[\t\u00a0 ]/.test(p.text)
    )
  }
  const flush = plain.filter(p => !indented(p) && p.text.trim() !== './.')
  say(
    'indent',
    flush,
    'Chữ đầu dòng phải lùi vào 1 cm hoặc 1,27 cm',
    'The first line must be indented 1 cm or 1.27 cm',
    flush[0] && /^[\t\u00a0 ]/.test(flush[0].text)
      ? 'dấu cách hoặc phím Tab'
      : `${comma((flush[0] ? start(flush[0]) : 0) / 10)} cm`,
    '1 cm hoặc 1,27 cm',
    () => flush.forEach(p => setIndent(p, 720)),
  )
  // Between two paragraphs stands what the first leaves behind it and the second before it.
  const gap = (p: Paragraph, before: Paragraph) => {
    const joined = p.look.style === before.look.style
    return (
      (joined && before.look.contextual ? 0 : before.look.after) + (joined && p.look.contextual ? 0 : p.look.before)
    )
  }
  const tight = ps.flatMap((p, i) => {
    const before = ps[i - 1]
    return before && before.index === p.index - 1 && gap(p, before) < 114 ? [{ p, space: gap(p, before) }] : []
  })
  say(
    'spacing',
    tight.map(t => t.p),
    'Các đoạn phải cách nhau tối thiểu 6pt',
    'Paragraphs must stand at least 6 pt apart',
    `${comma((tight[0]?.space ?? 0) / 20)}pt`,
    'từ 6pt',
    () => {
      for (const { p } of tight) {
        setSpacing(p, { 'w:before': '120' })
        if (p.look.contextual) setContextual(p)
      }
    },
  )
  const lines = (p: Paragraph) => {
    const size = Math.max(20, ...p.runs.map(r => r.look.size)) / 2
    // Type of 14 pt stands on a line of some 16 pt: single spacing of Times New Roman is 1.15 times its size.
    return p.look.lineRule === 'auto' ? p.look.line / 240 : p.look.line / 20 / (size * 1.15)
  }
  const wide = ps.filter(
    p => lines(p) > 1.56 || lines(p) < (p.look.lineRule === 'auto' ? 0.98 : p.look.lineRule === 'exact' ? 0.9 : 0),
  )
  say(
    'line',
    wide,
    'Khoảng cách giữa các dòng phải từ dòng đơn đến 1,5 lines',
    'Lines must be set from single to 1.5 lines',
    `${comma(wide[0] ? lines(wide[0]) : 0)} lines`,
    '1–1,5 lines',
    () => {
      for (const p of wide) setSpacing(p, { 'w:line': lines(p) > 1.5 ? '360' : '240', 'w:lineRule': 'auto' })
    },
  )
  return out
}

/** The decree sets the indent and the edges of running text, not of headings. */
function isHeading(p: Paragraph, a: Anatomy): boolean {
  const m = marked(p)
  if (m?.style === 'roman' || m?.style === 'part' || m?.style === 'upper') return true
  return isTitled(p, a.body[a.body.indexOf(p) + 1])
}

/** "1. Công an xã": a title ends without a stop, is short, and what follows stands below it, not beside it. */
function isTitled(p: Paragraph, next: Paragraph | undefined): boolean {
  const m = marked(p)
  if (m?.style !== 'number' || m.label.includes('.') || next === undefined) return false
  const t = p.text.trim()
  return t.length < 150 && !/[.;:,!?/]$/.test(t) && (marked(next)?.rank ?? 99) > m.rank
}

const marked = (p: Paragraph) => readMarker(labelled(p))

function headingFaults(a: Anatomy): Fault[] {
  const out: Fault[] = []
  const roman = a.body.filter(p => marked(p)?.style === 'roman' && p.text.trim().length < 200)
  out.push(
    ...lookFaults(
      roman.flatMap(p => p.bits),
      {
        rule: 'ND30.II.6.section',
        vi: 'Số thứ tự và tiêu đề mục',
        en: 'Section headings',
        bold: true,
        italic: false,
        capitals: true,
      },
    ),
  )
  out.push(...partFaults(a))
  const articles = a.body.filter(p => marked(p)?.style === 'article')
  // Only the number and what stands with it in the same run: an article may go on in plain type.
  const heads = articles.filter(p => !p.runs.filter(r => r.text.trim() !== '')[0]?.look.bold)
  if (heads.length > 0)
    out.push({
      rule: 'ND30.II.6.article-bold',
      severity: 'error',
      message: 'Từ «Điều», số thứ tự và tiêu đề của điều phải in đậm.',
      messageEn: '"Điều", its number and its title must be bold.',
      where: places(heads),
      found: 'không đậm',
      expected: 'đậm',
      fix: () => heads.forEach(p => setToggle(p.runs.slice(0, 1), 'w:b', true)),
    })
  const titled = a.body.filter((p, i) => isTitled(p, a.body[i + 1]))
  out.push(
    ...lookFaults(
      titled.flatMap(p => p.bits),
      {
        rule: 'ND30.II.6.clause',
        vi: 'Số thứ tự và tiêu đề khoản',
        en: 'Titles of clauses',
        bold: true,
        italic: false,
      },
    ),
  )
  const slanted = a.body.filter(p => {
    const runs = p.runs.filter(r => /\p{L}/u.test(r.text))
    return (
      runs.length > 0 &&
      runs.every(r => r.look.italic) &&
      !/^\(|^["“]/.test(p.text.trim()) &&
      !roman.includes(p) &&
      !titled.includes(p) &&
      p.look.align !== 'center'
    )
  })
  if (slanted.length > 0)
    out.push({
      rule: 'ND30.II.6.body-italic',
      severity: 'error',
      message: 'Nội dung văn bản phải là chữ đứng.',
      messageEn: 'The text must be upright.',
      where: places(slanted),
      found: 'nghiêng',
      expected: 'đứng',
      clause,
      fix: () => slanted.forEach(p => setToggle(p.runs, 'w:i', false)),
    })
  return out
}

/** "Phần I", "Chương II" on a line of their own, the title in capitals below. */
function partFaults(a: Anatomy): Fault[] {
  const parts = a.body.filter(p => marked(p)?.style === 'part' && p.text.trim().length < 220)
  const joined = parts.filter(
    p =>
      p.text
        .trim()
        .slice(marked(p)?.textAt ?? 0)
        .trim() !== '' && p.bits.length === 1,
  )
  const out = lookFaults(
    parts.flatMap(p => p.bits.slice(0, 1)),
    {
      rule: 'ND30.II.6.part',
      vi: 'Từ «Phần», «Chương» và số thứ tự',
      en: '"Phần", "Chương" and the number',
      bold: true,
      italic: false,
      capitals: false,
      center: true,
      names: a.names,
    },
  )
  if (joined[0])
    out.push({
      rule: 'ND30.II.6.part-line',
      severity: 'warning',
      message: 'Từ «Phần», «Chương» và số thứ tự đặt trên một dòng riêng, tiêu đề ngay dưới.',
      messageEn: '"Phần", "Chương" and the number stand on a line of their own, the title below.',
      where: places(joined),
      found: shorten(joined[0].text.trim()),
      expected: 'Phần I ↵ TIÊU ĐỀ',
    })
  const titles = parts.flatMap(p => {
    if (joined.includes(p)) return []
    const next = a.body[a.body.indexOf(p) + 1]
    return p.bits.length > 1 ? p.bits.slice(1) : next && !marked(next) && next.text.trim().length < 200 ? next.bits : []
  })
  out.push(
    ...lookFaults(titles, {
      rule: 'ND30.II.6.part-title',
      vi: 'Tiêu đề của phần, chương',
      en: 'Titles of parts and chapters',
      bold: true,
      italic: false,
      capitals: true,
      center: true,
    }),
  )
  return out
}

function endFault(a: Anatomy): Fault[] {
  const last = a.body.at(-1)
  if (!last || /\.\/\.["”]?$/.test(last.text.trim())) return []
  // A table may stand last: then the mark stands alone behind it, and is a paragraph of the body.
  return [
    {
      rule: 'ND30.II.6.end-mark',
      severity: 'error',
      message: 'Nội dung phải kết thúc bằng «./.».',
      messageEn: 'The text must end with "./.".',
      where: `«${shorten(last.text.trim())}»`,
      found: last.text.trim().slice(-4),
      expected: './.',
      clause: 'Nghị định 30/2020/NĐ-CP, Phụ lục III (các mẫu)',
      fix: () => setEnd(last.runs, /[\s.,;:/]*$/u, './.'),
    },
  ]
}
