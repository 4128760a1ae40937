import { Refusal, topicFilterFault } from '@tusom/domain'
import { createPrivateKey, X509Certificate } from 'node:crypto'

type Given = {
  url: string
  topic: string
  ca: string | null
  clientCert: string | null
  mapping: { kind: string; topic?: string | null }
}

/** The address of a broker: only what an administrator wrote is ever dialled, and nothing of it is taken from a message. */
export function brokerUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const good =
    url &&
    (url.protocol === 'mqtt:' || url.protocol === 'mqtts:') &&
    url.hostname &&
    !url.username &&
    !url.password &&
    (url.pathname === '' || url.pathname === '/') &&
    !url.search &&
    !url.hash
  if (!good) throw new Refusal('mqtt.url')
  return url
}

/** Refuses what could only fail later, at night, without anybody looking. */
export function checkConnection(c: Given, clientKey: string | null | undefined): void {
  brokerUrl(c.url)
  for (const filter of [
    c.topic,
    ...(c.mapping.topic ? [c.mapping.topic.replaceAll(/\{(?:station|indicator)\}/g, '+')] : []),
  ]) {
    const fault = topicFilterFault(filter)
    if (fault) throw new Refusal('mqtt.topic', { why: fault.vi, whyEn: fault.en })
  }
  if (c.ca !== null) certificatesOf(c.ca, 'ca')
  const [cert] = c.clientCert === null ? [] : certificatesOf(c.clientCert, 'clientCert')
  if (!cert || typeof clientKey !== 'string') return
  let fits = false
  try {
    fits = cert.checkPrivateKey(createPrivateKey(clientKey))
  } catch {
    // not a key at all
  }
  if (!fits) throw new Refusal('mqtt.key')
}

function certificatesOf(pem: string, where: string): X509Certificate[] {
  const blocks = pem.split('-----END CERTIFICATE-----').slice(0, -1)
  try {
    if (!blocks.length || blocks.length > 50) throw new Error('none')
    return blocks.map(b => new X509Certificate(`${b}-----END CERTIFICATE-----\n`))
  } catch {
    throw new Refusal('mqtt.certificate', { where })
  }
}

/** Whether a password goes over the wire for anybody to read: without TLS, to another machine. */
export function passwordIsPlain(url: string, hasPassword: boolean): boolean {
  if (!hasPassword || !URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'mqtt:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
