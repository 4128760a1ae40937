import { formatNumber } from '@tusom/vi-text'
import { isAsked } from './asked-cells.ts'
import { addFigures, type Cell, cellFault, cellState, figureOf, isFilled } from './cell.ts'
import { type FormElement, optionGroups } from './element.ts'
import { type CrossCheck, orderedElements, type ReportForm } from './form.ts'
import { checkFigures } from './form-faults.ts'
import { evaluate, FormulaFault, parseFormula } from './formula.ts'
import { type FigureHistory, isFarFromHistory, isZeroUnusual, type OwnHistory } from './history.ts'
export { filledCount, isAsked } from './asked-cells.ts'

export type Cells = ReadonlyMap<string, Cell>
export type Narratives = ReadonlyMap<string, string>

/**
 * What a check says about a report. `block`: it cannot be sent; `ask`: it can once a reason stands in the cell named first
 * (`answered`). `elements` are the cells it is about, `part` the narrative.
 */
export type ReportFinding = {
  code: string
  effect: 'block' | 'ask'
  elements: string[]
  part: string | null
  vi: string
  en: string
  answered: boolean
}

/**
 * Earlier reports of the same unit, null where there is none; how its figures usually look; and the sums of its figures in other
 * forms over the days of this period, by "form:element".
 */
export type EarlierReports = {
  previous: Cells | null
  lastYear: Cells | null
  history?: OwnHistory
  others?: ReadonlyMap<string, number | null>
}

const reasonOf = (cell: Cell | undefined): string => (cell?.reason ?? '').trim()
type Found = Omit<ReportFinding, 'answered' | 'part'> & { part?: string }

/**
 * Everything that stands against sending a report, in the order of the form: figures that cannot be, cells left empty without
 * a reason, figures far from what this unit had before, figures that do not fit each other, scores without evidence, narrative
 * parts not written.
 */
export function checkReport(
  form: ReportForm,
  cells: Cells,
  narratives: Narratives,
  earlier: EarlierReports,
): ReportFinding[] {
  const found: ReportFinding[] = []
  const add = (f: Found) =>
    found.push({
      part: null,
      ...f,
      answered: f.effect === 'ask' && reasonOf(cells.get(f.elements[0] ?? '')) !== '',
    })
  for (const e of orderedElements(form)) {
    cellFindings(e, cells).forEach(add)
    const far = outlier(form, e, cells.get(e.code), earlier)
    if (far) add(far)
  }
  const copied = sameAsBefore(form, cells, earlier.previous)
  if (copied) add(copied)
  optionFindings(form, cells).forEach(add)
  for (const c of form.checks) {
    const broken = breaks(c, cells, earlier)
    if (broken) add({ code: c.code, effect: c.effect, elements: broken, vi: c.vi, en: c.en })
  }
  for (const p of form.parts) {
    const empty = (narratives.get(p.code) ?? '').trim() === ''
    if (empty && p.evidenceOf && (figureOf(cells.get(p.evidenceOf)) ?? 0) > 0)
      add({
        code: 'evidence',
        effect: 'block',
        elements: [],
        part: p.code,
        vi: `${p.titleVi}: đã chấm điểm thì ghi minh chứng (số văn bản, ngày, nơi lưu).`,
        en: `${p.titleEn}: what was scored needs its evidence (document, date, where it is kept).`,
      })
    else if (empty && p.required)
      add({
        code: 'part-empty',
        effect: 'block',
        elements: [],
        part: p.code,
        vi: `Phần "${p.titleVi}" chưa viết: viết ngắn cũng được.`,
        en: `The part "${p.titleEn}" is empty: a line is enough.`,
      })
  }
  return found
}

/** What one cell says of itself. */
function cellFindings(e: FormElement, cells: Cells): Found[] {
  const cell = cells.get(e.code)
  const found: Found[] = []
  const fault = cell && cellFault(e, cell)
  if (fault) found.push({ code: 'range', effect: 'block', elements: [e.code], ...fault })
  if (isAsked(e, cells) && !isFilled(cell))
    found.push({
      code: 'required',
      effect: 'block',
      elements: [e.code],
      vi: `Mục ${e.label} (${e.nameVi}) chưa có số: nhập số (0 nếu không có), bấm K nếu không áp dụng, hoặc ghi lý do thiếu.`,
      en: `Line ${e.label} (${e.nameEn}) is empty: type a figure (0 for none), press K if it does not apply, or say why it is missing.`,
    })
  else if (cellState(cell) === 'not-applicable')
    found.push({
      code: 'not-applicable',
      effect: 'ask',
      elements: [e.code],
      vi: `Mục ${e.label} (${e.nameVi}): vì sao không áp dụng?`,
      en: `Line ${e.label} (${e.nameEn}): why does it not apply?`,
    })
  return found
}

/**
 * A figure far from the unit's own history, either way, or a zero where there never is one. Where there are not yet three earlier figures,
 * what there is of the period before and the same period a year before stands for it.
 */
