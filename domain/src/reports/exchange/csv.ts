import type { DataValue } from './data-value.ts'

/** The columns of DHIS2's CSV, in its order; a file may leave out the last ones, and has a header or not. */
const columns = [
  'dataelement',
  'period',
  'orgunit',
  'categoryoptioncombo',
  'attributeoptioncombo',
  'value',
  'storedby',
  'lastupdated',
  'comment',
  'followup',
  'deleted',
] as const

/** Rows of a CSV file (already split) as values. A first row that names its columns decides their order. */
export function valuesOfCsv(rows: readonly (readonly string[])[]): DataValue[] {
  const first = rows[0]?.map(c => c.trim().toLowerCase()) ?? []
  const named = first.includes('dataelement')
  const order: readonly string[] = named ? first : columns
  return rows.slice(named ? 1 : 0).map(row => {
    const at = (name: (typeof columns)[number]): string => (row[order.indexOf(name)] ?? '').trim()
    const value: DataValue = {
      dataElement: at('dataelement'),
      period: at('period'),
      orgUnit: at('orgunit'),
      value: at('value'),
    }
    if (at('categoryoptioncombo')) value.categoryOptionCombo = at('categoryoptioncombo')
    if (at('attributeoptioncombo')) value.attributeOptionCombo = at('attributeoptioncombo')
    if (at('comment')) value.comment = at('comment')
    if (at('deleted') === 'true') value.deleted = true
    return value
  })
}

/** A cell of a CSV file. A leading = + - @ would be a formula where the file is opened, so it gets an apostrophe. */
const quoted = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map(r => r.map(c => (c === null ? '' : typeof c === 'number' ? String(c) : quoted(c))).join(',')).join('\r\n') +
  '\r\n'

/** Values as DHIS2's CSV. */
export const csvOfValues = (values: readonly DataValue[]): string =>
  csvOf([
    columns.slice(0, 9),
    ...values.map(v => [
      v.dataElement ?? '',
      v.period ?? '',
      v.orgUnit ?? '',
      v.categoryOptionCombo ?? '',
      v.attributeOptionCombo ?? '',
      v.value === null || v.value === undefined ? '' : String(v.value),
      '',
      '',
      v.comment ?? '',
    ]),
  ])
