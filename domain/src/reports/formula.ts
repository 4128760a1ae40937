/**
 * The language in which indicators and checks are written, small on purpose: figures `#{order.people}`, numbers, + - * /,
 * comparisons, `and or not`, and the functions below. Our own parser, bounded in length, depth and size; nothing of it is ever
 * run as code. A missing figure makes the result missing; so does a division by zero.
 *
 * @example evaluate(parseFormula('#{fire.damage} / #{fire.cases}'), code => figures.get(code) ?? null)
 */
export type Formula =
  | { type: 'number'; value: number }
  | { type: 'figure'; code: string }
  | { type: 'not' | 'minus'; of: Formula }
  | { type: 'binary'; op: BinaryOp; left: Formula; right: Formula }
  | { type: 'call'; name: FunctionName; args: Formula[] }

type BinaryOp = '+' | '-' | '*' | '/' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or'
/** arguments at least, at most, and what they give */
const functions = {
  sum: [1, 40, 'number'],
  min: [1, 40, 'number'],
  max: [1, 40, 'number'],
  abs: [1, 1, 'number'],
  round: [1, 2, 'number'],
  /** a missing figure counts as zero, said openly */
  orzero: [1, 1, 'number'],
  /** whether there is a figure */
  known: [1, 1, 'truth'],
  if: [3, 3, 'number'],
} as const satisfies Record<string, [number, number, 'number' | 'truth']>
type FunctionName = keyof typeof functions
export const formulaFunctions = Object.keys(functions)

export const formulaLimits = { characters: 500, depth: 24, nodes: 200 }

/** What is wrong with a formula, and at which character. */
export class FormulaFault extends Error {
  readonly at: number
  readonly vi: string
  readonly en: string
  constructor(at: number, vi: string, en: string) {
    super(en)
    this.at = at
    this.vi = vi
    this.en = en
  }
}

