import type { Tx } from '../database.ts'

export type SigningKeyRow = {
  id: number
  provinceId: number
  certificate: string
  origin: 'made' | 'given'
  madeAt: Date
  madeByName: string
}
const columns = `id, province_id as "provinceId", certificate, origin, made_at as "madeAt", made_by_name as "madeByName"`

/** The certificate that a province signs with now. */
export const signingCertificate = (tx: Tx, provinceId: number) =>
  tx.maybe<SigningKeyRow>(`select ${columns} from cap_signing_keys where province_id = $1 and retired_at is null`, [
    provinceId,
  ])

/** The same with the sealed key. For the system only: no request may read that column. */
export const signingKey = (tx: Tx, provinceId: number) =>
  tx.maybe<SigningKeyRow & { privateKeySealed: Buffer }>(
    `select ${columns}, private_key_sealed as "privateKeySealed" from cap_signing_keys where province_id = $1 and retired_at is null`,
    [provinceId],
  )

export type NewSigningKey = Omit<SigningKeyRow, 'id'> & { privateKeySealed: Buffer }

/** Puts a key in the place of the one before. `onlyFirst`: where there is one already, nothing is changed. */
export async function addSigningKey(tx: Tx, key: NewSigningKey, onlyFirst = false): Promise<void> {
  if (!onlyFirst)
    await tx.query('update cap_signing_keys set retired_at = $2 where province_id = $1 and retired_at is null', [
      key.provinceId,
      key.madeAt,
    ])
  await tx.query(
    `insert into cap_signing_keys (province_id, certificate, private_key_sealed, origin, made_at, made_by_name)
     values ($1, $2, $3, $4, $5, $6) on conflict (province_id) where retired_at is null do nothing`,
    [key.provinceId, key.certificate, key.privateKeySealed, key.origin, key.madeAt, key.madeByName],
  )
}

export type TrustedRow = {
  id: number
  provinceId: number
  name: string
  certificate: string
  fingerprint: string
  addedAt: Date
  addedByName: string
}
const trusted = `id, province_id as "provinceId", name, certificate, fingerprint, added_at as "addedAt", added_by_name as "addedByName"`

export const trustedSenders = (tx: Tx, provinceId: number) =>
  tx.query<TrustedRow>(
    `select ${trusted} from cap_trusted where province_id = $1 and removed_at is null order by name, id`,
    [provinceId],
  )

/** null where that certificate is trusted already. */
export const trustSender = (tx: Tx, t: Omit<TrustedRow, 'id'>) =>
  tx.maybe<{ id: number }>(
    `insert into cap_trusted (province_id, name, certificate, fingerprint, added_at, added_by_name) values ($1, $2, $3, $4, $5, $6)
     on conflict (province_id, fingerprint) where removed_at is null do nothing returning id`,
    [t.provinceId, t.name, t.certificate, t.fingerprint, t.addedAt, t.addedByName],
  )

/** null where it is no trusted certificate of that province. */
export const distrustSender = (tx: Tx, id: number, provinceId: number, at: Date, by: string) =>
  tx.maybe<{ name: string; fingerprint: string }>(
    `update cap_trusted set removed_at = $3, removed_by_name = $4 where id = $1 and province_id = $2 and removed_at is null
     returning name, fingerprint`,
    [id, provinceId, at, by],
  )
