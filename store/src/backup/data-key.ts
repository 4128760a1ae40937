import { argon2, createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { StoreError } from '../errors.ts'
import { damaged } from './archive.ts'

/** The data key under a passphrase: argon2id (RFC 9106) makes a key of it, AES-256-GCM seals. Base64. */
export type SealedKey = { memory: number; passes: number; salt: string; nonce: string; body: string; tag: string }

const derive = promisify(argon2) as (
  kind: string,
  options: { message: string; nonce: Buffer; parallelism: number; tagLength: number; memory: number; passes: number },
) => Promise<Buffer>
/** RFC 9106, second recommended choice: 64 MiB, three passes. A backup may be guessed at without anybody seeing it. */
const cost = { memory: 65_536, passes: 3 }
const stretch = (passphrase: string, salt: Buffer, { memory, passes }: { memory: number; passes: number }) =>
  derive('argon2id', {
    message: passphrase.normalize('NFC'),
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory,
    passes,
  })

/** Tells one data key from another without saying anything of it. */
export const keyId = (dataKey: Buffer): string =>
  createHash('sha256')
    .update(Buffer.from(hkdfSync('sha256', dataKey, '', 'tusom key id', 32)))
    .digest('hex')
    .slice(0, 16)

export async function sealKey(dataKey: Buffer, passphrase: string): Promise<SealedKey> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await stretch(passphrase, salt, cost), nonce).setAAD(
    Buffer.from(keyId(dataKey)),
  )
  const body = Buffer.concat([cipher.update(dataKey), cipher.final()])
  const b64 = (b: Buffer) => b.toString('base64')
  return { ...cost, salt: b64(salt), nonce: b64(nonce), body: b64(body), tag: b64(cipher.getAuthTag()) }
}

export async function openKey(id: string, sealed: SealedKey, passphrase: string): Promise<Buffer> {
  // what the file asks of us is bounded: it may come from anybody
  if (sealed.memory > 4 * cost.memory || sealed.passes > 4 * cost.passes) throw damaged('key')
  const from = (text: string) => Buffer.from(text, 'base64')
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      await stretch(passphrase, from(sealed.salt), sealed),
      from(sealed.nonce),
      { authTagLength: 16 },
    )
      .setAAD(Buffer.from(id))
      .setAuthTag(from(sealed.tag))
    const key = Buffer.concat([decipher.update(from(sealed.body)), decipher.final()])
    if (key.length === 32 && keyId(key) === id) return key
  } catch {}
  throw new StoreError(
    'backup.passphrase-wrong',
    'Mật khẩu của bản sao lưu không đúng: gõ lại đúng mật khẩu đã đặt khi sao lưu (phân biệt chữ hoa, chữ thường). · The passphrase of the backup is wrong: type the one that was set when it was made.',
  )
}
