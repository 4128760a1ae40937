/**
 * What a figure is. `count` and `people` are whole; `money` is in millions of đồng with one decimal; `share` is a percentage
 * with one decimal; `score` is what a criterion got; `yes-no` is 1 or 0. Shares and scores are never added; of yes and no the
 * units that said yes are counted.
 */
export const elementKinds = ['count', 'people', 'money', 'share', 'yes-no', 'score'] as const
export type ElementKind = (typeof elementKinds)[number]
export const addsUp = (kind: ElementKind): boolean => kind !== 'share' && kind !== 'score'

/** The fields of figures (M22 and its neighbours). */
export const elementFields = {
  order: { vi: 'An ninh, trật tự', en: 'Public order' },
  traffic: { vi: 'Giao thông', en: 'Traffic' },
  fire: { vi: 'Cháy, nổ', en: 'Fire' },
  scam: { vi: 'Lừa đảo qua mạng', en: 'Online scams' },
  weapons: { vi: 'Vũ khí, vật liệu nổ, pháo', en: 'Weapons, explosives, fireworks' },
  patrol: { vi: 'Tuần tra', en: 'Patrols' },
  outreach: { vi: 'Tuyên truyền, cam kết', en: 'Outreach and commitments' },
  movement: { vi: 'Phong trào, mô hình tự quản', en: 'Self-management' },
  health: { vi: 'Dịch bệnh ở người', en: 'Disease in people' },
  animal: { vi: 'Dịch bệnh ở vật nuôi', en: 'Disease in animals' },
  disaster: { vi: 'Thiệt hại do thiên tai', en: 'Disaster damage' },
  resources: { vi: 'Nguồn lực', en: 'Resources' },
  work: { vi: 'Công việc được giao', en: 'Work given' },
  other: { vi: 'Khác', en: 'Other' },
} as const satisfies Record<string, { vi: string; en: string }>
export type ElementField = keyof typeof elementFields

/** Figures that the system already knows and can offer beside a cell, with where they come from. */
export const knownFigures = {
  'tasks.done': { vi: 'nhiệm vụ đã xong trong kỳ', en: 'tasks done in the period' },
  'tasks.late': { vi: 'nhiệm vụ quá hạn chưa xong', en: 'tasks past their deadline' },
  'tasks.given': { vi: 'nhiệm vụ được giao trong kỳ', en: 'tasks given in the period' },
  'warnings.issued': { vi: 'cảnh báo đã phát cho địa bàn', en: 'warnings issued for the area' },
  'households.moved': { vi: 'hộ đã sơ tán trong kỳ', en: 'households moved in the period' },
  'people.moved': { vi: 'người đã sơ tán trong kỳ', en: 'people moved in the period' },
  'incidents.opened': { vi: 'sự cố đã mở trong kỳ', en: 'incidents opened in the period' },
} as const satisfies Record<string, { vi: string; en: string }>
export type KnownFigure = keyof typeof knownFigures

/** A breakdown (phân tổ): sex, age group, outcome. */
export type Breakdown = {
  code: string
  nameVi: string
  nameEn: string
  options: { code: string; nameVi: string; nameEn: string }[]
}

/** A figure as the catalogue holds it, before a form asks for it (chỉ tiêu). */
export type DataElement = {
  code: string
  kind: ElementKind
  field: ElementField
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
  /** small counts of it are hidden from readers without the right */
  sensitive?: boolean
  /** each is asked beside the total; two codes in one are crossed (sex within age group) */
  breakdowns?: string[][]
  known?: KnownFigure
}

/** A figure that a form asks for. What a breakdown adds is a figure of its own that names its whole (`of`). */
export type FormElement = Omit<DataElement, 'field' | 'breakdowns'> & {
  /** its number on the form; "4.1" is a part of 4 */
  label: string
  field?: ElementField
  breakdowns?: string[][]
  of?: string
  /** breakdown → option */
  options?: Record<string, string>
}

export const codePattern = /^[a-z0-9][a-z0-9.-]{0,59}$/
/** Cells that one figure may be broken down into: more is a register, not a report. */
export const mostOptionCells = 60

/** Code of the figure for some options: "order.people/age:0-14,sex:female". The same in files of other systems. */
export const optionCode = (element: string, options: Readonly<Record<string, string>>): string =>
  `${element}/${Object.entries(options)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([b, o]) => `${b}:${o}`)
    .join(',')}`

/** A figure with what its breakdowns ask for, in the order of the options: 1.1, then 1.1.a, 1.1.b … */
export function expandElement(element: FormElement, breakdowns: ReadonlyMap<string, Breakdown>): FormElement[] {
  const list: FormElement[] = [element]
  for (const codes of element.breakdowns ?? []) {
    const used = codes.flatMap(c => breakdowns.get(c) ?? [])
    if (!used.length || used.length !== codes.length) continue
    let rows: { options: Record<string, string>; vi: string[]; en: string[] }[] = [{ options: {}, vi: [], en: [] }]
    for (const b of used)
      rows = rows.flatMap(r =>
        b.options.map(o => ({
          options: { ...r.options, [b.code]: o.code },
          vi: [...r.vi, o.nameVi],
          en: [...r.en, o.nameEn],
        })),
      )
    for (const r of rows) {
      const { breakdowns: _, known: __, ...own } = element
      list.push({
        ...own,
        code: optionCode(element.code, r.options),
        label: `${element.label}.${letter(list.length - 1)}`,
        nameVi: `${element.nameVi}: ${r.vi.join(', ')}`,
        nameEn: `${element.nameEn}: ${r.en.join(', ')}`,
        nounVi: `${element.nounVi} (${r.vi.join(', ')})`,
        of: element.code,
        options: r.options,
      })
    }
  }
  return list
}

/** a, b … z, aa … */
const letter = (n: number): string =>
  n < 26 ? String.fromCodePoint(97 + n) : letter(Math.floor(n / 26) - 1) + letter(n % 26)

/** Which options belong to one breakdown of a figure: those are its parts and add up to it. */
export function optionGroups(elements: readonly FormElement[]): { whole: string; parts: string[] }[] {
  const groups = new Map<string, { whole: string; parts: string[] }>()
  for (const e of elements) {
    if (!e.of || !e.options) continue
    const key = `${e.of}/${Object.keys(e.options).sort().join(',')}`
    const group = groups.get(key)
    if (group) group.parts.push(e.code)
    else groups.set(key, { whole: e.of, parts: [e.code] })
  }
  return [...groups.values()]
}
