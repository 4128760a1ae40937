import { Refusal } from '@tusom/domain'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/** JSON that a sender may add to an entity, written out. */
const ADDED = 20_000

/** Checks a body against its schema; what is wrong is said with where. Control information that clients send along is dropped. */
export function checker<T extends TSchema>(schema: T): (body: unknown, where?: string) => Static<T> {
  const compiled = Compile(schema)
  return (body, where = 'body') => {
    if (!compiled.Check(body)) {
      const first = compiled.Errors(body)[0]
      const params = first?.params as { requiredProperties?: string[]; additionalProperties?: string[] } | undefined
      const name = params?.requiredProperties?.[0] ?? params?.additionalProperties?.[0] ?? ''
      throw bodyFault(`${where}${first?.instancePath ?? ''}${name ? `/${name}` : ''}`, first?.message ?? '')
    }
    checkSize(body, where)
    return body
  }
}

function checkSize(body: unknown, where: string): void {
  if (typeof body !== 'object' || body === null) return
  for (const key of ['properties', 'metadata', 'feature', 'parameters', 'resultQuality']) {
    const value = (body as Record<string, unknown>)[key]
    if (value !== undefined && JSON.stringify(value).length > ADDED)
      throw new Refusal('sensorthings.body', {
        where: `${where}/${key}`,
        why: 'dài hơn 20 kB',
        whyEn: 'longer than 20 kB',
      })
  }
}

export const bodyFault = (where: string, why: string, vi = why): Refusal =>
  new Refusal('sensorthings.body', { where, why: vi, whyEn: why })
