import { libraryForms, type ReportForm, shippedForms, withOptions } from '@tusom/domain'

const named = (code: string): ReportForm => {
  const form = [...shippedForms, ...libraryForms].find(f => f.code === code)
  if (!form) throw new Error(`no form ${code} ships`)
  return form
}

/** The forms that the sample province uses: two that ship in force, two of the library that it took up as they are. */
export const sampleForms = {
  half: named('anptt-six-month'),
  week: named('scam-weekly'),
  month: withOptions(structuredClone(named('order-monthly'))),
  year: withOptions(structuredClone(named('safe-order-criteria'))),
} as const

/** Those that the province put in force itself. */
export const adoptedForms: readonly ReportForm[] = [sampleForms.month, sampleForms.year]
