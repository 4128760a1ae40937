import { parseArgs } from 'node:util'

type Spec = Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean }>

/** Parses options; a wrong one is said in one sentence instead of a stack. */
export function readOptions<S extends Spec>(
  args: string[],
  options: S,
  help: string,
): { values: Record<string, string | boolean | string[] | undefined>; positionals: string[] } | { fault: string } {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { values: values as Record<string, string | boolean | string[] | undefined>, positionals }
  } catch (e) {
    return { fault: `${(e as Error).message.split('\n')[0]}\n\n${help}` }
  }
}
