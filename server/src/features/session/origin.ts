import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isIPv6 } from 'node:net'

const DAYS = 180

/** Where a try to sign in comes from, as it is counted: see `signInLimits` in domain. No address is kept, only a keyed hash of it. */
export type Origin = { key: string; known: boolean; place: string; address: boolean }

/** Marks the browsers in which a person has signed in, and tells places apart. */
export class Origins {
  private readonly key: Buffer
  constructor(dataKey: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', dataKey, '', 'tusom sign-in origins', 32))
  }

  of(request: FastifyRequest, username: string): Origin {
    const place = `place ${this.hash(`place ${network(request.ip)}`)}`
    const address = !/^(127\.|::1$|::ffff:127\.)/.test(request.ip)
    const nonce = this.nonceOf(request, username)
    return nonce
      ? { key: `device ${nonce}`, known: true, place, address }
      : { key: place, known: false, place, address }
  }

  /** After a right password: this browser is known for this name. The mark opens nothing; it only has a count of its own. */
  mark(request: FastifyRequest, reply: FastifyReply, username: string, cookie: Record<string, unknown>): void {
    const nonce = this.nonceOf(request, username) ?? randomBytes(12).toString('hex')
    reply.setCookie(this.cookieName(username), `${nonce}.${this.sign(username, nonce)}`, {
      ...cookie,
      path: '/api/session',
      sameSite: 'strict',
      maxAge: DAYS * 86_400,
    })
  }

  private nonceOf(request: FastifyRequest, username: string): string | null {
    const [nonce = '', mark = ''] = (request.cookies[this.cookieName(username)] ?? '').split('.')
    if (!/^[0-9a-f]{24}$/.test(nonce)) return null
    const [is, should] = [Buffer.from(mark), Buffer.from(this.sign(username, nonce))]
    return is.length === should.length && timingSafeEqual(is, should) ? nonce : null
  }
  /** One cookie a name: several people share the PC of a commune. */
  private cookieName(username: string): string {
    return `tusom_device_${this.hash(`name ${username.toLowerCase()}`).slice(0, 12)}`
  }
  private sign(username: string, nonce: string): string {
    return this.hash(`device ${username.toLowerCase()} ${nonce}`)
  }
  private hash(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('hex').slice(0, 32)
  }
}

/** Who holds one IPv6 address holds the whole /64 it lies in. */
export function network(ip: string): string {
  if (!isIPv6(ip) || ip.includes('.')) return ip
  const [head = '', tail] = (ip.split('%')[0] as string).split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const all =
    tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return `${all
    .slice(0, 4)
    .map(part => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`
}
