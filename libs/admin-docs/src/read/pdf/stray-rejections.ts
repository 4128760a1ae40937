type Process = {
  on: (event: 'unhandledRejection', listener: (reason: unknown) => void) => void
  off: (event: 'unhandledRejection', listener: (reason: unknown) => void) => void
}

/** What pdf.js throws by itself on a damaged file: names it gives its own errors. */
const own =
  /^(?:XRefEntryException|XRefParseException|MissingDataException|InvalidPDFException|FormatError|UnknownErrorException|AbortException|ParserEOFException|PasswordException|ResponseException|BaseException|JpegError|JpxError|Jbig2Error|RenderingCancelledException)$/

let reading = 0

function listen(reason: unknown) {
  if (reason instanceof Error && own.test(reason.name)) return
  // not pdf.js's: what Node does with it when nobody listens
  throw reason
}

/**
 * Runs `work` so that a promise pdf.js leaves without a reader does not end the whole program. On some damaged files it rejects a promise
 * beside the one it answers with ("Bad (uncompressed) XRef entry"), and Node would stop at it. Errors that are not its own go on as ever.
 */
export async function withoutStray<T>(work: () => Promise<T>): Promise<T> {
  const { process } = globalThis as { process?: Process }
  if (typeof process?.on !== 'function') return work()
  if (reading++ === 0) process.on('unhandledRejection', listen)
  try {
    return await work()
  } finally {
    // a stray one is told of after the promises of this turn
    await new Promise<void>(done => setTimeout(done, 0))
    if (--reading === 0) process.off('unhandledRejection', listen)
  }
}
