import { formatNumber } from '@tusom/vi-text'
import { type Cell, cellFault, cellState, figureOf, isFilled } from './cell.ts'
import { orderedElements, type ReportForm } from './form.ts'

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

/** EarlierReports reports of the same unit; null where there is none. */
export type EarlierReports = { previous: Cells | null; lastYear: Cells | null }

const reasonOf = (cell: Cell | undefined): string => (cell?.reason ?? '').trim()

/**
 * Everything that stands against sending a report, in the order of the form: figures that cannot be, cells left empty without
 * a reason, figures that do not fit each other, figures far above what this unit had before, narrative parts not written.
 */
export function checkReport(
  form: ReportForm,
  cells: Cells,
  narratives: Narratives,
  earlier: EarlierReports,
): ReportFinding[] {
  const found: ReportFinding[] = []
  const add = (f: Omit<ReportFinding, 'answered' | 'part'> & { part?: string }, answered = false) =>
    found.push({ part: null, ...f, answered: f.effect === 'ask' && answered })

  for (const e of orderedElements(form)) {
    const cell = cells.get(e.code)
    const fault = cell && cellFault(e, cell)
    if (fault) add({ code: 'range', effect: 'block', elements: [e.code], ...fault })
    if (!isFilled(cell))
      add({
        code: 'required',
        effect: 'block',
        elements: [e.code],
        vi: `Mục ${e.label} (${e.nameVi}) chưa có số: nhập số (0 nếu không có), bấm K nếu không áp dụng, hoặc ghi lý do thiếu.`,
        en: `Line ${e.label} (${e.nameEn}) is empty: type a figure (0 for none), press K if it does not apply, or say why it is missing.`,
      })
    else if (cellState(cell) === 'not-applicable')
      add(
        {
          code: 'not-applicable',
          effect: 'ask',
          elements: [e.code],
          vi: `Mục ${e.label} (${e.nameVi}): vì sao không áp dụng?`,
          en: `Line ${e.label} (${e.nameEn}): why does it not apply?`,
        },
        reasonOf(cell) !== '',
      )
    const now = figureOf(cell)
    const before = [figureOf(earlier.previous?.get(e.code)), figureOf(earlier.lastYear?.get(e.code))].filter(
      v => v !== null,
    )
    if (now !== null && before.length) {
      const highest = Math.max(...before)
      if (now > highest * form.outlierTimes && now - highest >= form.outlierLeast) {
        const times = highest > 0 ? Math.round(now / highest) : 0
        add(
          {
            code: 'outlier',
            effect: 'ask',
            elements: [e.code],
            vi: `${times ? `Gấp ${times} lần` : 'Cao hơn hẳn'} mức cao nhất của kỳ trước và cùng kỳ (${formatNumber(highest)} ${e.unitVi}): kiểm tra, ghi lý do.`,
            en: `${times ? `${times} times` : 'Far above'} the highest of the period before and the same period (${formatNumber(highest)} ${e.unitEn}): check it and say why.`,
          },
          reasonOf(cell) !== '',
        )
      }
    }
  }

  for (const c of form.checks) {
    const [leftCode, rightCode] = c.kind === 'at-least' ? [c.left, c.right] : [c.part, c.whole]
    const left = figureOf(cells.get(leftCode))
    const right = figureOf(cells.get(rightCode))
    if (left === null || right === null) continue
    // Nobody involved in no case is not "fewer people than cases".
    const broken = c.kind === 'at-least' ? left < right : right === 0 && left > 0
    if (broken)
      add(
        { code: c.code, effect: c.effect, elements: [leftCode, rightCode], vi: c.vi, en: c.en },
        reasonOf(cells.get(leftCode)) !== '',
      )
  }

  for (const p of form.parts)
    if (p.required && (narratives.get(p.code) ?? '').trim() === '')
      add({
        code: 'part-empty',
        effect: 'block',
        elements: [],
        part: p.code,
        vi: `Phần "${p.titleVi}" chưa viết: viết ngắn cũng được.`,
        en: `The part "${p.titleEn}" is empty: a line is enough.`,
      })
  return found
}

/** What still stands in the way of sending. */
export const openFindings = (findings: readonly ReportFinding[]): ReportFinding[] =>
  findings.filter(f => f.effect === 'block' || !f.answered)

/** How many cells and required narratives say something, of how many. */
export function filledCount(form: ReportForm, cells: Cells, narratives: Narratives): { filled: number; total: number } {
  const required = form.parts.filter(p => p.required)
  return {
    filled:
      form.elements.filter(e => isFilled(cells.get(e.code))).length +
      required.filter(p => (narratives.get(p.code) ?? '').trim() !== '').length,
    total: form.elements.length + required.length,
  }
}
