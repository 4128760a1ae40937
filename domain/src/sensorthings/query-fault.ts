import { Refusal } from '../refusals/refusal.ts'

/** A fault in a query, with the option and the character (counted from 1) where it lies. */
export class QueryFault extends Refusal {
  constructor(option: string, index: number, why: string, whyEn: string) {
    super('sensorthings.query', { option, at: index + 1, why, whyEn, where: option })
  }
}
