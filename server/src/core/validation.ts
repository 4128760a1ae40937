import AjvCompiler, { type BuildCompilerFromPool } from '@fastify/ajv-compiler'
import type { FastifyServerOptions } from 'fastify'

/** Hours that a calendar and PostgreSQL both know: the standard also allows a 60th second and the year 0, which they do not. */
export function isUsableTime(text: string): boolean {
  const m = /^(\d{4})-(\d{2})-(\d{2})[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/.exec(text)
  if (!m) return false
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])]
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return year >= 1900 && year <= 2199 && day <= lastOfMonth && !Number.isNaN(Date.parse(text))
}

/**
 * Bodies are never coerced, defaulted or trimmed (Fastify's default turns null into 0 and drops unknown keys);
 * query strings and parameters are text by nature and are coerced.
 */
export const schemaController: FastifyServerOptions['schemaController'] = {
  compilersFactory: {
    buildValidator: ((external, options) => {
      const make = AjvCompiler()
      const custom = (customOptions: object) =>
        make(external, { ...options, customOptions, onCreate: ajv => ajv.addFormat('date-time', isUsableTime) })
      const strict = custom({ coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false })
      const loose = custom({ coerceTypes: 'array', removeAdditional: false, useDefaults: true, allErrors: false })
      return route => ((route as { httpPart?: string }).httpPart === 'body' ? strict : loose)(route)
    }) as BuildCompilerFromPool,
  },
}
