/** What a refusal means to a person, in both languages, and which HTTP status carries it. `{name}` is filled from the parameters. */
export type RefusalMeaning = { status: number; vi: string; en: string }

/** Something the rules do not allow; not a fault of the program. */
export class Refusal extends Error {
  readonly code: string
  readonly params: Record<string, string | number>
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

/** Fills a sentence of the catalogue. */
export function fill(sentence: string, params: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
