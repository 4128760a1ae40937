import type { DueRule } from './due.ts'
import type { Breakdown, FormElement } from './element.ts'
import type { PeriodKind } from './period.ts'

/**
 * A narrative part (phần lời): what people write themselves. `short`: an answer of one line, a figure in words. `evidenceOf`: what
 * proves the score of a criterion.
 */
export type FormPart = {
  code: string
  titleVi: string
  titleEn: string
  hintVi: string
  hintEn: string
  required: boolean
  short?: boolean
  evidenceOf?: string
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
 * `at-least`: left must not be below right. `zero-with`: where `whole` is 0, `part` is 0 as well. `sum`: the parts that are there
 * add up to the whole. `rule`: a formula that must hold; figures of another form are written #{form:element}.
 */
export type CrossCheck = { code: string; effect: 'block' | 'ask'; vi: string; en: string } & (
  | { kind: 'at-least'; left: string; right: string }
  | { kind: 'zero-with'; whole: string; part: string }
  | { kind: 'sum'; whole: string; parts: string[] }
  | { kind: 'rule'; formula: string }
)

/** A figure that is computed from others and never typed. */
export type FormIndicator = {
  code: string
  nameVi: string
  nameEn: string
  unitVi: string
  unitEn: string
  /** see `parseFormula` */
  formula: string
  decimals: number
}

/** A set of criteria scored with evidence: "an toàn về an ninh, trật tự". The scores are figures of the form. */
export type CriteriaSet = {
  code: string
  titleVi: string
  titleEn: string
  /** the document that sets the criteria; empty where there is none yet */
  source: string
  /** codes of figures of kind `score` or `yes-no` */
  criteria: string[]
  /** from this share of the highest score (%), best first */
  grades: { atLeast: number; nameVi: string; nameEn: string }[]
}

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
  /** `calendar`: every period; `call`: only for the days for which an office asks (urgent, daily in a disaster); `closed`: no more */
  asked: 'calendar' | 'call' | 'closed'
  /** each figure counts from the beginning of the event: days are not added */
  cumulative: boolean
  due: DueRule
  /** how many past periods are still asked for when nothing was sent */
  askedBack: number
  /** a figure this many times the highest of the earlier ones is asked about, when it is also `outlierLeast` more */
  outlierTimes: number
  outlierLeast: number
  breakdowns: Breakdown[]
  elements: FormElement[]
  indicators: FormIndicator[]
  criteria: CriteriaSet[]
  parts: FormPart[]
  sections: FormSection[]
  checks: CrossCheck[]
}

/** A form as it was stored, also one of before some of its fields existed. */
export const formOf = (body: unknown): ReportForm => ({
  asked: 'calendar',
  cumulative: false,
  breakdowns: [],
  indicators: [],
  criteria: [],
  ...(body as Omit<ReportForm, 'asked' | 'cumulative' | 'breakdowns' | 'indicators' | 'criteria'>),
})

/** The elements in the order of the sections: the order of the cells, the annex and the sums. */
export function orderedElements(form: ReportForm): FormElement[] {
  const byCode = new Map(form.elements.map(e => [e.code, e]))
  return form.sections.flatMap(s => s.elements).flatMap(code => byCode.get(code) ?? [])
}
