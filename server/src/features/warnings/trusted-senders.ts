import { trustedSenders, type Tx } from '@tusom/store'

/**
 * Certificates, in PEM, whose signatures a province believes. Without one, a right signature still says only that nobody changed the
 * message on its way.
 */
export async function trustOf(tx: Tx, provinceId: number): Promise<{ trusted: string[] }> {
  return { trusted: (await trustedSenders(tx, provinceId)).map(t => t.certificate) }
}
