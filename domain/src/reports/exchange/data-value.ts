/** One value of a DHIS2 data value set; names are those of its Web API. */
export type DataValue = {
  dataElement?: string
  period?: string
  orgUnit?: string
  categoryOptionCombo?: string
  attributeOptionCombo?: string
  value?: string | number | boolean | null
  comment?: string | null
  deleted?: boolean
}
export type DataValueSet = {
  dataSet?: string
  period?: string
  orgUnit?: string
  completeDate?: string | null
  dataValues: DataValue[]
}

/** Most values in one file: a province's quarter. */
export const mostDataValues = 60_000

/** What DHIS2 calls the combination of no options. */
export const defaultCombo = 'default'

/** A cell that does not apply has no counterpart in DHIS2: its comment begins so. */
export const notApplicableMark = '[K]'

/** A figure's code as element and combination: "order.people/sex:female" → order.people, sex:female. */
export function splitFigure(code: string): { dataElement: string; categoryOptionCombo: string } {
  const slash = code.indexOf('/')
  return slash < 0
    ? { dataElement: code, categoryOptionCombo: defaultCombo }
    : { dataElement: code.slice(0, slash), categoryOptionCombo: code.slice(slash + 1) }
}

/** The other way round; options in any order. */
export function joinFigure(dataElement: string, combo: string | undefined): string {
  if (!combo || combo === defaultCombo) return dataElement
  return `${dataElement}/${combo
    .split(',')
    .map(o => o.trim())
    .sort()
    .join(',')}`
}
