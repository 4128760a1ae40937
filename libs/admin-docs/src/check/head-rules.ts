import { lineFault } from './line-rules.ts'
import { lookFaults, shorten } from './look-rules.ts'
import { replaceIn, setSpacing, setWords } from './mend.ts'
import { sentenceCase } from './sentence-case.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Bit, Model } from './model.ts'

const nationWords = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const mottoWords = 'Độc lập - Tự do - Hạnh phúc'

/** The head: Phụ lục I, Phần I, Mục II, khoản 1, 2 and 5, with the lines under its parts. */
export function headFaults(model: Model, a: Anatomy): Fault[] {
  return [...nationFaults(model, a), ...issuerFaults(model, a), ...titleFaults(model, a)]
}

const missing = (rule: string, vi: string, en: string, expected: string): Fault => ({
  rule,
  severity: 'error',
  message: `Thiếu ${vi}.`,
  messageEn: `${en} is missing.`,
  where: 'trang 1',
  found: '',
  expected,
})

function nationFaults(model: Model, a: Anatomy): Fault[] {
  const out: Fault[] = []
  if (!a.nation) out.push(missing('ND30.II.1.nation-missing', 'Quốc hiệu', 'The national name', nationWords))
  else {
    const bit = a.nation
    out.push(
      ...lookFaults([bit], {
        rule: 'ND30.II.1.nation',
        vi: 'Quốc hiệu',
        en: 'National name',
        size: [12, 13],
        bold: true,
        italic: false,
        capitals: true,
        center: true,
      }),
    )
    if (bit.text.toUpperCase().replace('HOÀ', 'HÒA') !== nationWords)
      out.push(words('ND30.II.1.nation-text', 'Quốc hiệu', 'National name', bit, nationWords))
  }
  if (!a.motto) out.push(missing('ND30.II.1.motto-missing', 'Tiêu ngữ', 'The motto', mottoWords))
  else {
    const bit = a.motto
    out.push(
      ...lookFaults([bit], {
        rule: 'ND30.II.1.motto',
        vi: 'Tiêu ngữ',
        en: 'Motto',
        size: [13, 14],
        bold: true,
        italic: false,
        center: true,
      }),
    )
    if (bit.text !== mottoWords) out.push(words('ND30.II.1.motto-text', 'Tiêu ngữ', 'Motto', bit, mottoWords))
    out.push(
      ...lineFault(model, a, [bit], {
        rule: 'ND30.II.1.motto-line',
        vi: 'Tiêu ngữ',
        en: 'The motto',
        share: [0.8, 1.25],
        set: 1,
        says: 'dài bằng dòng chữ',
      }),
    )
  }
  return out
}

function words(rule: string, vi: string, en: string, bit: Bit, expected: string): Fault {
  return {
    rule,
    severity: 'error',
    message: `${vi} phải viết đúng «${expected}».`,
    messageEn: `${en} must read "${expected}".`,
    where: `«${shorten(bit.text)}»`,
    found: bit.text,
    expected,
    fix: () => setWords(bit, expected),
  }
}

function issuerFaults(model: Model, a: Anatomy): Fault[] {
  const last = a.issuer.at(-1)
  if (!last)
    return [missing('ND30.II.2.issuer-missing', 'tên cơ quan ban hành', 'The name of the issuer', 'ỦY BAN NHÂN DÂN …')]
  return [
    ...lookFaults(a.superior, {
      rule: 'ND30.II.2.superior',
      vi: 'Tên cơ quan chủ quản',
      en: 'Superior body',
      size: [12, 13],
      bold: false,
      italic: false,
      capitals: true,
      center: true,
    }),
    ...lookFaults(a.issuer, {
      rule: 'ND30.II.2.issuer',
      vi: 'Tên cơ quan ban hành',
      en: 'Issuer',
      size: [12, 13],
      bold: true,
      italic: false,
      capitals: true,
      center: true,
    }),
    ...lineFault(model, a, a.issuer, {
      rule: 'ND30.II.2.issuer-line',
      vi: 'Tên cơ quan ban hành',
      en: 'The issuer',
      share: [0.25, 0.6],
      set: 0.42,
      says: 'dài từ 1/3 đến 1/2 dòng chữ',
    }),
  ]
}

