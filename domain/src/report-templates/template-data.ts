/**
 * What a Word template is filled with: words by name, and lists by name. Everything a template can say is computed beforehand, so a
 * template holds names only and no expressions. Names are in small letters; a name written in capitals gives its words in capitals.
 */
export type TemplateData = { values: Record<string, string>; lists: Record<string, TemplateData[]> }

/** A figure that is not there; never 0 and never nothing. */
export const noFigure = '(chưa có số liệu)'
export const withheldFigure = '(không hiển thị để bảo vệ số nhỏ)'

/** One name that a template may use; `holds`: it is a list, and these names may stand inside it besides those outside. */
export type TemplateName = { name: string; vi: string; en: string; holds?: readonly TemplateName[] }

export type TemplateKind = 'unit' | 'consolidated'

/** A condition: a list of one thing or of none. */
export const condition = (holds: boolean): TemplateData[] => (holds ? [{ values: {}, lists: {} }] : [])
