import type { Cell } from '../cell.ts'
import { cellFault } from '../cell.ts'
import type { FormElement } from '../element.ts'
import type { ReportForm } from '../form.ts'
import type { Period } from '../period.ts'
import { type DataValue, type DataValueSet, defaultCombo, joinFigure, notApplicableMark } from './data-value.ts'
import { readExchangePeriod } from './exchange-period.ts'

/** Codes and sentences of conflicts are DHIS2's, so that who reads them there reads them here; what we add begins with "TS". */
const sentences = {
  E7600: (a: string) => `Data set not found or not accessible: \`${a}\``,
  E7610: (a: string) => `Data element not found or not accessible: \`${a}\``,
  E7611: (a: string) => `Period not valid: \`${a}\``,
  E7612: (a: string) => `Organisation unit not found or not accessible: \`${a}\``,
  E7613: (a: string) => `Category option combo not found or not accessible for writing data: \`${a}\``,
  E7615: (a: string) => `Attribute option combo not found or not accessible for writing data: \`${a}\``,
  E7617: (a: string, b: string) => `Organisation unit: \`${a}\` not in hierarchy of current user: \`${b}\``,
  E7618: (a: string) => `Data value or comment not specified for data element: \`${a}\``,
  E7619: (a: string, b: string) => `Value must match data element's \`${a}\` type constraints: ${b}`,
  E7632: (a: string, b: string) => `Period type of period: \`${a}\` not valid for data element: \`${b}\``,
  E7633: (a: string, b: string) => `Data element: \`${a}\` is not part of dataset: \`${b}\``,
  E7641: (a: string, b: string) => `Period: \`${a}\` is after latest open future period: \`${b}\``,
  E7642: (a: string, b: string) => `Data is already approved for data set: \`${a}\` ${b}`,
  E7643: (a: string, b: string) => `Period: \`${a}\` is not open for this data set at this time: \`${b}\``,
  TS01: (a: string) => `The same cell stands in this file more than once: \`${a}\``,
} as const
export type ConflictCode = keyof typeof sentences

export type ImportConflict = {
  object: string
  objects: Record<string, string>
  value: string
  errorCode: string
  property: string
  /** which values of the file, from 0 */
  indexes: number[]
}

/** Conflicts of one kind about one thing stand together, with every place in the file. */
export class Conflicts {
  private readonly byKey = new Map<string, ImportConflict>()

  add(code: ConflictCode, property: string, index: number, a: string, b = ''): void {
    const value = sentences[code](a.slice(0, 120), b.slice(0, 200))
    const had = this.byKey.get(value)
    if (had) {
      had.indexes.push(index)
      return
    }
    const object = a.slice(0, 120)
    this.byKey.set(value, {
      object,
      objects: { [property]: object },
      value,
      errorCode: code,
      property,
      indexes: [index],
    })
  }

  get list(): ImportConflict[] {
    return [...this.byKey.values()]
  }
  get rejected(): number[] {
    return [...new Set(this.list.flatMap(c => c.indexes))].sort((a, b) => a - b)
  }
}

export type ImportUnit = { id: number; own: boolean }
export type ImportWorld = {
  /** the newest version of each form */
  forms: readonly ReportForm[]
  /** a unit by its code or id; null when there is none */
  unit: (named: string) => ImportUnit | null
  user: string
  /** "2026-06-15": nothing is taken of a period that has not begun */
  today: string
}

export type ImportCell = { index: number; element: string; cell: Cell }
/** What goes into one report. */
export type ImportReport = { form: ReportForm; period: Period; unitId: number; cells: ImportCell[] }

