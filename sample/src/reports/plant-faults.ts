import { type Period, previousPeriod } from '@tusom/domain'
import { money } from './draw.ts'
import { endedPeriods } from './figures.ts'
import { sampleForms } from './forms.ts'
import { type PlantedFault, plantedFaults, type Planting } from './planted-faults.ts'
import { cleanReports } from './reports.ts'
import { keyOf, reportKey, type SampleReport } from './sample-report.ts'

/** The newest ended period of each form: where the faults stand. */
export function faultPeriod(form: PlantedFault['form'], today: string): Period {
  const kind = ({ half: 'half-year', week: 'week', month: 'month', year: 'year' } as const)[form]
  return endedPeriods(kind, today).at(-1) as Period
}

/** Two years of reports with the planted faults in them. Every machine gets the same. */
export function sampleReports(today: string): SampleReport[] {
  const reports = new Map(cleanReports(today).map(r => [keyOf(r), r]))
  for (const fault of plantedFaults)
    for (const planting of fault.plant) plant(reports, fault, planting, faultPeriod(fault.form, today))
  return [...reports.values()]
}

function plant(reports: Map<string, SampleReport>, fault: PlantedFault, p: Planting, period: Period): void {
  const form = sampleForms[fault.form]
  const key = reportKey(form.code, period.key, fault.unitCode)
  const find = (k: string): SampleReport => {
    const report = reports.get(k)
    if (!report) throw new Error(`the fault ${fault.id} needs the report ${k}, which is not there`)
    return report
  }
  if (p.kind === 'type' || p.kind === 'begin' || p.kind === 'file') return
  if (p.kind === 'drop') {
    reports.delete(key)
    return
  }
  if (p.kind === 'no-history') {
    for (const [k, r] of reports)
      if (r.form.code === form.code && r.unitCode === fault.unitCode && r.period.end < period.start) reports.delete(k)
    return
  }
  const report = find(key)
  // what the form does not let through stays a draft; the rest was sent
  if (fault.caught === 'blocked') report.state = 'draft'
  const before = () => find(reportKey(form.code, previousPeriod(period).key, fault.unitCode))
  const set = (element: string, value: number) => report.cells.set(element, { value, reason: null })
  const figure = (element: string): number => {
    const value = report.cells.get(element)?.value ?? null
    if (value === null) throw new Error(`the fault ${fault.id} needs a figure in ${element}`)
    return value
  }
  switch (p.kind) {
    case 'times':
      set(
        p.element,
        form.elements.find(e => e.code === p.element)?.kind === 'money'
          ? money(figure(p.element) * p.by)
          : Math.round(figure(p.element) * p.by),
      )
      break
    case 'set':
      for (const [element, value] of Object.entries(p.cells)) set(element, value)
      break
    case 'swap': {
      const [a, b] = p.elements
      const [x, y] = [figure(a), figure(b)]
      set(a, y)
      set(b, x)
      break
    }
    case 'late':
      report.lateHours = p.hours
      break
    case 'repeat-figures':
      report.cells = new Map(before().cells)
      break
    case 'repeat-words':
      report.narratives.set(p.part, before().narratives.get(p.part) ?? '')
      break
    case 'copy-figures':
      report.cells = new Map(find(reportKey(form.code, period.key, p.from)).cells)
      break
    case 'copy-words':
      report.narratives.set(p.part, find(reportKey(form.code, period.key, p.from)).narratives.get(p.part) ?? '')
      break
    case 'correct':
      report.corrected = { element: p.element, from: p.from }
      report.state = 'accepted'
      break
    case 'unproven':
      for (const part of form.parts) if (part.evidenceOf === p.element) report.narratives.delete(part.code)
      break
  }
}