/** The subject in small letters, 6 pt below the number (khoản 5 điểm b). */
function subjectFaults(a: Anatomy, first: Bit): Fault[] {
  const out: Fault[] = []
  const loud = a.subject.filter(b => {
    const words = b.text.replace(/^V\s*\/\s*v\s*:?/iu, '')
    return (words.match(/\p{L}/gu) ?? []).length > 4 && words === words.toUpperCase()
  })
  if (loud[0])
    out.push({
      rule: 'ND30.II.5.subject-case',
      severity: 'error',
      message: 'Trích yếu công văn: phải là chữ in thường.',
      messageEn: 'Subject of the letter: must not be in capitals.',
      where: `«${shorten(loud[0].text)}»`,
      found: shorten(loud[0].text),
      expected: smallSubject(loud[0], a),
      fix: () => loud.forEach(b => setWords(b, smallSubject(b, a))),
    })
  const number = a.number?.paragraph
  const p = first.paragraph
  const apart = number && number !== p && number.cell?.row === p.cell?.row && p.index === number.index + 1
  const gap = number ? number.look.after + p.look.before : 0
  if (apart && gap < 100)
    out.push({
      rule: 'ND30.II.5.subject-gap',
      severity: 'warning',
      message: 'Trích yếu công văn cách số, ký hiệu 6pt.',
      messageEn: 'The subject of a letter stands 6 pt below the number.',
      where: `«${shorten(first.text)}»`,
      found: `${String(Math.round(gap / 2) / 10).replace('.', ',')}pt`,
      expected: '6pt',
      fix: () => setSpacing(p, { 'w:before': '120' }),
    })
  return out
}

function smallSubject(bit: Bit, a: Anatomy): string {
  const opening = /^V\s*\/\s*v\s*:?\s*/iu.exec(bit.text)?.[0] ?? ''
  return `${opening === '' ? '' : 'V/v '}${sentenceCase(bit.text.slice(opening.length), a.names, false)}`
}

function titleFaults(model: Model, a: Anatomy): Fault[] {
  const out: Fault[] = []
  if (a.kind === 'CV') {
    out.push(
      ...lookFaults(a.subject, {
        rule: 'ND30.II.5.subject',
        vi: 'Trích yếu công văn',
        en: 'Subject of the letter',
        size: [12, 13],
        bold: false,
        italic: false,
        center: true,
      }),
    )
    const first = a.subject[0]
    if (!first)
      out.push(
        missing(
          'ND30.II.5.subject-missing',
          'trích yếu công văn («V/v …»)',
          'The subject of the letter ("V/v …")',
          'V/v …',
        ),
      )
    else if (!/^V\/v\s+(?=\S)/u.test(first.text))
      out.push({
        rule: 'ND30.II.5.subject-form',
        severity: 'error',
        message: 'Trích yếu công văn phải mở đầu bằng «V/v » và một dấu cách.',
        messageEn: 'The subject of a letter must open with "V/v" and one space.',
        where: `«${shorten(first.text)}»`,
        found: first.text.slice(0, 12),
        expected: 'V/v …',
        fix: () => replaceIn(first.runs, /^\s*V\s*\/\s*v\s*:?\s*/iu, 'V/v '),
      })
    if (first) out.push(...subjectFaults(a, first))
    return out
  }
  const name = a.kindName
  if (!name) return out
  out.push(
    ...lookFaults([name], {
      rule: 'ND30.II.5.kind',
      vi: 'Tên loại văn bản',
      en: 'Name of the kind',
      size: [13, 14],
      bold: true,
      italic: false,
      capitals: true,
      center: true,
    }),
  )
  const last = a.title.at(-1)
  if (!last) {
    // A công điện and an invitation may do without.
    if (a.kind !== 'CĐ' && a.kind !== 'GM')
      out.push(
        missing(
          'ND30.II.5.title-missing',
          'trích yếu nội dung dưới tên loại',
          'The summary under the name of the kind',
          'Về việc …',
        ),
      )
    return out
  }
  out.push(
    ...lookFaults(a.title, {
      rule: 'ND30.II.5.title',
      vi: 'Trích yếu',
      en: 'Summary',
      size: [13, 14],
      bold: true,
      italic: false,
      capitals: false,
      center: true,
      names: a.names,
    }),
  )
  if (/[.;,]$/.test(last.text))
    out.push({
      rule: 'ND30.II.5.title-end',
      severity: 'warning',
      message: 'Trích yếu là một cụm từ, không có dấu câu ở cuối.',
      messageEn: 'The summary is a phrase and ends without a stop.',
      where: `«${shorten(last.text)}»`,
      found: last.text.slice(-1),
      expected: 'không có dấu câu',
      fix: () => replaceIn([...last.runs].reverse(), /[.;,]+\s*$/u, ''),
    })
  out.push(
    ...lineFault(model, a, a.title, {
      rule: 'ND30.II.5.title-line',
      vi: 'Trích yếu',
      en: 'The summary',
      share: [0.2, 0.62],
      set: 0.4,
      says: 'dài từ 1/3 đến 1/2 dòng chữ',
    }),
  )
  return out
}
