import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type Received = { to: string[]; head: string; subject: string; text: string }
export type Post = {
  port: number
  letters: Received[]
  stop: () => Promise<void>
  refuse: (say: string | null) => void
}

/** A real mail server of the test's own, that keeps what it was handed. `refuse("451 …")` makes it say no to every letter. */
export async function startPost(options: SMTPServerOptions = {}): Promise<Post> {
  const letters: Received[] = []
  let no: string | null = null
  const server = new SMTPServer({
    authOptional: true,
    onAuth: (auth, _session, done) =>
      auth.username === 'tusom' && auth.password === 'mat-khau-thu'
        ? done(null, { user: auth.username })
        : done(new Error('535 no such account')),
    onRcptTo: (_address, _session, done) =>
      no === null ? done() : done(Object.assign(new Error(no.slice(4)), { responseCode: Number(no.slice(0, 3)) })),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (c: Buffer) => chunks.push(c))
      stream.on('end', () => {
        const [head = '', ...rest] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n')
        letters.push({
          to: session.envelope.rcptTo.map(r => r.address),
          head,
          subject: decodeWords(/^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(head)?.[1] ?? ''),
          text: decodeBody(rest.join('\r\n\r\n'), /^Content-Transfer-Encoding: (\S+)/im.exec(head)?.[1] ?? '7bit'),
        })
        done()
      })
    },
    ...options,
  })
  // a client that does not trust the certificate hangs up: that is what is tested
  server.on('error', () => {})
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // a test that ends without stopping it is not held up
  server.server.unref()
  return {
    port: (server.server.address() as { port: number }).port,
    letters,
    refuse: say => {
      no = say
    },
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
function decodeBody(body: string, how: string): string {
  if (/base64/i.test(how)) return Buffer.from(body, 'base64').toString('utf8')
  return /quoted/i.test(how) ? quoted(body.replace(/=\r\n/g, '')) : body
}
/** Encoded words of a head (RFC 2047); neighbours are one text, whose bytes may be cut between them. */
function decodeWords(head: string): string {
  return head
    .replace(/\?=\s+=\?UTF-8\?[BQ]\?/gi, '')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : quoted(text.replaceAll('_', ' ')),
    )
}
