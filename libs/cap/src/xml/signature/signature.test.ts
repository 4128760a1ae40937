import { createHash, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { buildAlert } from '../../../test/build-alert.ts'
import { makeCertificate } from '../../../test/make-certificate.ts'
import { CapError } from '../../finding.ts'
import { writeAlert } from '../../write-alert.ts'
import { readCap } from '../read-cap.ts'
import { SigningError, signAlert } from './sign-alert.ts'
import { TrustError } from './trust.ts'

const alert = buildAlert()
const xml = writeAlert(alert)
const own = makeCertificate()
const signed = signAlert(xml, own.key, own.certificate)
const trust = { trusted: [own.certificate] }

const signatureOf = (text: string, options: Parameters<typeof readCap>[1] = { trust }) => {
  const { messages, findings } = readCap(text, options)
  const signature = messages[0]?.signature
  return {
    state: signature?.state,
    reason: signature?.reason,
    codes: findings.filter(f => f.code.startsWith('signature.')).map(f => `${f.severity} ${f.code}`),
    signature,
  }
}

describe('signing', () => {
  it.each(['rsa', 'P-256', 'P-384', 'P-521'] as const)(
    'with %s gives a message that verifies and is otherwise the same',
    kind => {
      const { key, certificate } = makeCertificate({ key: kind })
      const out = signAlert(xml, key.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate.toString())
      const reading = readCap(out, { trust: { trusted: [certificate.toString()] } })
      expect(reading.findings).toEqual([])
      expect(reading.alerts).toEqual([alert])
      expect(reading.messages[0]?.signature).toMatchObject({ state: 'valid', reason: null, weak: [] })
    },
  )

  it('says whose certificate it is', () => {
    expect(signatureOf(signed).signature?.certificate).toMatchObject({
      subject: 'CN=Ban Chỉ huy (mẫu)',
      fingerprint: own.certificate.fingerprint256,
      validTo: '2040-01-01T00:00:00.000Z',
    })
  })

  it('throws, and never hands back the message unsigned', () => {
    const other = makeCertificate({ name: 'khác' })
    const weak = makeCertificate({ key: 'rsa-1024' })
    const late = makeCertificate({ name: 'hết hạn', to: '2025-01-01T00:00:00' })
    expect(() => signAlert(xml, own.key, other.certificate)).toThrow(SigningError)
    expect(() => signAlert(xml, 'no key', own.certificate)).toThrow(SigningError)
    expect(() => signAlert(xml, weak.key, weak.certificate)).toThrow(/1024 bits/)
    expect(() => signAlert(xml, late.key, late.certificate)).toThrow(/not in force/)
    expect(() => signAlert(signed, own.key, own.certificate)).toThrow(/signed already/)
    expect(() => signAlert(xml.replace('Actual', 'Real'), own.key, own.certificate)).toThrow(CapError)
    expect(() => signAlert('<feed/>', own.key, own.certificate)).toThrow(SigningError)
  })
})

describe('verifying', () => {
  it('tells trusted from merely valid: nobody named, another named, the signer named, its authority named', () => {
    expect(signatureOf(signed, {})).toMatchObject({
      state: 'valid-untrusted',
      reason: 'not-trusted',
      codes: ['warning signature.untrusted'],
    })
    const stranger = makeCertificate({ name: 'người lạ' })
    expect(signatureOf(signed, { trust: { trusted: [stranger.certificate] } }).state).toBe('valid-untrusted')
    expect(signatureOf(signed)).toMatchObject({ state: 'valid', codes: [] })

    const root = makeCertificate({ name: 'Gốc', ca: true })
    const middle = makeCertificate({ name: 'Trung gian', ca: true, issuer: root })
    const leaf = makeCertificate({ name: 'Trực ban', issuer: middle, key: 'rsa' })
    const byLeaf = signAlert(xml, leaf.key, leaf.certificate)
    expect(signatureOf(byLeaf, { trust: { trusted: [middle.certificate] } }).state).toBe('valid')
    expect(signatureOf(byLeaf, { trust: { trusted: [root.certificate] } }).state).toBe('valid-untrusted')
    const enclosed = byLeaf.replace(
      '</X509Certificate>',
      `</X509Certificate><X509Certificate>${middle.certificate.raw.toString('base64')}</X509Certificate>`,
    )
    expect(signatureOf(enclosed, { trust: { trusted: [root.certificate] } }).state).toBe('valid')
    // Who is certified is not one who certifies.
    const false_ = makeCertificate({ name: 'Giả', issuer: leaf })
    const byFalse = signAlert(xml, false_.key, false_.certificate)
    expect(signatureOf(byFalse, { trust: { trusted: [leaf.certificate] } }).state).toBe('valid-untrusted')
  })

  it('asks whether the certificate was in force when the message was sent, or when the caller says', () => {
    const late = makeCertificate({ name: 'hết hạn', to: '2026-01-01T00:00:00' })
    const byLate = signAlert(xml, late.key, late.certificate)
    const trusted = [late.certificate]
    expect(signatureOf(byLate, { trust: { trusted } }).state).toBe('valid')
    expect(signatureOf(byLate, { trust: { trusted, at: Date.UTC(2026, 5, 1) } })).toMatchObject({
      state: 'valid-untrusted',
      reason: 'not-in-force',
    })
  })

  it.each([
    ['a word of the message', signed.replace('Severe', 'Minor'), 'digest'],
    ['a space in the message', signed.replace('<event>', '<event> '), 'digest'],
    ['the digest', signed.replace(/<DigestValue>./, m => `${m.slice(0, -1)}${m.endsWith('A') ? 'B' : 'A'}`), 'digest'],
    [
      'the signature value',
      signed.replace(/<SignatureValue>./, m => `${m.slice(0, -1)}${m.endsWith('A') ? 'B' : 'A'}`),
      'value',
    ],
    [
      'the certificate',
      signed.replace(
        /<X509Certificate>[^<]+/,
        `<X509Certificate>${makeCertificate({ name: 'khác' }).certificate.raw.toString('base64')}`,
      ),
      'value',
    ],
  ])('finds a change of %s', (_, text, reason) => {
    expect(text).not.toBe(signed)
    expect(signatureOf(text)).toMatchObject({ state: 'invalid', reason, codes: ['error signature.invalid'] })
    expect(readCap(text).messages[0]?.valid).toBe(false)
  })

  it('does not mind what canonicalisation does not mind', () => {
    const same = [
      signed.replaceAll('\n', '\r\n'),
      signed.replace('<status>Actual', '<status><!-- chú thích -->Actual'),
      signed.replace('Severe', '<![CDATA[Severe]]>').replace('Likely', '&#76;ikely'),
      signed
        .replace('<alert xmlns=', "<alert  xmlns ='")
        .replace(/cap:1\.2"/, "cap:1.2'")
        .replace('\'"', "'"),
      `\ufeff${signed}`,
    ]
    for (const text of same) expect(signatureOf(text).state, text.slice(0, 120)).toBe('valid')
  })

  it('takes an alert that was signed alone and then put into a feed', () => {
    const element = signed.slice(signed.indexOf('<alert'))
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><id>u:1</id><title>x</title><updated>2025-10-08T03:45:00+07:00</updated><entry><id>u:2</id><title>x</title><updated>2025-10-08T03:45:00+07:00</updated><content type="text/xml">${element}</content></entry></feed>`
    expect(signatureOf(feed).state).toBe('valid')
    expect(signatureOf(feed.replace('Severe', 'Minor')).state).toBe('invalid')
    const bare = element
      .replace('<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"', '<c:alert')
      .replace('</alert>', '</c:alert>')
    const context = feed
      .replace(element, bare)
      .replace('<feed ', '<feed xmlns:c="urn:oasis:names:tc:emergency:cap:1.2" ')
    expect(signatureOf(context)).toMatchObject({ state: 'unsupported', reason: 'context' })
  })

  it('warns of SHA-1 and of short keys, and takes a bare key for what it is', () => {
    const short = makeCertificate({ key: 'rsa-1024' })
    const weak = resign(signed, short.key, {
      method: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      hash: 'sha1',
      certificate: short.certificate.raw.toString('base64'),
    })
    expect(signatureOf(weak, { trust: { trusted: [short.certificate] } })).toMatchObject({
      state: 'valid',
      codes: ['warning signature.weak', 'warning signature.weak'],
      signature: { algorithm: 'RSA-SHA1', weak: ['SHA-1', 'RSA 1024 bit'] },
    })
    const jwk = makeCertificate({ key: 'rsa' }).key.export({ format: 'jwk' })
    const rsa = makeCertificate({ key: 'rsa' })
    const b64 = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString('base64')
    const bare = resign(signed, rsa.key, {
      method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
      hash: 'sha512',
    }).replace(
      /<X509Data>.*<\/X509Data>/,
      `<KeyValue><RSAKeyValue><Modulus>${b64(jwk.n)}</Modulus><Exponent>${b64(jwk.e)}</Exponent></RSAKeyValue></KeyValue>`,
    )
    expect(signatureOf(bare)).toMatchObject({ state: 'valid-untrusted', reason: 'bare-key' })
    const none = signed.replace(/<KeyInfo>.*<\/KeyInfo>/, '')
    expect(signatureOf(none, {})).toMatchObject({ state: 'unsupported', reason: 'no-key' })
    expect(signatureOf(none).state).toBe('valid')
  })

  it('does not let a message choose what its key is used for', () => {
    const hmac = signed.replace(/ecdsa-sha256/, 'hmac-sha256')
    expect(signatureOf(hmac)).toMatchObject({ state: 'unsupported', reason: 'algorithm' })
    const rsa = signed.replace(/ecdsa-sha256/, 'rsa-sha256')
    expect(signatureOf(rsa)).toMatchObject({ state: 'invalid', reason: 'value' })
  })
})

/** Signs anew, by hand, with an algorithm that signAlert would not use. */
function resign(
  text: string,
  key: ReturnType<typeof makeCertificate>['key'],
  wish: { method: string; hash: string; certificate?: string },
): string {
  const changed = text
    .replace(/(<SignatureMethod Algorithm=")[^"]*/, `$1${wish.method}`)
    .replace(/<X509Certificate>[^<]*/, m => (wish.certificate ? `<X509Certificate>${wish.certificate}` : m))
  const info = /<SignedInfo>.*<\/SignedInfo>/s.exec(changed)![0]
  // Exclusive canonical form of exactly what signAlert writes: the namespace goes on, empty tags open out.
  const canonical = info
    .replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">')
    .replace(/<(\w+)([^<>]*)\/>/g, '<$1$2></$1>')
  const value = sign(wish.hash, Buffer.from(canonical), { key, dsaEncoding: 'ieee-p1363' }).toString('base64')
  return changed.replace(/<SignatureValue>[^<]*/, `<SignatureValue>${value}`)
}

describe('signature wrapping', () => {
  const signature = /<Signature.*<\/Signature>/s.exec(signed)![0]
  const forged = xml.replace('Lũ trên sông', 'Bão số 9')

  it.each([
    ['two signatures', signed.replace(signature, `${signature}${signature}`), 'several', 'error signature.form'],
    [
      'the signed alert hidden inside the signature of a forged one',
      forged.replace(
        '</alert>',
        `${signature.replace('</Signature>', `<Object>${signed.slice(signed.indexOf('<alert'))}</Object></Signature>`)}</alert>`,
      ),
      'several',
      'error signature.form',
    ],
    [
      'the signed alert hidden without its signature, named by Id',
      forged.replace(
        '</alert>',
        `${signature
          .replace('URI=""', 'URI="#real"')
          .replace(
            '</Signature>',
            `<Object>${xml.slice(xml.indexOf('<alert')).replace('<alert', '<alert Id="real"')}</Object></Signature>`,
          )}</alert>`,
      ),
      'elsewhere',
      'error signature.form',
    ],
    [
      'a reference to a file',
      signed.replace('URI=""', 'URI="https://example.vn/17.cap"'),
      'elsewhere',
      'error signature.form',
    ],
    ['an XPointer', signed.replace('URI=""', 'URI="#xpointer(/)"'), 'elsewhere', 'error signature.form'],
    ['no reference to anything', signed.replace(' URI=""', ''), 'elsewhere', 'error signature.form'],
    [
      'a second reference',
      signed.replace('</Reference>', `</Reference>${/<Reference.*<\/Reference>/s.exec(signed)![0]}`),
      'several-references',
      'warning signature.unsupported',
    ],
    [
      'an XPath transform that leaves the areas out',
      signed.replace(
        /<Transform Algorithm="[^"]*exc-c14n#"\/>/,
        '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>not(ancestor-or-self::*[local-name()="area"])</XPath></Transform>',
      ),
      'transform',
      'warning signature.unsupported',
    ],
    [
      'no enveloped transform',
      signed.replace(/<Transform Algorithm="[^"]*enveloped-signature"\/>/, ''),
      'not-enveloped',
      'error signature.form',
    ],
    [
      'a signature that is only begun',
      xml.replace('</alert>', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></alert>'),
      'structure',
      'warning signature.unsupported',
    ],
    [
      'another element of its namespace',
      xml.replace('</alert>', '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"/></alert>'),
      'element',
      'warning signature.unsupported',
    ],
  ])('refuses %s', (_, text, reason, code) => {
    const found = signatureOf(text)
    expect(found.state).toBe(code.startsWith('error') ? 'invalid' : 'unsupported')
    expect(found).toMatchObject({ reason, codes: [code] })
  })

  it('an Id of the alert itself counts, if it stands once', () => {
    const withId = xml.replace('<alert ', '<alert Id="a1" ')
    const digest = createHash('sha256').update('').digest('base64')
    expect(digest).not.toBe('')
    const found = signatureOf(withId.replace('</alert>', `${signature.replace('URI=""', 'URI="#a1"')}</alert>`))
    // The reference is accepted; the digest is of a message without the Id.
    expect(found.reason).toBe('digest')
    const twice = withId
      .replace('<info>', '<info Id="a1">')
      .replace('</alert>', `${signature.replace('URI=""', 'URI="#a1"')}</alert>`)
    expect(signatureOf(twice).reason).toBe('elsewhere')
  })

  it('looks at no more than 200 signatures of a file', () => {
    const element = signed.slice(signed.indexOf('<alert')).replaceAll('LS-2025-17', 'LS')
    const feed = `<feed>${Array.from({ length: 202 }, (_, i) => element.replace('LS<', `LS-${i}<`)).join('')}</feed>`
    const reasons = readCap(feed).messages.map(m => m.signature.reason)
    expect(reasons.slice(0, 200)).toEqual(Array.from({ length: 200 }, () => 'digest'))
    expect(reasons.slice(200)).toEqual(['too-many', 'too-many'])
  })
})

it('a list of trusted certificates that changes is believed as it now is', () => {
  const trusted = [own.certificate]
  expect(signatureOf(signed, { trust: { trusted } }).state).toBe('valid')
  trusted.pop()
  expect(signatureOf(signed, { trust: { trusted } }).state).toBe('valid-untrusted')
})

it('a trusted certificate that cannot be read is the caller’s fault, and said', () => {
  expect(() => readCap(signed, { trust: { trusted: ['not a certificate'] } })).toThrow(TrustError)
  expect(() => readCap(xml, { trust: { trusted: [new Uint8Array(3)] } })).toThrow(TrustError)
})