type Token = { kind: 'number' | 'figure' | 'word' | 'sign' | 'end'; text: string; at: number }
const tokenAt =
  /\s*(?:(\d{1,15}(?:\.\d{1,6})?)|#\{([a-z0-9][a-z0-9.:/,_-]{0,119})\}|([a-z]+)|(<=|>=|<>|[-+*/()=<>,;]))/iy

function tokens(text: string): Token[] {
  const list: Token[] = []
  for (let at = 0; ; ) {
    tokenAt.lastIndex = at
    const m = tokenAt.exec(text)
    if (!m) {
      const rest = text.slice(at).trimStart()
      const where = text.length - rest.length
      if (rest !== '')
        throw new FormulaFault(
          where,
          `Không đọc được "${rest.slice(0, 12)}".`,
          `"${rest.slice(0, 12)}" cannot be read.`,
        )
      list.push({ kind: 'end', text: '', at: text.length })
      return list
    }
    const [whole, number, figure, word, sign] = m
    const start = at + whole.length - whole.trimStart().length
    at += whole.length
    if (number !== undefined) list.push({ kind: 'number', text: number, at: start })
    else if (figure !== undefined) list.push({ kind: 'figure', text: figure, at: start })
    else if (word !== undefined) list.push({ kind: 'word', text: word.toLowerCase(), at: start })
    else list.push({ kind: 'sign', text: sign as string, at: start })
  }
}

const kindOf = (f: Formula): 'number' | 'truth' => {
  if (f.type === 'not') return 'truth'
  if (f.type === 'binary') return ['+', '-', '*', '/'].includes(f.op) ? 'number' : 'truth'
  return f.type === 'call' ? functions[f.name][2] : 'number'
}

class Parser {
  private readonly list: Token[]
  private at = 0
  private depth = 0
  private nodes = 0
  constructor(text: string) {
    this.list = tokens(text)
  }

  whole(): Formula {
    const f = this.or()
    const left = this.now
    if (left.kind !== 'end') throw new FormulaFault(left.at, `Thừa "${left.text}".`, `"${left.text}" is left over.`)
    return f
  }

  private get now(): Token {
    return this.list[this.at] as Token
  }
  private take(...texts: string[]): Token | null {
    const t = this.now
    if ((t.kind !== 'sign' && t.kind !== 'word') || !texts.includes(t.text)) return null
    this.at++
    return t
  }
  private count<F extends Formula>(f: F): F {
    if (++this.nodes > formulaLimits.nodes)
      throw new FormulaFault(this.now.at, 'Công thức quá dài: tách thành hai.', 'The formula is too long: split it.')
    return f
  }
  private wants(f: Formula, kind: 'number' | 'truth', at: number): Formula {
    if (kindOf(f) === kind) return f
    throw kind === 'number'
      ? new FormulaFault(at, 'Ở đây cần một số, không phải phép so sánh.', 'A number is needed here, not a comparison.')
      : new FormulaFault(at, 'Ở đây cần một phép so sánh, không phải số.', 'A comparison is needed here, not a number.')
  }
  /** A chain of operators of one rank, from the left. */
  private chain(ops: BinaryOp[], next: () => Formula, kind: 'number' | 'truth'): Formula {
    let left = next()
    for (let t = this.take(...ops); t; t = this.take(...ops)) {
      this.wants(left, kind, t.at)
      const right = this.wants(next(), kind, t.at)
      left = this.count({ type: 'binary', op: t.text as BinaryOp, left, right })
    }
    return left
  }
  private readonly or = (): Formula => this.chain(['or'], this.and, 'truth')
  private readonly and = (): Formula => this.chain(['and'], this.negation, 'truth')
  private readonly negation = (): Formula => {
    const not = this.take('not')
    if (!not) return this.comparison()
    return this.deeper(() => this.count({ type: 'not', of: this.wants(this.negation(), 'truth', not.at) }))
  }
  private readonly comparison = (): Formula => {
    const left = this.sum()
    const t = this.take('=', '<>', '<=', '>=', '<', '>')
    if (!t) return left
    this.wants(left, 'number', t.at)
    const right = this.wants(this.sum(), 'number', t.at)
    return this.count({ type: 'binary', op: t.text as BinaryOp, left, right })
  }
  private readonly sum = (): Formula => this.chain(['+', '-'], this.product, 'number')
  private readonly product = (): Formula => this.chain(['*', '/'], this.unary, 'number')
  private readonly unary = (): Formula =>
    this.deeper(() => {
      const minus = this.take('-')
      return minus ? this.count({ type: 'minus', of: this.wants(this.unary(), 'number', minus.at) }) : this.primary()
    })
  private deeper(read: () => Formula): Formula {
    if (++this.depth > formulaLimits.depth)
      throw new FormulaFault(this.now.at, 'Quá nhiều ngoặc lồng nhau.', 'Nested too deeply.')
    const f = read()
    this.depth--
    return f
  }
  private primary(): Formula {
    const t = this.now
    this.at++
    if (t.kind === 'number') return this.count({ type: 'number', value: Number(t.text) })
    if (t.kind === 'figure') return this.count({ type: 'figure', code: t.text })
    if (t.kind === 'sign' && t.text === '(') {
      const inside = this.or()
      this.close()
      return inside
    }
    if (t.kind === 'word' && Object.hasOwn(functions, t.text)) return this.call(t.text as FunctionName, t.at)
    if (t.kind === 'end') throw new FormulaFault(t.at, 'Công thức còn thiếu vế sau.', 'The formula breaks off.')
    throw new FormulaFault(
      t.at,
      `Không hiểu "${t.text}": chỉ tiêu viết #{mã}, hàm có ${formulaFunctions.join(', ')}.`,
      `"${t.text}" is not understood: figures are written #{code}, functions are ${formulaFunctions.join(', ')}.`,
    )
  }
  private call(name: FunctionName, at: number): Formula {
    const [least, most] = functions[name]
    if (!this.take('(')) throw new FormulaFault(this.now.at, `Sau ${name} cần dấu (.`, `A ( is needed after ${name}.`)
    const args = [this.or()]
    while (this.take(',', ';')) args.push(this.or())
    this.close()
    if (args.length < least || args.length > most)
      throw new FormulaFault(
        at,
        `${name} nhận ${least === most ? least : `${least}–${most}`} số.`,
        `${name} takes ${least === most ? least : `${least}–${most}`} values.`,
      )
    args.forEach((a, i) => this.wants(a, name === 'if' && i === 0 ? 'truth' : 'number', at))
    return this.count({ type: 'call', name, args })
  }
  private close(): void {
    if (!this.take(')')) throw new FormulaFault(this.now.at, 'Thiếu dấu ).', 'A ) is missing.')
  }
}

/**
 * Reads a formula.
 *
 * @param wanted - `number` for an indicator, `truth` for a check
 * @throws FormulaFault
 */
export function parseFormula(text: string, wanted: 'number' | 'truth' = 'number'): Formula {
  if (text.length > formulaLimits.characters)
    throw new FormulaFault(formulaLimits.characters, 'Công thức quá dài.', 'The formula is too long.')
  const f = new Parser(text).whole()
  if (kindOf(f) !== wanted)
    throw wanted === 'number'
      ? new FormulaFault(0, 'Công thức phải cho ra một số.', 'The formula must give a number.')
      : new FormulaFault(0, 'Công thức phải là một phép so sánh.', 'The formula must be a comparison.')
  return f
}

/** Codes of the figures a formula reads, each once. */
export function formulaFigures(f: Formula): string[] {
  const codes = new Set<string>()
  const walk = (x: Formula): void => {
    if (x.type === 'figure') codes.add(x.code)
    else if (x.type === 'binary') [x.left, x.right].forEach(walk)
    else if (x.type === 'call') x.args.forEach(walk)
    else if (x.type !== 'number') walk(x.of)
  }
  walk(f)
  return [...codes]
}

type Value = number | boolean | null
const truth = (a: number, op: BinaryOp, b: number): boolean =>
  op === '=' ? a === b : op === '<>' ? a !== b : op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b

function arithmetic(a: number, op: BinaryOp, b: number): number | null {
  const x = op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : b === 0 ? Number.NaN : a / b
  return Number.isFinite(x) ? x : null
}

function called(name: FunctionName, args: readonly Value[]): Value {
  if (name === 'known') return args[0] !== null
  if (name === 'orzero') return args[0] ?? 0
  if (name === 'if') return args[0] === null ? null : ((args[0] ? args[1] : args[2]) ?? null)
  if (args.some(a => a === null)) return null
  const n = args as number[]
  if (name === 'sum') return n.reduce((s, x) => s + x, 0)
  if (name === 'min') return Math.min(...n)
  if (name === 'max') return Math.max(...n)
  if (name === 'abs') return Math.abs(n[0] as number)
  const scale = 10 ** Math.min(6, Math.max(0, Math.round(n[1] ?? 0)))
  return Math.round((n[0] as number) * scale) / scale
}

/** The value of a formula: null when a figure it needs is missing. Never throws. */
export function evaluate(f: Formula, figure: (code: string) => number | null): Value {
  switch (f.type) {
    case 'number':
      return f.value
    case 'figure':
      return figure(f.code)
    case 'minus': {
      const x = evaluate(f.of, figure)
      return typeof x === 'number' ? -x : null
    }
    case 'not': {
      const x = evaluate(f.of, figure)
      return typeof x === 'boolean' ? !x : null
    }
    case 'call':
      return called(
        f.name,
        f.args.map(a => evaluate(a, figure)),
      )
    case 'binary': {
      const a = evaluate(f.left, figure)
      const b = evaluate(f.right, figure)
      // what is certain whatever the missing half says
      if (f.op === 'and') return a === false || b === false ? false : a === null || b === null ? null : true
      if (f.op === 'or') return a === true || b === true ? true : a === null || b === null ? null : false
      if (typeof a !== 'number' || typeof b !== 'number') return null
      return kindOf(f) === 'number' ? arithmetic(a, f.op, b) : truth(a, f.op, b)
    }
  }
}
