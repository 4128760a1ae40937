import { trustedCertificates, TrustError } from '@tusom/cap/xml'
import { CapSigning, type CertificateOut, Done, IdParams, NewSigningKey, TrustIn } from '@tusom/contract'
import { policies, type Policy, refuse, Refusal } from '@tusom/domain'
import { addSigningKey, distrustSender, signingCertificate, trustedSenders, trustSender } from '@tusom/store'
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { keyPlace, makeProvinceKey, privatePem } from './cap-signer.ts'
import { settingsFor } from './office.ts'

const commonName = (distinguished: string) =>
  /(?:^|\n)CN=(.*)/.exec(distinguished)?.[1] ?? distinguished.replace(/\n/g, ', ')

function present(pem: string, now: Date): CertificateOut {
  const c = new X509Certificate(pem)
  const [from, to] = [Date.parse(c.validFrom), Date.parse(c.validTo)]
  return {
    name: commonName(c.subject),
    issuer: commonName(c.issuer),
    fingerprint: c.fingerprint256,
    validFrom: new Date(from).toISOString(),
    validTo: new Date(to).toISOString(),
    inForce: from <= now.getTime() && now.getTime() <= to,
    pem,
  }
}

const unusable = (why: string, whyEn: string) => new Refusal('cap-signing.key', { why, whyEn })

/** A key and its certificate as an administrator gives them. @throws Refusal cap-signing.key */
function readGiven(
  privateKey: string,
  certificate: string,
  now: Date,
): { key: KeyObject; certificate: X509Certificate } {
  let key: KeyObject
  let own: X509Certificate
  try {
    key = createPrivateKey(privateKey)
    own = new X509Certificate(certificate)
  } catch {
    throw unusable('không đọc được PEM, hoặc khóa có mật khẩu.', 'the PEM cannot be read, or the key has a passphrase.')
  }
  if (!own.checkPrivateKey(key))
    throw unusable('chứng thư số không thuộc khóa này.', 'the certificate does not belong to the key.')
  const { asymmetricKeyType: type, asymmetricKeyDetails: d } = key
  const strong =
    (type === 'rsa' && (d?.modulusLength ?? 0) >= 2048) ||
    (type === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(d?.namedCurve ?? ''))
  if (!strong)
    throw unusable('cần RSA từ 2048 bit hoặc đường cong NIST.', 'RSA of 2048 bits or a NIST curve is needed.')
  if (!present(certificate, now).inForce)
    throw unusable('chứng thư số hết hạn hoặc chưa tới hạn.', 'the certificate is not in force.')
  return { key, certificate: own }
}

/** With what a province signs its CAP messages, and whose signatures it believes. */
export function registerCapSigning(app: App): void {
  const sealer = new Sealer(app.ctx.dataKey)

  app.get(
    '/api/cap-signing',
    { config: { policy: 'cap-signing.read' }, schema: { response: { 200: CapSigning } } },
    async request => {
      const { provinceId } = request.actor
      const now = app.ctx.clock()
      return request.read(async tx => {
        const own = await signingCertificate(tx, provinceId)
        return {
          own: own && {
            ...present(own.certificate, now),
            origin: own.origin,
            since: own.madeAt.toISOString(),
            by: own.madeByName,
          },
          trusted: (await trustedSenders(tx, provinceId)).map(t => ({
            id: t.id,
            label: t.name,
            addedAt: t.addedAt.toISOString(),
            addedBy: t.addedByName,
            ...present(t.certificate, now),
          })),
          mayChange:
            request.run.id === 0 &&
            refuse(request.actor, policies['cap-signing.write'] as Policy, { unitId: provinceId }) === null,
        }
      })
    },
  )

  app.post(
    '/api/cap-signing',
    {
      config: { policy: 'cap-signing.write', actualOnly: true },
      schema: { body: NewSigningKey, response: { 200: Done } },
    },
    async request => {
      const { provinceId } = request.actor
      request.permit({ unitId: provinceId })
      const { privateKey, certificate } = request.body
      const now = app.ctx.clock()
      if ((privateKey === undefined) !== (certificate === undefined))
        throw unusable('cần cả khóa và chứng thư số.', 'both a key and its certificate are needed.')
      await request.command(async (tx, note) => {
        const given = privateKey !== undefined && certificate !== undefined
        const office = await settingsFor(tx, app.ctx.tree(), provinceId, provinceId)
        const own = given ? readGiven(privateKey, certificate, now) : makeProvinceKey(office.senderName, now)
        await addSigningKey(tx, {
          provinceId,
          certificate: own.certificate.toString(),
          privateKeySealed: sealer.seal(privatePem(own.key), keyPlace(provinceId)),
          origin: given ? 'given' : 'made',
          madeAt: now,
          madeByName: request.actor.displayName,
        })
        note({
          command: 'cap-signing.key',
          subject: `cap-signing/${provinceId}`,
          unitId: provinceId,
          detail: { origin: given ? 'given' : 'made', fingerprint: own.certificate.fingerprint256 },
        })
        await tx.query(`select app.tell('cap-signing', 0), app.tell('warnings', 0)`)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/cap-trusted',
    {
      config: { policy: 'cap-signing.write', actualOnly: true },
      schema: { body: TrustIn, response: { 200: Type.Object({ id: Type.Integer() }) } },
    },
    async request => {
      const { provinceId } = request.actor
      request.permit({ unitId: provinceId })
      const read = readTrusted(request.body.certificate)
      const id = await request.command(async (tx, note) => {
        const made = await trustSender(tx, {
          provinceId,
          name: request.body.name,
          certificate: read.toString(),
          fingerprint: read.fingerprint256,
          addedAt: app.ctx.clock(),
          addedByName: request.actor.displayName,
        })
        if (!made) throw new Refusal('cap-signing.trusted')
        note({
          command: 'cap-signing.trust',
          subject: `cap-trusted/${made.id}`,
          unitId: provinceId,
          detail: { name: request.body.name, fingerprint: read.fingerprint256 },
        })
        await tx.query(`select app.tell('warnings', 0)`)
        return made.id
      })
      return { id }
    },
  )

  app.delete(
    '/api/cap-trusted/:id',
    {
      config: { policy: 'cap-signing.write', actualOnly: true },
      schema: { params: IdParams, response: { 200: Done } },
    },
    async request => {
      const { provinceId, displayName } = request.actor
      request.permit({ unitId: provinceId })
      await request.command(async (tx, note) => {
        const gone = await distrustSender(tx, request.params.id, provinceId, app.ctx.clock(), displayName)
        if (!gone) throw new Refusal('not-found', { what: 'chứng thư số' })
        note({
          command: 'cap-signing.distrust',
          subject: `cap-trusted/${request.params.id}`,
          unitId: provinceId,
          detail: gone,
        })
        await tx.query(`select app.tell('warnings', 0)`)
      })
      return { ok: true as const }
    },
  )
}

/** One certificate of a sender or an authority. @throws Refusal cap-signing.certificate */
function readTrusted(pem: string): X509Certificate {
  try {
    const [first, ...more] = trustedCertificates([pem])
    if (first && !more.length) return first
  } catch (e) {
    if (!(e instanceof TrustError)) throw e
  }
  throw new Refusal('cap-signing.certificate')
}
