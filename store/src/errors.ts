/** A fault of the database's surroundings, said in one sentence with the way out. */
export class StoreError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
