import { type Breakdown, codePattern, elementKinds, type FormElement, mostOptionCells } from './element.ts'
import type { CrossCheck, ReportForm } from './form.ts'
import { formulaFigures, FormulaFault, parseFormula } from './formula.ts'

/** What is wrong with a form, in one sentence for whoever keeps it. `en` is also what tests and logs read. */
export type FormFault = { vi: string; en: string }

/** Bounds of a form; each far above the longest that offices use. */
export const formLimits = { elements: 400, parts: 60, checks: 100, indicators: 60, options: 40, askedBack: 20 }

/** Codes that a check reads within the form; figures of other forms ("form:element") are left out. */
export function checkFigures(c: CrossCheck): string[] {
  if (c.kind === 'at-least') return [c.left, c.right]
  if (c.kind === 'zero-with') return [c.part, c.whole]
  if (c.kind === 'sum') return [c.whole, ...c.parts]
  try {
    return formulaFigures(parseFormula(c.formula, 'truth')).filter(code => !isForeign(code))
  } catch {
    return []
  }
}

/** "scam-weekly:scam.week.reports" names a figure of another form. Options hold a colon too, behind their slash. */
export const isForeign = (code: string): boolean => foreignFigure(code) !== null
export function foreignFigure(code: string): { form: string; element: string } | null {
  const colon = code.indexOf(':')
  const slash = code.indexOf('/')
  if (colon < 0 || (slash >= 0 && slash < colon)) return null
  return { form: code.slice(0, colon), element: code.slice(colon + 1) }
}

/** Faults of a form in itself: unknown codes, things named twice, figures that stand nowhere, formulas that cannot be read. Empty when it is sound. */
export function findFormFaults(form: ReportForm): FormFault[] {
  const faults: FormFault[] = []
  const add = (vi: string, en: string) => faults.push({ vi, en })
  const elements = new Set(form.elements.map(e => e.code))
  const parts = new Set(form.parts.map(p => p.code))
  const twice = (whatVi: string, what: string, list: readonly string[]) => {
    const seen = new Set<string>()
    for (const x of list) {
      if (seen.has(x)) add(`${whatVi} "${x}" có hai lần.`, `${what} "${x}" twice`)
      seen.add(x)
    }
  }
  const known = (whatVi: string, what: string, code: string, all: ReadonlySet<string>) => {
    if (!all.has(code))
      add(`${whatVi} nhắc đến "${code}" mà biểu mẫu không có.`, `${what} names "${code}", which the form does not have`)
  }
  const most = (whatVi: string, what: string, count: number, limit: number) => {
    if (count > limit) add(`Quá nhiều ${whatVi}: tối đa ${limit}.`, `too many ${what}: at most ${limit}`)
  }
  if (!codePattern.test(form.code))
    add(`Mã biểu mẫu "${form.code}" không hợp lệ.`, `the code "${form.code}" is not one`)
  for (const [vi, text] of [
    ['Tên biểu mẫu', form.titleVi],
    ['Tên tiếng Anh', form.titleEn],
    ['Nội dung báo cáo', form.aboutVi],
    ['Căn cứ', form.basisVi],
  ] as const)
    if (!text.trim()) add(`${vi} còn trống.`, `a title or basis is empty`)
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(form.due.time)) add('Giờ hạn viết như 17:00.', 'the due time is written 17:00')
  if (form.due.days < 0 || form.due.days > 90 || !Number.isInteger(form.due.days))
    add('Hạn là 0–90 ngày sau kỳ.', 'due 0 to 90 days after the period')
  if (form.period === 'free' && form.asked === 'calendar')
    add('Kỳ tự chọn chỉ có khi cơ quan yêu cầu: chọn "khi có yêu cầu".', 'a free period is asked for by call')
  if (form.askedBack < 0 || form.askedBack > formLimits.askedBack)
    add(`Nhắc lại tối đa ${formLimits.askedBack} kỳ.`, `at most ${formLimits.askedBack} periods back`)
  if (!form.elements.length && !form.parts.length) add('Biểu mẫu chưa có gì để điền.', 'the form asks for nothing')
  most('chỉ tiêu', 'elements', form.elements.length, formLimits.elements)
  most('phần lời', 'parts', form.parts.length, formLimits.parts)
  most('phép kiểm tra', 'checks', form.checks.length, formLimits.checks)
  most('chỉ số', 'indicators', form.indicators.length, formLimits.indicators)
  twice('Chỉ tiêu', 'element', [...form.elements.map(e => e.code), ...form.indicators.map(i => i.code)])
  twice(
    'Phần lời',
    'part',
    form.parts.map(p => p.code),
  )
  twice(
    'Phép kiểm tra',
    'check',
    form.checks.map(c => c.code),
  )
  twice(
    'Phần của biểu mẫu',
    'section',
    form.sections.map(s => s.code),
  )
  const placedElements = form.sections.flatMap(s => s.elements)
  const placedParts = form.sections.flatMap(s => s.parts)
  twice('Chỉ tiêu trong các phần', 'element in the sections', placedElements)
  twice('Phần lời trong các phần', 'part in the sections', placedParts)
  const placed = new Set(placedElements)
  for (const e of form.elements) {
    if (!placed.has(e.code))
      add(`Chỉ tiêu "${e.code}" chưa nằm ở phần nào.`, `element "${e.code}" stands in no section`)
    faults.push(...elementFaults(e, elements, form.breakdowns))
  }
  const told = new Set(placedParts)
  for (const p of form.parts) {
    if (!told.has(p.code)) add(`Phần lời "${p.code}" chưa nằm ở phần nào.`, `part "${p.code}" stands in no section`)
    if (!codePattern.test(p.code)) add(`Mã phần lời "${p.code}" không hợp lệ.`, `part code "${p.code}" is not one`)
    if (!p.titleVi.trim()) add(`Phần lời "${p.code}" chưa có tên.`, `part "${p.code}" has no title`)
    if (p.evidenceOf) known(`Minh chứng "${p.code}"`, `evidence ${p.code}`, p.evidenceOf, elements)
  }
  for (const s of form.sections) {
    if (!s.titleVi.trim()) add(`Phần "${s.code}" chưa có tên.`, `section ${s.code} has no title`)
    for (const e of s.elements) known(`Phần ${s.code}`, `section ${s.code}`, e, elements)
    for (const p of s.parts) known(`Phần ${s.code}`, `section ${s.code}`, p, parts)
    for (const x of s.sentences) {
      if (!x.elements.length) add(`Câu ${x.code} chưa có số nào.`, `sentence ${x.code} has no figure`)
      for (const e of x.elements) known(`Câu ${x.code}`, `sentence ${x.code}`, e, elements)
    }
  }
  for (const c of form.checks) {
    for (const e of checkFigures(c)) known(`Phép kiểm tra ${c.code}`, `check ${c.code}`, e, elements)
    if (!c.vi.trim()) add(`Phép kiểm tra ${c.code} chưa có lời.`, `check ${c.code} has no words`)
    if (c.kind === 'sum' && !c.parts.length) add(`Phép cộng ${c.code} chưa có phần.`, `sum ${c.code} has no parts`)
    if (c.kind === 'rule')
      faults.push(...formulaFaults(`Phép kiểm tra ${c.code}`, `check ${c.code}`, c.formula, 'truth'))
  }
  for (const i of form.indicators) {
    faults.push(...formulaFaults(`Chỉ số ${i.code}`, `indicator ${i.code}`, i.formula, 'number'))
    if (!codePattern.test(i.code)) add(`Mã chỉ số "${i.code}" không hợp lệ.`, `indicator code "${i.code}" is not one`)
    for (const code of figuresOf(i.formula)) known(`Chỉ số ${i.code}`, `indicator ${i.code}`, code, elements)
  }
  for (const set of form.criteria)
    for (const code of set.criteria) {
      known(`Bộ tiêu chí ${set.code}`, `criteria ${set.code}`, code, elements)
      const kind = form.elements.find(e => e.code === code)?.kind
      if (kind && kind !== 'score' && kind !== 'yes-no')
        add(
          `Tiêu chí "${code}" phải chấm bằng điểm hoặc đạt/chưa đạt.`,
          `criterion "${code}" is neither a score nor yes or no`,
        )
    }
  return faults
}

