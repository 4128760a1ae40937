import AjvCompiler, { type BuildCompilerFromPool } from '@fastify/ajv-compiler'
import type { FastifyServerOptions } from 'fastify'

/**
 * Bodies are never coerced, defaulted or trimmed (Fastify's default turns null into 0 and drops unknown keys);
 * query strings and parameters are text by nature and are coerced.
 */
export const schemaController: FastifyServerOptions['schemaController'] = {
  compilersFactory: {
    buildValidator: ((external, options) => {
      const make = AjvCompiler()
      const custom = (customOptions: object) => make(external, { ...options, customOptions })
      const strict = custom({ coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false })
      const loose = custom({ coerceTypes: 'array', removeAdditional: false, useDefaults: true, allErrors: false })
      return route => ((route as { httpPart?: string }).httpPart === 'body' ? strict : loose)(route)
    }) as BuildCompilerFromPool,
  },
}