function outlier(form: ReportForm, e: FormElement, cell: Cell | undefined, earlier: EarlierReports): Found | null {
  const now = figureOf(cell)
  if (now === null || e.kind === 'yes-no' || e.kind === 'score') return null
  const h = earlier.history?.get(e.code)
  const asks = (code: string, vi: string, en: string): Found => ({ code, effect: 'ask', elements: [e.code], vi, en })
  const before = [figureOf(earlier.previous?.get(e.code)), figureOf(earlier.lastYear?.get(e.code))].filter(
    v => v !== null,
  )
  const lowest = h?.median ?? Math.min(...before)
  if (now === 0 && (h ? isZeroUnusual(h, e.kind) : before.length === 2 && isZeroUnusual(onlyOf(lowest), e.kind))) {
    const usual = formatNumber(Math.round(lowest * 10) / 10)
    return asks(
      'zero-usual',
      `Kỳ này ghi 0 mà các kỳ trước thường quanh ${usual} ${e.unitVi}. Đúng là không có thì ghi lý do; chưa có số liệu thì xóa số 0, để trống.`,
      `Zero, while the periods before were around ${usual} ${e.unitEn}. If there were none, say why; if there is no figure yet, clear the zero and leave it empty.`,
    )
  }
  if (h) {
    if (!isFarFromHistory(now, h, form.outlierTimes, form.outlierLeast, e.kind)) return null
    const usual = formatNumber(Math.round(h.median * 10) / 10)
    const most = formatNumber(h.high)
    return asks(
      'outlier',
      `${now > h.median ? 'Cao' : 'Thấp'} khác thường: ${h.n} kỳ gần đây thường quanh ${usual} ${e.unitVi}, cao nhất ${most}. Kiểm tra, ghi lý do.`,
      `Unusually ${now > h.median ? 'high' : 'low'}: the last ${h.n} periods were around ${usual} ${e.unitEn}, ${most} at the most. Check it and say why.`,
    )
  }
  const highest = Math.max(...before)
  if (!before.length || now <= highest * form.outlierTimes || now - highest < form.outlierLeast) return null
  const times = highest > 0 ? Math.round(now / highest) : 0
  return asks(
    'outlier',
    `${times ? `Gấp ${times} lần` : 'Cao hơn hẳn'} mức cao nhất của kỳ trước và cùng kỳ (${formatNumber(highest)} ${e.unitVi}): kiểm tra, ghi lý do.`,
    `${times ? `${times} times` : 'Far above'} the highest of the period before and the same period (${formatNumber(highest)} ${e.unitEn}): check it and say why.`,
  )
}

const onlyOf = (figure: number): FigureHistory => ({ median: figure, spread: 0, high: figure, n: 2 })

/** From so many figures above zero it is no chance that all of them are those of the period before. */
const copiedFigures = 5

/** Every figure as it was in the period before: last time's report sent again. */
function sameAsBefore(form: ReportForm, cells: Cells, previous: Cells | null): Found | null {
  if (!previous) return null
  const both = form.elements.flatMap(e => {
    if (e.kind === 'score' || e.kind === 'yes-no') return []
    const [now, before] = [figureOf(cells.get(e.code)), figureOf(previous.get(e.code))]
    return now === null || before === null ? [] : [{ code: e.code, now, before }]
  })
  const above = both.filter(x => x.now > 0)
  if (above.length < copiedFigures || both.some(x => x.now !== x.before)) return null
  return {
    code: 'same-as-last',
    effect: 'ask',
    elements: [(above[0] as { code: string }).code],
    vi: `Cả ${above.length} số khác 0 đều đúng bằng kỳ trước: có phải báo cáo cũ chép lại? Nếu đúng như vậy, ghi lý do.`,
    en: `All ${above.length} figures above zero are those of the period before: was the old report copied? If they are right, say why.`,
  }
}

/** The parts of a whole against it: all of them make it up, some of them are not more. */
function sumBreaks(whole: string, parts: readonly string[], cells: Cells): { sum: number; whole: number } | null {
  const total = figureOf(cells.get(whole))
  if (total === null) return null
  const known = parts.flatMap(p => figureOf(cells.get(p)) ?? [])
  const all = parts.every(p => figureOf(cells.get(p)) !== null || cellState(cells.get(p)) === 'not-applicable')
  if (!known.length) return null
  const sum = addFigures(known)
  return (all ? sum !== total : sum > total) ? { sum, whole: total } : null
}

/** The options of each breakdown add up to their total: nobody has to write that into the form. */
function optionFindings(form: ReportForm, cells: Cells): Found[] {
  return optionGroups(form.elements).flatMap(g => {
    const broken = sumBreaks(g.whole, g.parts, cells)
    const e = form.elements.find(x => x.code === g.whole)
    if (!broken || !e) return []
    return [
      {
        code: 'options-sum',
        effect: 'block' as const,
        elements: [g.parts[0] ?? g.whole, g.whole],
        vi: `Mục ${e.label} (${e.nameVi}): các phân tổ cộng lại ${formatNumber(broken.sum)}, tổng ghi ${formatNumber(broken.whole)}.`,
        en: `Line ${e.label} (${e.nameEn}): its parts come to ${formatNumber(broken.sum)}, the total says ${formatNumber(broken.whole)}.`,
      },
    ]
  })
}

/** The cells a broken check is about, the one to explain first; null when it holds or cannot be judged. */
function breaks(c: CrossCheck, cells: Cells, earlier: EarlierReports): string[] | null {
  const figure = (code: string) => figureOf(cells.get(code))
  if (c.kind === 'sum') return sumBreaks(c.whole, c.parts, cells) ? [c.whole, ...c.parts] : null
  if (c.kind === 'rule') {
    try {
      const holds = evaluate(parseFormula(c.formula, 'truth'), code => earlier.others?.get(code) ?? figure(code))
      return holds === false ? checkFigures(c) : null
    } catch (e) {
      if (e instanceof FormulaFault) return null
      throw e
    }
  }
  const [leftCode, rightCode] = c.kind === 'at-least' ? [c.left, c.right] : [c.part, c.whole]
  const left = figure(leftCode)
  const right = figure(rightCode)
  if (left === null || right === null) return null
  // Nobody involved in no case is not "fewer people than cases".
  const broken = c.kind === 'at-least' ? left < right : right === 0 && left > 0
  return broken ? [leftCode, rightCode] : null
}

/** What still stands in the way of sending. */
export const openFindings = (findings: readonly ReportFinding[]): ReportFinding[] =>
  findings.filter(f => f.effect === 'block' || !f.answered)
