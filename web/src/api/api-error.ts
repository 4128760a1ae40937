/**
 * Why an answer did not come:
 * - `offline`: the server could not be reached at all
 * - `refused`: a rule said no, and says why (4xx)
 * - `failed`: something broke on the server (5xx), or its answer could not be read
 */
export type ErrorKind = 'offline' | 'refused' | 'failed'

/** The one error of the API client. `message` is the server's sentence in the language of the moment. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  /** the part of the request at fault, when the server named one: "body/name" */
  readonly where: string | null
  constructor(status: number, code: string, message: string, where: string | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.where = where
  }
  get kind(): ErrorKind {
    return this.status === 0 ? 'offline' : this.status < 500 ? 'refused' : 'failed'
  }
}

/** The sentence to show for anything that was thrown. */
export const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault))
