import breakdowns from './catalogue/breakdowns.json' with { type: 'json' }
import elements from './catalogue/elements.json' with { type: 'json' }
import type { Breakdown, DataElement } from './element.ts'
import type { ReportForm } from './form.ts'
import daily from './library/disaster-daily.json' with { type: 'json' }
import disease from './library/disease-weekly.json' with { type: 'json' }
import order from './library/order-monthly.json' with { type: 'json' }
import criteria from './library/safe-order-criteria.json' with { type: 'json' }

/** Data elements that ship: an office takes them into its forms, changes them, adds its own. */
export const shippedElements = elements as unknown as readonly DataElement[]
export const shippedBreakdowns: readonly Breakdown[] = breakdowns

/**
 * Forms that ship as suggestions. Nobody is asked for them until an office has looked at one, changed it and put it in force.
 * What a breakdown adds is written out when a form is put in force (`withOptions`).
 */
export const libraryForms: readonly ReportForm[] = [daily, order, disease, criteria] as unknown as ReportForm[]
