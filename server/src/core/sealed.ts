import { fold } from '@tusom/vi-text'
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Columns that hold personal data. A sealed value is
 * `01 | key id (4 bytes) | nonce (12 bytes) | ciphertext | tag (16 bytes)`, AES-256-GCM (NIST SP 800-38D), a fresh nonce for
 * each value. `where` ("households.phone/06385-T01-H001") is authenticated with it, so that a value copied into another row or
 * column does not open. Keys are derived from the data key by HKDF (RFC 5869): one to seal, one for the hashes.
 */
export class Sealer {
  private readonly key: Buffer
  private readonly hashKey: Buffer
  private readonly keyId: Buffer

  constructor(dataKey: Buffer) {
    if (dataKey.length !== 32) throw new Error('the data key must have 32 bytes')
    this.key = Buffer.from(hkdfSync('sha256', dataKey, '', 'tusom sealed columns', 32))
    this.hashKey = Buffer.from(hkdfSync('sha256', dataKey, '', 'tusom search hashes', 32))
    this.keyId = createHash('sha256').update(this.key).digest().subarray(0, 4)
  }

  seal(text: string, where: string): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(where))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(1), this.keyId, nonce, body, cipher.getAuthTag()])
  }

  /** Throws when the value was sealed with another key, was altered, or belongs elsewhere. */
  open(sealed: Buffer, where: string): string {
    if (sealed.length < 33 || sealed[0] !== 1) throw new Error(`${where}: not a sealed value`)
    if (!sealed.subarray(1, 5).equals(this.keyId))
      throw new Error(`${where}: sealed with another key (${sealed.subarray(1, 5).toString('hex')})`)
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(5, 17)).setAAD(Buffer.from(where))
    decipher.setAuthTag(sealed.subarray(-16))
    return decipher.update(sealed.subarray(17, -16), undefined, 'utf8') + decipher.final('utf8')
  }

  sealMaybe(text: string | null, where: string): Buffer | null {
    return text === null || text === '' ? null : this.seal(text, where)
  }
  openMaybe(sealed: Buffer | null, where: string): string | null {
    return sealed === null ? null : this.open(sealed, where)
  }

  /**
   * Keyed hashes under which a name is found: one for each word without marks and case, so "Hoang thi lan" finds
   * "HOÀNG THỊ LAN". 12 bytes: enough to tell words apart. Equal words have equal hashes: who holds the database without
   * the key learns which names are frequent, not what they are.
   */
  words(name: string): Buffer[] {
    const list = new Set(
      fold(name)
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    )
    return [...list].sort().map(w => this.hash(`word:${w}`))
  }
  phone(number: string): Buffer {
    return this.hash(`phone:${number.replace(/\D/g, '')}`)
  }
  private hash(text: string): Buffer {
    return createHmac('sha256', this.hashKey).update(text).digest().subarray(0, 12)
  }
}
