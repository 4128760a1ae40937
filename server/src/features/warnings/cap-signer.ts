import { type KeyAndCertificate, makeSigner, signAlert, SigningError } from '@tusom/cap/xml'
import { Refusal } from '@tusom/domain'
import { addSigningKey, signingKey } from '@tusom/store'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Context } from '../../core/context.ts'
import { Sealer } from '../../core/sealed.ts'

const MADE_FOR_YEARS = 10
/** A certificate of our own says nothing about time; exercises and replays run on clocks of past years. */
const MADE_FROM = '2020-01-01T00:00:00'
export const keyPlace = (provinceId: number) => `cap_signing_keys.private_key/${provinceId}`

export const privatePem = (key: KeyAndCertificate['key']) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A new key for a province, certified by itself. */
export const makeProvinceKey = (name: string, now: Date): KeyAndCertificate =>
  makeSigner(name, MADE_FROM, `${now.getUTCFullYear() + MADE_FOR_YEARS}-01-01T00:00:00`)

/** Signs what leaves, with the key of the province. A message that cannot be signed does not leave. */
export class CapSigner {
  private readonly ctx: Context
  private readonly sealer: Sealer
  private readonly keys = new Map<number, KeyAndCertificate>()

  constructor(ctx: Context) {
    this.ctx = ctx
    this.sealer = new Sealer(ctx.dataKey)
    ctx.onTold(topic => topic === 'cap-signing' && this.keys.clear())
  }

  /** @throws Refusal warning.not-signed */
  async sign(cap: string, by: { provinceId: number; name: string; runId: number; sent: Date }): Promise<string> {
    const own = await this.keyOf(by.provinceId, by.name)
    const { validFrom, validTo } = own.certificate
    const inForce = Date.parse(validFrom) <= by.sent.getTime() && by.sent.getTime() <= Date.parse(validTo)
    // an exercise may play in a year for which an authority has certified nothing; its messages reach no actual feed
    if (!inForce && by.runId !== 0) return cap
    if (!inForce)
      throw this.refused('chứng thư số hết hạn hoặc chưa tới hạn', 'the certificate is not in force', {
        validFrom,
        validTo,
      })
    try {
      return signAlert(cap, own.key, own.certificate)
    } catch (e) {
      if (!(e instanceof SigningError)) throw e
      throw this.refused(e.message, e.message, { why: e.message })
    }
  }

  private refused(why: string, whyEn: string, detail: Record<string, unknown>): Refusal {
    this.ctx.log('error', 'cap.not-signed', detail)
    return new Refusal('warning.not-signed', { why, whyEn })
  }

  /** The key in force; the first time one is made, so that no message leaves unsigned because nobody set one up. */
  private async keyOf(provinceId: number, name: string): Promise<KeyAndCertificate> {
    const known = this.keys.get(provinceId)
    if (known) return known
    const row = await this.ctx.db.asSystem(async tx => {
      const had = await signingKey(tx, provinceId)
      if (had) return had
      const now = this.ctx.clock()
      const made = makeProvinceKey(name, now)
      await addSigningKey(
        tx,
        {
          provinceId,
          certificate: made.certificate.toString(),
          privateKeySealed: this.sealer.seal(privatePem(made.key), keyPlace(provinceId)),
          origin: 'made',
          madeAt: now,
          madeByName: 'Từ Sớm',
        },
        true,
      )
      return signingKey(tx, provinceId)
    })
    if (!row) throw this.refused('không lưu được khóa', 'no key could be kept', { provinceId })
    try {
      const key = createPrivateKey(this.sealer.open(row.privateKeySealed, keyPlace(provinceId)))
      const own = { key, certificate: new X509Certificate(row.certificate) }
      this.keys.set(provinceId, own)
      return own
    } catch (e) {
      throw this.refused(
        'khóa ký không mở được bằng khóa dữ liệu của máy chủ này',
        'the signing key does not open with the data key of this server',
        { why: (e as Error).message },
      )
    }
  }
}
