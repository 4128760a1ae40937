import type { DueRule, PeriodKind } from './period.ts'

/**
 * What a figure is. `count` and `people` are whole; `money` is in millions of đồng with one decimal; `share` is a percentage
 * with one decimal, and shares are never added.
 */
export type ElementKind = 'count' | 'people' | 'money' | 'share'

/** A figure that a form asks for (chỉ tiêu). */
export type FormElement = {
  code: string
  /** its number on the form; "4.1" is a part of 4 */
  label: string
  kind: ElementKind
  nameVi: string
  nameEn: string
  /** unit of measure: "vụ", "người", "triệu đồng" */
  unitVi: string
  unitEn: string
  /** how the sentence names it after the number: "vụ tai nạn giao thông" */
  nounVi: string
  /** the clause when it is zero: "không xảy ra" */
  zeroVi: string
  /** above this it is a slip of the keyboard */
  max: number
}

/** A narrative part (phần lời): what people write themselves. */
export type FormPart = {
  code: string
  titleVi: string
  titleEn: string
  hintVi: string
  hintEn: string
  required: boolean
}

/** One sentence of the document, made of figures: the first decides between "xảy ra …" and the element's "không xảy ra". */
export type FormSentence = {
  code: string
  titleVi: string
  elements: string[]
  /** words before the first figure */
  leadVi: string
}

/** A section of the form, which is also a section of the document. */
export type FormSection = {
  code: string
  titleVi: string
  titleEn: string
  elements: string[]
  sentences: FormSentence[]
  parts: string[]
}

/**
 * A check between figures. `block`: the report cannot be sent; `ask`: it can, with a reason.
 * `at-least`: left must not be below right. `zero-with`: where `whole` is 0, `part` is 0 as well.
 */
export type CrossCheck = { code: string; effect: 'block' | 'ask'; vi: string; en: string } & (
  | { kind: 'at-least'; left: string; right: string }
  | { kind: 'zero-with'; whole: string; part: string }
)

/** A report form: data, versioned. A province's change makes a version of its own that names its base. */
export type ReportForm = {
  code: string
  version: string
  base: string | null
  /** whose form it is: `set-locally` is shown as "mẫu do tỉnh đặt, không phải biểu mẫu của luật" */
  status: 'set-locally' | 'sourced' | 'proposal'
  statusVi: string
  statusEn: string
  source: string
  titleVi: string
  titleEn: string
  /** what the document is about, after "Kết quả …" */
  aboutVi: string
  /** the document that asks for it, as the first lines of the report cite it */
  basisVi: string
  period: PeriodKind
  periodNoteVi: string
  periodNoteEn: string
  filledBy: 'commune'
  due: DueRule
  /** how many past periods are still asked for when nothing was sent */
  askedBack: number
  /** a figure this many times the highest of the earlier ones is asked about, when it is also `outlierLeast` more */
  outlierTimes: number
  outlierLeast: number
  elements: FormElement[]
  parts: FormPart[]
  sections: FormSection[]
  checks: CrossCheck[]
}

/** Faults of a form in itself: unknown codes, things named twice, figures that stand nowhere. Empty when it is sound. */
export function formFaults(form: ReportForm): string[] {
  const faults: string[] = []
  const elements = new Set(form.elements.map(e => e.code))
  const parts = new Set(form.parts.map(p => p.code))
  const twice = (what: string, list: readonly string[]) => {
    const seen = new Set<string>()
    for (const x of list) {
      if (seen.has(x)) faults.push(`${what} "${x}" twice`)
      seen.add(x)
    }
  }
  const known = (what: string, code: string, all: ReadonlySet<string>) => {
    if (!all.has(code)) faults.push(`${what} names "${code}", which the form does not have`)
  }
  twice(
    'element',
    form.elements.map(e => e.code),
  )
  twice(
    'part',
    form.parts.map(p => p.code),
  )
  twice(
    'element in the sections',
    form.sections.flatMap(s => s.elements),
  )
  const placed = new Set(form.sections.flatMap(s => s.elements))
  for (const e of elements) if (!placed.has(e)) faults.push(`element "${e}" stands in no section`)
  const told = new Set(form.sections.flatMap(s => s.parts))
  for (const p of parts) if (!told.has(p)) faults.push(`part "${p}" stands in no section`)
  for (const s of form.sections) {
    for (const e of s.elements) known(`section ${s.code}`, e, elements)
    for (const p of s.parts) known(`section ${s.code}`, p, parts)
    for (const x of s.sentences) {
      if (!x.elements.length) faults.push(`sentence ${x.code} has no figure`)
      for (const e of x.elements) known(`sentence ${x.code}`, e, elements)
    }
  }
  for (const c of form.checks)
    for (const e of c.kind === 'at-least' ? [c.left, c.right] : [c.whole, c.part]) known(`check ${c.code}`, e, elements)
  return faults
}

/** The elements in the order of the sections: the order of the cells, the annex and the sums. */
export function orderedElements(form: ReportForm): FormElement[] {
  const byCode = new Map(form.elements.map(e => [e.code, e]))
  return form.sections.flatMap(s => s.elements).flatMap(code => byCode.get(code) ?? [])
}
