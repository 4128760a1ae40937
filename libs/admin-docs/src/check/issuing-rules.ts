import { lookFaults, shorten } from './look-rules.ts'
import { child, childrenOf } from './xml-tree.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Model } from './model.ts'

/** "PL.300", "NVA (25)": who drafted it and how many copies (box 12). */
const drafter = /^[\p{Lu}Đ]{1,6}(?:\.[\p{Lu}Đ]{1,6})*\s?(?:\.\s?\d{1,4}|\(\s?\d{1,4}\s?\))$/iu
const address = /(?:địa chỉ|điện thoại|(?<!\p{L})ĐT|fax|e-?mail|thư điện tử|website|trang thông tin điện tử)\s*:/iu

/** Sign of the drafter and number of copies; address of the issuer: Phụ lục I, Phần I, Mục III, khoản 3 and 4 (boxes 12, 13). */
export function issuingFaults(model: Model, a: Anatomy): Fault[] {
  return [...drafterFaults(model, a), ...addressFaults(model)]
}

function drafterFaults(model: Model, a: Anatomy): Fault[] {
  const from = a.recipientsHead?.paragraph.index
  if (from === undefined) return []
  const until = a.annexes[0]?.head.paragraph.index ?? model.paragraphs.length
  const bits = model.paragraphs
    .filter(p => p.index > from && p.index < until && !p.box)
    .flatMap(p => p.bits)
    .filter(b => drafter.test(b.text) && b !== a.signer && !a.recipients.includes(b) && !a.capacity.includes(b))
  return lookFaults(bits, {
    rule: 'ND30.III.3.drafter',
    vi: 'Ký hiệu người soạn thảo và số lượng bản',
    en: 'Sign of the drafter and number of copies',
    size: [11, 11],
    italic: false,
    capitals: true,
  })
}

function addressFaults(model: Model): Fault[] {
  const first = model.sections[0]
  if (!first) return []
  const title = child(first.element, 'w:titlePg')
  const titled = title !== undefined && !/^(?:0|false|off)$/.test(title.attributes.get('w:val') ?? '')
  const out: Fault[] = []
  for (const e of childrenOf(first.element)) {
    const part = e.name === 'w:footerReference' ? model.parts.get(e.attributes.get('r:id') ?? '') : undefined
    const lines = part?.paragraphs.filter(p => address.test(p.text)) ?? []
    const line = lines[0]
    if (!part || !line) continue
    out.push(
      ...lookFaults(
        lines.flatMap(p => p.bits),
        {
          rule: 'ND30.III.4.address',
          vi: 'Địa chỉ, thư điện tử, số điện thoại',
          en: 'Address, mail, telephone',
          size: [11, 12],
          italic: false,
          capitals: false,
        },
      ),
    )
    const before = part.paragraphs[part.paragraphs.indexOf(line) - 1]
    if (!line.borders.top && !line.drawn && !before?.borders.bottom && !before?.borders.top && !before?.drawn)
      out.push({
        rule: 'ND30.III.4.address-line',
        severity: 'warning',
        message: 'Địa chỉ cơ quan đặt dưới một đường kẻ nét liền kéo dài hết chiều ngang.',
        messageEn: 'The address stands under a solid line over the whole width.',
        where: `«${shorten(line.text.trim())}»`,
        found: 'không có đường kẻ',
        expected: 'đường kẻ hết chiều ngang',
      })
    if (titled && (e.attributes.get('w:type') ?? 'default') !== 'first')
      out.push({
        rule: 'ND30.III.4.address-place',
        severity: 'warning',
        message: 'Địa chỉ cơ quan chỉ đặt ở chân trang thứ nhất.',
        messageEn: 'The address stands at the foot of the first page only.',
        where: `«${shorten(line.text.trim())}»`,
        found: 'chân các trang sau',
        expected: 'chân trang thứ nhất',
      })
  }
  return out
}
