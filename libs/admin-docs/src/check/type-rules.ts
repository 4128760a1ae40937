import { setColor, setFont } from './mend.ts'
import type { Fault } from './finding.ts'
import type { Model, Run } from './model.ts'

/** Fonts that are Times New Roman under another name, as LibreOffice and Linux offices write it. */
const same = /^(?:Times New Roman|Times|Liberation Serif|Tinos|TimesNewRomanPS.*)$/i

/** Typeface and colour: Phụ lục I, Phần I, Mục I, khoản 4. One finding for the whole document, with how much of it is wrong. */
export function typeFaults(model: Model): Fault[] {
  const runs = model.paragraphs.flatMap(p => p.runs).filter(r => /[\p{L}\d]/u.test(r.text) && !r.look.vanish)
  return [...fontFault(runs), ...colourFault(model)]
}

function fontFault(runs: Run[]): Fault[] {
  const wrong = runs.filter(r => !same.test(r.look.font) || !same.test(r.look.wideFont))
  if (wrong.length === 0) return []
  const names = new Map<string, number>()
  for (const r of wrong)
    for (const font of new Set([r.look.font, r.look.wideFont].filter(f => !same.test(f))))
      names.set(font, (names.get(font) ?? 0) + r.text.length)
  const all = runs.reduce((n, r) => n + r.text.length, 0)
  const share = Math.max(1, Math.round((wrong.reduce((n, r) => n + r.text.length, 0) / all) * 100))
  const found = [...names].sort((a, b) => b[1] - a[1]).map(([name]) => name)
  return [
    {
      rule: 'ND30.I.4.font',
      severity: 'error',
      message: `Phông chữ phải là Times New Roman (Unicode); ${share}% chữ dùng ${found.slice(0, 3).join(', ')}.`,
      messageEn: `The typeface must be Times New Roman (Unicode); ${share}% of the text is in ${found.slice(0, 3).join(', ')}.`,
      where: `«${(wrong[0]?.text ?? '').trim().slice(0, 60)}»`,
      found: found.join(', '),
      expected: 'Times New Roman',
      // Letters of a legacy encoding would turn into other letters under a Unicode font.
      ...(found.some(f => /^(?:\.Vn|VNI)/i.test(f))
        ? {}
        : { fix: () => wrong.forEach(r => setFont(r, 'Times New Roman')) }),
    },
  ]
}

const dark = (color: string) => color === 'auto' || /^0{6}$/.test(color)

function colourFault(model: Model): Fault[] {
  // Marks of urgency are stamped in red, and the word of an exercise is none of the decree's business.
  const stamp = /^(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT|DIỄN TẬP|DỰ THẢO|HỎA TỐC HẸN GIỜ)$/iu
  const wrong = model.paragraphs
    .filter(p => !stamp.test(p.text.trim()))
    .flatMap(p => p.runs)
    .filter(r => /[\p{L}\d]/u.test(r.text) && !dark(r.look.color) && !r.look.vanish)
  const first = wrong[0]
  if (!first) return []
  return [
    {
      rule: 'ND30.I.4.colour',
      severity: 'error',
      message: 'Chữ phải màu đen.',
      messageEn: 'The text must be black.',
      where: `«${first.text.trim().slice(0, 60)}»`,
      found: [...new Set(wrong.map(r => `#${r.look.color}`))].join(', '),
      expected: 'đen',
      fix: () => wrong.forEach(r => setColor(r, '000000')),
    },
  ]
}
