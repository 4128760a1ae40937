import type { CusumOptions, EarsOptions, FarringtonFlexibleOptions } from '@tusom/detection'

export const detectMethods = ['ears-c1', 'ears-c2', 'ears-c3', 'farrington', 'farrington-flexible', 'cusum'] as const
export type DetectMethod = (typeof detectMethods)[number]

type Values = Omit<FarringtonFlexibleOptions, 'populationOffset'> &
  Omit<EarsOptions, 'method'> &
  CusumOptions & { populationOffset?: boolean | undefined }

export type DetectOptions = {
  method: DetectMethod
  file: string
  json: boolean
  range: string | undefined
  years: 'calendar' | 'index'
  values: Values
  /** names as typed */
  given: string[]
}

type Kind = 'number' | 'boolean' | 'pair' | 'mean' | readonly string[]
type Option = { key: keyof Values; kind: Kind; of: readonly DetectMethod[] }

const EARS = ['ears-c1', 'ears-c2', 'ears-c3'] as const
const BOTH = ['farrington', 'farrington-flexible'] as const
const FLEXIBLE = ['farrington-flexible'] as const
const CUSUM = ['cusum'] as const

const options: Record<string, Option> = {
  alpha: { key: 'alpha', kind: 'number', of: detectMethods },
  baseline: { key: 'baseline', kind: 'number', of: EARS },
  'min-sigma': { key: 'minSigma', kind: 'number', of: EARS },
  'c3-bound': { key: 'c3Bound', kind: ['surveillance', 'published'], of: ['ears-c3'] },
  b: { key: 'b', kind: 'number', of: BOTH },
  w: { key: 'w', kind: 'number', of: BOTH },
  reweight: { key: 'reweight', kind: 'boolean', of: BOTH },
  'weights-threshold': { key: 'weightsThreshold', kind: 'number', of: BOTH },
  trend: { key: 'trend', kind: 'boolean', of: BOTH },
  'p-threshold-trend': { key: 'pThresholdTrend', kind: 'number', of: BOTH },
  limit54: { key: 'limit54', kind: 'pair', of: BOTH },
  powertrans: { key: 'powertrans', kind: ['2/3', '1/2', 'none'], of: BOTH },
  'population-offset': { key: 'populationOffset', kind: 'boolean', of: BOTH },
  'no-periods': { key: 'noPeriods', kind: 'number', of: FLEXIBLE },
  'past-weeks-not-included': { key: 'pastWeeksNotIncluded', kind: 'number', of: FLEXIBLE },
  'threshold-method': { key: 'thresholdMethod', kind: ['delta', 'nbPlugin', 'muan'], of: FLEXIBLE },
  'standard-errors': { key: 'standardErrors', kind: ['surveillance', 'model'], of: FLEXIBLE },
  k: { key: 'k', kind: 'number', of: CUSUM },
  h: { key: 'h', kind: 'number', of: CUSUM },
  m: { key: 'm', kind: 'mean', of: CUSUM },
  trans: {
    key: 'trans',
    kind: ['standard', 'rossi', 'anscombe', 'anscombe2nd', 'pearsonNegBin', 'anscombeNegBin', 'none'],
    of: CUSUM,
  },
  reset: { key: 'reset', kind: 'boolean', of: CUSUM },
}

const TRUTH: Record<string, boolean> = { true: true, false: false, '1': true, '0': false, yes: true, no: false }

function read(kind: Kind, text: string): unknown {
  if (kind === 'boolean') return TRUTH[text.toLowerCase()]
  if (kind === 'mean' && text === 'glm') return text
  if (kind === 'number' || kind === 'mean') {
    const n = Number(text)
    return text.trim() !== '' && Number.isFinite(n) ? n : undefined
  }
  if (kind === 'pair') {
    const parts = text.split(/[,:]/).map(Number)
    return parts.length === 2 && parts.every(n => Number.isFinite(n)) ? parts : undefined
  }
  return (kind as readonly string[]).includes(text) ? text : undefined
}

const wanted = (kind: Kind): string =>
  kind === 'boolean'
    ? 'true | false'
    : kind === 'number'
      ? 'một số / a number'
      : kind === 'pair'
        ? '5,4'
        : kind === 'mean'
          ? 'một số / a number | glm'
          : kind.join(' | ')

/** The arguments after `tusom detect`, or one sentence saying what is wrong with them. */
export function readDetectArgs(args: readonly string[]): DetectOptions | { fault: string } {
  const words: string[] = []
  const asked: Omit<DetectOptions, 'method' | 'file'> = {
    json: false,
    range: undefined,
    years: 'calendar',
    values: {},
    given: [],
  }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (!arg.startsWith('--') || arg === '--') {
      if (arg !== '--') words.push(arg)
      continue
    }
    const equals = arg.indexOf('=')
    let name = arg.slice(2, equals < 0 ? undefined : equals)
    let text = equals < 0 ? undefined : arg.slice(equals + 1)
    if (name === 'json' && text === undefined) {
      asked.json = true
      continue
    }
    // --no-trend and the like; --no-periods is an option of its own
    const denied = !options[name] && name.startsWith('no-') && options[name.slice(3)]?.kind === 'boolean'
    if (denied) {
      name = name.slice(3)
      text = 'false'
    }
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (!option && name !== 'range' && name !== 'years')
      return { fault: `không có tùy chọn / no such option: --${name}` }
    if (text === undefined) {
      const next = args[i + 1]
      const isSwitch = option?.kind === 'boolean' && (next === undefined || !(next.toLowerCase() in TRUTH))
      if (isSwitch) text = 'true'
      else {
        if (next === undefined || next.startsWith('--'))
          return { fault: `--${name}: thiếu giá trị / a value is missing` }
        text = next
        i++
      }
    }
    asked.given.push(name)
    if (name === 'range') asked.range = text
    else if (name === 'years') {
      if (text !== 'calendar' && text !== 'index')
        return { fault: `--years: calendar | index, không phải / not "${text}"` }
      asked.years = text
    } else if (option) {
      const value = read(option.kind, text)
      if (value === undefined) return { fault: `--${name}: ${wanted(option.kind)}, không phải / not "${text}"` }
      Object.assign(asked.values, { [option.key]: value })
    }
  }
  const [method, file, ...more] = words
  if (!detectMethods.includes(method as DetectMethod))
    return {
      fault: `${method === undefined ? 'thiếu phương pháp / no method given' : `không có phương pháp / no such method "${method}"`}: ${detectMethods.join(' | ')}`,
    }
  if (file === undefined) return { fault: 'thiếu tên tệp / no file given' }
  if (more.length) return { fault: `chỉ một tệp mỗi lần / one file at a time, thừa / too many: ${more.join(' ')}` }
  return { ...asked, method: method as DetectMethod, file }
}

/** Options that the method does not know, which a person would otherwise believe to have had an effect. */
export const unusedOptions = (asked: DetectOptions): string[] =>
  asked.given.filter(name => {
    const option = options[name]
    return name === 'years'
      ? !(BOTH as readonly string[]).includes(asked.method)
      : option && !option.of.includes(asked.method)
  })
