import { bulletinOfAlert, parseBulletin, Refusal } from '@tusom/domain'
import { readCap, type ReadMessage, type SignatureReport } from '@tusom/cap/xml'
import type { BulletinSourceRow } from '@tusom/store'
import { createHash } from 'node:crypto'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { AddressRefused, type OutsideAddresses } from '../../core/outside-address.ts'
import { htmlText } from './html-text.ts'

/** Bounds of one fetch: a bulletin is a few kilobytes, a feed a few hundred. */
export const fetchLimits = { bytes: 4 * 1024 * 1024, ms: 20_000, redirects: 3, links: 20, messages: 60 }

export type Arrived = {
  digest: string
  title: string | null
  kind: string | null
  issuedAt: Date | null
  content: string
  alert: unknown
  leniencies: { vi: string; en: string }[]
  signature: { state: string; message: string; messageVi: string; subject: string | null } | null
}
export type Fetched = { items: Arrived[]; skipped: number; etag: string | null; unchanged: boolean }

/** Why a source could not be fetched, in both languages. */
export class FetchFault extends Error {
  readonly vi: string
  readonly en: string
  constructor(vi: string, en: string) {
    super(en)
    this.vi = vi
    this.en = en
  }
}

/** Addresses of the link itself, refused as they are typed; where a name leads is looked at when it is called. */
const linkLocal = /^(?:169\.254\.|\[fe[89ab]|\[::ffff:a9fe:|metadata\.google\.internal\.?$)/

/** An address that may be a source: http or https, a host, no user name. @throws Refusal bulletin.source-url */
export function sourceUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.username !== '' || url.password !== '')
    throw new Refusal('bulletin.source-url')
  if (linkLocal.test(url.hostname)) throw new Refusal('bulletin.source-url')
  url.hash = ''
  return url.href
}

type Answer = { bytes: Uint8Array; type: string; etag: string | null; unchanged: boolean }

/**
 * Asks one address. No host but the one that was configured is ever called: a redirect to another is a fault, not a road; and no address
 * inside the wall, wherever the name of the host leads (`addresses`). Time and size are bounded while reading, whatever the answer promises.
 */
async function ask(address: string, host: string, etag: string | null, addresses: OutsideAddresses): Promise<Answer> {
  const deadline = AbortSignal.timeout(fetchLimits.ms)
  let url = address
  for (let hop = 0; hop <= fetchLimits.redirects; hop++) {
    const to = new URL(url)
    if (to.host !== host || !/^https?:$/.test(to.protocol))
      throw new FetchFault(
        `Nguồn chuyển sang máy chủ khác (${to.host}): không gọi.`,
        `The source redirects to another host (${to.host}): not followed.`,
      )
    if (to.protocol === 'http:' && address.startsWith('https:'))
      throw new FetchFault(
        'Nguồn chuyển từ HTTPS sang HTTP không mã hoá: không gọi.',
        'The source redirects from HTTPS to plain HTTP: not followed.',
      )
    const reply = await open(to, hop === 0 ? etag : null, addresses, deadline)
    const status = reply.statusCode ?? 0
    const drop = () => reply.destroy()
    if (status === 304) {
      drop()
      return { bytes: new Uint8Array(), type: '', etag, unchanged: true }
    }
    const next = reply.headers.location ?? null
    if (status >= 300 && status < 400 && next !== null && URL.canParse(next, url)) {
      drop()
      url = new URL(next, url).href
      continue
    }
    if (status < 200 || status > 299) {
      drop()
      throw new FetchFault(`Nguồn trả lời mã ${status}.`, `The source answered with status ${status}.`)
    }
    return {
      bytes: await readBody(reply, deadline),
      type: reply.headers['content-type'] ?? '',
      etag: reply.headers.etag ?? null,
      unchanged: false,
    }
  }
  throw new FetchFault('Nguồn chuyển hướng quá nhiều lần.', 'The source redirects too often.')
}

/** Opens the connection and waits for the head of the answer. @throws FetchFault */
async function open(
  url: URL,
  etag: string | null,
  addresses: OutsideAddresses,
  deadline: AbortSignal,
): Promise<IncomingMessage> {
  try {
    addresses.checkHost(url.hostname)
    return await new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(
        url,
        {
          lookup: addresses.lookup,
          signal: deadline,
          agent: false,
          headers: {
            accept:
              'application/cap+xml, application/atom+xml, application/rss+xml, application/xml, text/html, text/plain',
            'accept-encoding': 'identity',
            'user-agent': 'tusom',
            ...(etag ? { 'if-none-match': etag } : {}),
          },
        },
        resolve,
      )
      request.on('error', reject)
      request.end()
    })
  } catch (e) {
    if (e instanceof AddressRefused)
      throw new FetchFault(
        `Địa chỉ nguồn dẫn vào mạng nội bộ (${e.address}): không gọi. Nếu đúng là máy của tỉnh, người vận hành đặt TUSOM_FETCH_ALLOW.`,
        `The address leads into an inner network (${e.address}): not called. If it is a machine of the province, whoever runs the server sets TUSOM_FETCH_ALLOW.`,
      )
    if (deadline.aborted)
      throw new FetchFault(
        `Nguồn không trả lời trong ${fetchLimits.ms / 1000} giây.`,
        `No answer within ${fetchLimits.ms / 1000} seconds.`,
      )
    const code = (e as { code?: string }).code ?? ''
    throw new FetchFault(
      `Không nối được tới nguồn${code ? ` (${code})` : ''}.`,
      `The source could not be reached${code ? ` (${code})` : ''}.`,
    )
  }
}