/** The same in English, one line each. */
export const formFaults = (form: ReportForm): string[] => findFormFaults(form).map(f => f.en)

const figuresOf = (formula: string): string[] => {
  try {
    return formulaFigures(parseFormula(formula))
  } catch {
    return []
  }
}

function formulaFaults(whatVi: string, what: string, text: string, wanted: 'number' | 'truth'): FormFault[] {
  try {
    parseFormula(text, wanted)
    return []
  } catch (e) {
    if (!(e instanceof FormulaFault)) throw e
    return [
      {
        vi: `${whatVi}, ký tự ${e.at + 1}: ${e.vi}`,
        en: `${what}, character ${e.at + 1}: ${e.en}`,
      },
    ]
  }
}

export function elementFaults(
  e: FormElement,
  elements: ReadonlySet<string>,
  breakdowns: readonly Breakdown[],
): FormFault[] {
  const faults: FormFault[] = []
  const add = (vi: string, en: string) => faults.push({ vi, en })
  const own = e.code.split('/')[0] ?? ''
  if (!codePattern.test(own)) add(`Mã chỉ tiêu "${e.code}" không hợp lệ.`, `element code "${e.code}" is not one`)
  if (!elementKinds.includes(e.kind))
    add(`Chỉ tiêu "${e.code}": loại số lạ.`, `element "${e.code}" has an unknown kind`)
  if (!e.nameVi.trim()) add(`Chỉ tiêu "${e.code}" chưa có tên.`, `element "${e.code}" has no name`)
  if (!(e.max > 0) || e.max >= 1e15)
    add(`Chỉ tiêu "${e.code}": giới hạn trên phải lớn hơn 0.`, `element "${e.code}" has no upper bound`)
  if (e.of && !elements.has(e.of)) add(`Phân tổ "${e.code}" thiếu chỉ tiêu gốc.`, `part "${e.code}" has no whole`)
  let cells = 0
  for (const codes of e.breakdowns ?? []) {
    const used = codes.map(c => breakdowns.find(b => b.code === c))
    if (codes.length < 1 || codes.length > 2 || used.some(b => !b))
      add(`Chỉ tiêu "${e.code}": phân tổ không có trong biểu mẫu.`, `element "${e.code}" names an unknown breakdown`)
    cells += used.reduce((n, b) => n * (b?.options.length ?? 0), 1)
  }
  if (cells > mostOptionCells)
    add(
      `Chỉ tiêu "${e.code}" tách thành ${cells} ô: tối đa ${mostOptionCells}.`,
      `element "${e.code}" has ${cells} cells, at most ${mostOptionCells}`,
    )
  return faults
}
