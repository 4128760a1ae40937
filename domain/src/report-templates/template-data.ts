/**
 * What a Word template is filled with: words by name, and lists by name. Everything a template can say is computed beforehand, so a
 * template holds names only and no expressions. Names are in small letters; a name written in capitals gives its words in capitals.
 */
export type TemplateData = {
  values: Record<string, string>
  lists: Record<string, TemplateData[]>
  /** where the words of a name come from, for a reader who follows them */
  sources?: Record<string, TemplateSource>
}

/** Where words of a document come from: figures of the report, one unit's figure, one unit's report, what units wrote. */
export type TemplateSource =
  | { figures: string[]; unitId?: number }
  | { unitId: number }
  | { part: string; unitIds: number[] }

/** Stands in the words of a document where a chart belongs; the writer of the file puts the chart there. */
export const chartMark = (code: string): string => `\ue010${code}\ue011`
export const chartMarks = /\ue010([^\ue011]*)\ue011/u
export const noChart = '(chưa đủ số liệu để vẽ biểu đồ)'

/** A figure that is not there; never 0 and never nothing. */
export const noFigure = '(chưa có số liệu)'
export const withheldFigure = '(không hiển thị để bảo vệ số nhỏ)'

/** One name that a template may use; `holds`: it is a list, and these names may stand inside it besides those outside. */
export type TemplateName = { name: string; vi: string; en: string; holds?: readonly TemplateName[] }

export type TemplateKind = 'unit' | 'consolidated'

/** A condition: a list of one thing or of none. */
export const condition = (holds: boolean): TemplateData[] => (holds ? [{ values: {}, lists: {} }] : [])