async function readBody(reply: IncomingMessage, deadline: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of reply as AsyncIterable<Buffer>) {
      size += part.length
      if (size > fetchLimits.bytes) {
        throw new FetchFault(
          `Nguồn trả lời quá ${fetchLimits.bytes / 1024 / 1024} MB.`,
          `The answer is larger than ${fetchLimits.bytes / 1024 / 1024} MB.`,
        )
      }
      parts.push(part)
    }
  } catch (e) {
    reply.destroy()
    if (e instanceof FetchFault) throw e
    throw deadline.aborted
      ? new FetchFault(
          `Nguồn không trả lời xong trong ${fetchLimits.ms / 1000} giây.`,
          `The answer was not complete within ${fetchLimits.ms / 1000} seconds.`,
        )
      : new FetchFault('Nguồn ngắt kết nối giữa chừng.', 'The source broke off in the middle.')
  }
  return Buffer.concat(parts)
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

/** Fetches a source once and reads what came; `trusted`: certificates whose signatures are believed; `addresses`: what may be called. @throws FetchFault */
export async function fetchSource(
  source: Pick<BulletinSourceRow, 'url' | 'kind' | 'etag'>,
  now: Date,
  { trusted, addresses }: { trusted: readonly string[]; addresses: OutsideAddresses },
): Promise<Fetched> {
  const { host } = new URL(source.url)
  const answer = await ask(source.url, host, source.etag, addresses)
  if (answer.unchanged) return { items: [], skipped: 0, etag: answer.etag, unchanged: true }
  if (source.kind === 'page') return { ...pageItems(answer, now), etag: answer.etag, unchanged: false }
  const trust = { trust: { trusted } }
  const reading = readCap(answer.bytes, trust)
  // what cannot be read as XML is no empty feed
  const broken =
    reading.messages.length === 0 && reading.findings.some(f => f.severity === 'error' && f.code.startsWith('xml.'))
  if (reading.container === null || broken)
    throw new FetchFault(
      `Nguồn không phải CAP, Atom, RSS hay EDXL: ${reading.findings[0]?.messageVi ?? ''}`,
      `The source is no CAP, Atom, RSS or EDXL: ${reading.findings[0]?.message ?? ''}`,
    )
  const messages: ReadMessage[] = [...reading.messages]
  // a feed may name its alerts by address only; those on the same host are asked, no others
  let elsewhere = 0
  for (const link of reading.links.slice(0, fetchLimits.links)) {
    const address = URL.canParse(link.url, source.url) ? new URL(link.url, source.url) : null
    if (!address || address.host !== host || !/^https?:$/.test(address.protocol)) elsewhere++
    else {
      // a feed that came encrypted does not send us for its alerts in the clear
      if (source.url.startsWith('https:')) address.protocol = 'https:'
      messages.push(...readCap((await ask(address.href, host, null, addresses)).bytes, trust).messages)
    }
  }
  const items = messages.slice(0, fetchLimits.messages).map(alertItem)
  return { items, skipped: elsewhere, etag: answer.etag, unchanged: false }
}

function alertItem(m: ReadMessage): Arrived {
  const p = bulletinOfAlert(m.alert)
  return {
    digest: sha(`${m.alert.sender}\n${m.alert.identifier}\n${m.alert.sent}`),
    title: p.title,
    kind: p.kind,
    issuedAt: p.issuedAt === null ? null : new Date(p.issuedAt),
    content: p.text,
    alert: m.alert,
    leniencies: [...m.leniencies, ...(m.valid ? [] : m.findings.filter(f => f.severity === 'error'))]
      .slice(0, 20)
      .map(f => ({ vi: f.messageVi, en: f.message })),
    signature: signatureOf(m.signature),
  }
}

const signatureOf = (s: SignatureReport): Arrived['signature'] => ({
  state: s.state,
  message: s.message,
  messageVi: s.messageVi,
  subject: s.certificate?.subject ?? null,
})

function pageItems(answer: Answer, now: Date): { items: Arrived[]; skipped: number } {
  const raw = decodeText(answer.bytes, answer.type)
  const text =
    /html/i.test(answer.type) || /<(?:html|body|div|p|table)[\s>]/i.test(raw.slice(0, 4000))
      ? htmlText(raw)
      : raw.trim()
  const p = parseBulletin(text, { received: now.getTime() })
  // a page without a bulletin on it (a menu, "no warning now") is no arrival
  if (p.kind === null || (p.title === null && p.levels.length === 0)) return { items: [], skipped: 1 }
  return {
    items: [
      {
        // the hour on the page changes with every visit; what the bulletin says does not
        digest: sha(`${p.title ?? ''}\n${p.issuedAt ?? ''}\n${p.issuedAt === null ? p.text : ''}`),
        title: p.title,
        kind: p.kind,
        issuedAt: p.issuedAt === null ? null : new Date(p.issuedAt),
        content: p.text,
        alert: null,
        leniencies: [],
        signature: null,
      },
    ],
    skipped: 0,
  }
}

function decodeText(bytes: Uint8Array, type: string): string {
  const charset = /charset=["']?([\w-]{2,20})/i.exec(type)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}