/** Sorts the values of a set by report and reads them. What cannot be read becomes a conflict; the rest goes in all the same. */
export function planImport(set: DataValueSet, world: ImportWorld): { reports: ImportReport[]; conflicts: Conflicts } {
  const conflicts = new Conflicts()
  const reports = new Map<string, ImportReport>()
  const taken = new Set<string>()
  const named = set.dataSet === undefined ? null : world.forms.find(f => f.code === set.dataSet)
  if (named === undefined) {
    set.dataValues.forEach((_, i) => conflicts.add('E7600', 'dataSet', i, set.dataSet ?? ''))
    return { reports: [], conflicts }
  }
  set.dataValues.forEach((v, i) => {
    const found = placeOf(v, i, set, named, world, conflicts)
    if (!found) return
    const { form, period, unitId, element } = found
    const cell = readCell(element, v, i, conflicts)
    if (!cell) return
    const key = `${form.code}/${period.key}/${unitId}`
    if (taken.has(`${key}/${element.code}`)) {
      conflicts.add('TS01', 'dataElement', i, element.code)
      return
    }
    taken.add(`${key}/${element.code}`)
    const report = reports.get(key) ?? { form, period, unitId, cells: [] }
    reports.set(key, report)
    report.cells.push({ index: i, element: element.code, cell })
  })
  return { reports: [...reports.values()], conflicts }
}

function placeOf(
  v: DataValue,
  i: number,
  set: DataValueSet,
  named: ReportForm | null,
  world: ImportWorld,
  conflicts: Conflicts,
): { form: ReportForm; period: Period; unitId: number; element: FormElement } | null {
  const unitName = v.orgUnit ?? set.orgUnit ?? ''
  const periodName = v.period ?? set.period ?? ''
  const elementName = v.dataElement ?? ''
  const holding = named ? [named] : world.forms.filter(f => f.elements.some(e => e.code === elementName))
  if (!holding.length || (named && !named.elements.some(e => e.code === elementName))) {
    if (named && world.forms.some(f => f.elements.some(e => e.code === elementName)))
      conflicts.add('E7633', 'dataElement', i, elementName, named.code)
    else conflicts.add('E7610', 'dataElement', i, elementName)
    return null
  }
  let form: ReportForm | undefined
  let period: Period | null = null
  for (const f of holding) {
    period = readExchangePeriod(f.period, periodName)
    form = f
    if (period) break
  }
  if (!form || !period) {
    conflicts.add('E7611', 'period', i, periodName)
    return null
  }
  if (period.start > world.today) {
    conflicts.add('E7641', 'period', i, periodName, elementName)
    return null
  }
  const unit = unitName ? world.unit(unitName) : null
  if (!unit) {
    conflicts.add('E7612', 'orgUnit', i, unitName)
    return null
  }
  if (!unit.own) {
    conflicts.add('E7617', 'orgUnit', i, unitName, world.user)
    return null
  }
  if (v.attributeOptionCombo && v.attributeOptionCombo !== defaultCombo) {
    conflicts.add('E7615', 'attributeOptionCombo', i, v.attributeOptionCombo)
    return null
  }
  const code = joinFigure(elementName, v.categoryOptionCombo)
  const element = form.elements.find(e => e.code === code)
  if (!element) {
    conflicts.add('E7613', 'categoryOptionCombo', i, v.categoryOptionCombo ?? '')
    return null
  }
  return { form, period, unitId: unit.id, element }
}

/** A number as other systems write it: digits and a point, never thousands. */
const plainNumber = /^\d{1,15}(?:\.\d{1,10})?$/

function readCell(element: FormElement, v: DataValue, i: number, conflicts: Conflicts): Cell | null {
  const comment = (v.comment ?? '').trim()
  if (v.deleted) return { value: null, notApplicable: false, reason: null }
  if (comment.startsWith(notApplicableMark))
    return { value: null, notApplicable: true, reason: comment.slice(notApplicableMark.length).trim() || null }
  const raw = v.value === null || v.value === undefined ? '' : String(v.value).trim()
  const reason = comment || null
  if (raw === '') {
    if (reason) return { value: null, notApplicable: false, reason }
    conflicts.add('E7618', 'value', i, element.code)
    return null
  }
  const truth = raw === 'true' ? 1 : raw === 'false' ? 0 : null
  const value = element.kind === 'yes-no' && truth !== null ? truth : plainNumber.test(raw) ? Number(raw) : null
  const cell: Cell = { value, notApplicable: false, reason }
  const fault = value === null ? { en: `\`${raw.slice(0, 40)}\` is not a number` } : cellFault(element, cell)
  if (!fault) return cell
  conflicts.add('E7619', 'value', i, element.code, fault.en)
  return null
}
