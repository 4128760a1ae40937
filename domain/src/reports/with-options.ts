import { expandElement, type FormElement } from './element.ts'
import type { ReportForm } from './form.ts'

/** The form without what its breakdowns add: as people edit it. */
export function withoutOptions(form: ReportForm): ReportForm {
  const own = form.elements.filter(e => !e.of)
  const codes = new Set(own.map(e => e.code))
  return {
    ...form,
    elements: own,
    sections: form.sections.map(s => ({ ...s, elements: s.elements.filter(c => codes.has(c) || !c.includes('/')) })),
  }
}

/** The form with each breakdown written out as figures of their own, right behind their total; breakdowns that nothing uses are left out. */
export function withOptions(given: ReportForm): ReportForm {
  const form = withoutOptions(given)
  const breakdowns = new Map(form.breakdowns.map(b => [b.code, b]))
  const expanded = new Map<string, FormElement[]>(form.elements.map(e => [e.code, expandElement(e, breakdowns)]))
  const used = new Set(form.elements.flatMap(e => (e.breakdowns ?? []).flat()))
  return {
    ...form,
    breakdowns: form.breakdowns.filter(b => used.has(b.code)),
    elements: form.elements.flatMap(e => expanded.get(e.code) ?? []),
    sections: form.sections.map(s => ({
      ...s,
      elements: s.elements.flatMap(c => expanded.get(c)?.map(e => e.code) ?? [c]),
    })),
  }
}
