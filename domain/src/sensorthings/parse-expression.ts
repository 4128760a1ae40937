import { type Arithmetic, type Comparison, comparisons, type Expr, type PathExpr, pathsOf } from './expression.ts'
import { filterFunctions } from './functions.ts'
import { type EntitySet, entityTypes, own, type ValueType } from './model.ts'
import { QueryFault } from './query-fault.ts'
import { type Token, tokens } from './tokens.ts'
import { comparable, dayAsTime, dayBeside, fits } from './types.ts'

/** A question that a person or a program writes is far shorter; longer is an attack or a mistake. */
export const expressionLimits = { characters: 4000, depth: 30, nodes: 300 }

/** `$filter` of an entity set: a condition. */
export function parseFilter(text: string, set: EntitySet, option = '$filter', base = 0): Expr {
  const parser = new ExpressionParser(text, set, option, base)
  const e = parser.condition()
  parser.end()
  return e
}

/** `$orderby`: values, each with its direction. */
export function parseOrder(text: string, set: EntitySet, option = '$orderby', base = 0): { by: Expr; down: boolean }[] {
  const parser = new ExpressionParser(text, set, option, base)
  const list = parser.order()
  parser.end()
  return list
}

/** Recursive descent over typed rules: or, and, not, comparison, sum, product, value. Depth and size are bounded. */
class ExpressionParser {
  private readonly words: Token[]
  private next = 0
  private depth = 0
  private nodes = 0
  private readonly set: EntitySet
  private readonly option: string

  constructor(text: string, set: EntitySet, option: string, base: number) {
    this.set = set
    this.option = option
    if (text.length > expressionLimits.characters)
      throw new QueryFault(
        option,
        base + expressionLimits.characters,
        `dài hơn ${expressionLimits.characters} ký tự`,
        `longer than ${expressionLimits.characters} characters`,
      )
    this.words = tokens(text, option, base)
  }

  private get word(): Token {
    return this.words[this.next] as Token
  }
  private fault(at: number, why: string, whyEn: string): QueryFault {
    return new QueryFault(this.option, at, why, whyEn)
  }
  private isName(...names: readonly string[]): boolean {
    return this.word.kind === 'name' && names.includes(this.word.text)
  }
  private isMark(text: string): boolean {
    return this.word.kind === 'mark' && this.word.text === text
  }
  private need(text: '(' | ')' | ','): void {
    if (!this.isMark(text)) throw this.fault(this.word.at, `thiếu “${text}”`, `“${text}” is missing`)
    this.next++
  }
  private node<E extends Expr>(e: E, at: number): E {
    if (++this.nodes > expressionLimits.nodes)
      throw this.fault(at, `có hơn ${expressionLimits.nodes} thành phần`, `more than ${expressionLimits.nodes} parts`)
    return e
  }
  private deeper<T>(work: () => T): T {
    if (++this.depth > expressionLimits.depth)
      throw this.fault(
        this.word.at,
        `lồng sâu hơn ${expressionLimits.depth} lớp`,
        `nested deeper than ${expressionLimits.depth}`,
      )
    const result = work()
    this.depth--
    return result
  }

  end(): void {
    if (this.word.kind !== 'end') throw this.fault(this.word.at, 'thừa phần cuối', 'something is left over')
  }

  order(): { by: Expr; down: boolean }[] {
    const list: { by: Expr; down: boolean }[] = []
    do {
      if (list.length) this.next++
      if (list.length === 5)
        throw this.fault(this.word.at, 'xếp theo nhiều nhất 5 cột', 'at most 5 columns to order by')
      const at = this.word.at
      const by = this.sum()
      if (by.type === 'geo' || by.type === 'boolean')
        throw this.fault(at, 'không xếp thứ tự theo hình hay điều kiện được', 'shapes and conditions have no order')
      if (!pathsOf(by).length) throw this.fault(at, 'phải xếp theo một thuộc tính', 'a property to order by is needed')
      if (hasMany(by))
        throw this.fault(at, 'chỉ xếp theo liên kết tới một', 'only links to one entity can be ordered by')
      const down = this.isName('desc')
      if (down || this.isName('asc')) this.next++
      list.push({ by, down })
    } while (this.isMark(','))
    return list
  }

  condition(): Expr {
    const { at } = this.word
    return this.bool(this.expression(), at)
  }

  /** A condition or, where parentheses stand around one, a value. */
  private expression(): Expr {
    return this.deeper(() => this.joined('or', 'any', () => this.joined('and', 'all', () => this.negation())))
  }

  private joined(word: string, kind: 'all' | 'any', part: () => Expr): Expr {
    const at = this.word.at
    const first = part()
    if (!this.isName(word)) return first
    const of = [this.bool(first, at)]
    while (this.isName(word)) {
      this.next++
      const from = this.word.at
      of.push(this.bool(part(), from))
    }
    return this.node({ kind, of, type: 'boolean' }, at)
  }

  private bool(e: Expr, at: number): Expr {
    if (e.type === 'boolean') return e
    const { word } = this
    if (word.kind === 'name' && word.at > at)
      throw this.fault(
        word.at,
        `không hiểu “${word.text.slice(0, 40)}”: so sánh bằng eq, ne, gt, ge, lt, le`,
        `“${word.text.slice(0, 40)}” is not understood: compare with eq, ne, gt, ge, lt, le`,
      )
    throw this.fault(at, 'ở đây phải là một điều kiện đúng hay sai', 'a condition, true or false, is needed here')
  }

  private negation(): Expr {
    const at = this.word.at
    if (!this.isName('not')) return this.comparison()
    this.next++
    const from = this.word.at
    const of = this.deeper(() => this.bool(this.negation(), from))
    return this.node({ kind: 'not', of, type: 'boolean' }, at)
  }

  private comparison(): Expr {
    const left = this.sum()
    if (!this.isName(...comparisons)) return left
    const { at } = this.word
    const op = (this.word as { text: string }).text as Comparison
    this.next++
    const right = this.sum()
    const sides = { left: dayBeside(left, right), right: dayBeside(right, left) }
    const why = comparable(op, sides.left, sides.right)
    if (why) throw this.fault(at, why.vi, why.en)
    return this.node({ kind: 'compare', op, ...sides, type: 'boolean' }, at)
  }

  private sum(): Expr {
    return this.chain(['add', 'sub'], () => this.chain(['mul', 'div', 'mod'], () => this.value()))
  }

  private chain(words: readonly Arithmetic[], part: () => Expr): Expr {
    let left = part()
    while (this.isName(...words)) {
      const { at } = this.word
      const op = (this.word as { text: string }).text as Arithmetic
      this.next++
      const right = part()
      const type = resultOf(op, left, right)
      if (!type)
        throw this.fault(
          at,
          `“${op}” không dùng cho hai loại giá trị này`,
          `“${op}” does not fit these two kinds of values`,
        )
      left = this.node({ kind: 'arithmetic', op, left, right, type }, at)
    }
    return left
  }

  private value(): Expr {
    const w = this.word
    if (w.kind === 'mark' && w.text === '(') {
      this.next++
      const e = this.expression()
      this.need(')')
      return e
    }
    this.next++
    if (w.kind === 'mark' && w.text === '-') {
      const of = this.deeper(() => this.value())
      if (of.kind === 'literal' && of.type === 'number') return { ...of, value: -of.value }
      if (of.type !== 'number')
        throw this.fault(w.at, 'dấu trừ phải đứng trước con số', 'a minus stands before a number')
      const zero: Expr = { kind: 'literal', type: 'number', value: 0 }
      return this.node({ kind: 'arithmetic', op: 'sub', left: zero, right: of, type: 'number' }, w.at)
    }
    switch (w.kind) {
      case 'number':
        return this.node({ kind: 'literal', type: 'number', value: w.value }, w.at)
      case 'text':
        return this.node({ kind: 'literal', type: 'text', value: w.value }, w.at)
      case 'time':
        return this.node({ kind: 'literal', type: 'time', value: w.value }, w.at)
      case 'date':
        return this.node({ kind: 'literal', type: 'date', value: w.value }, w.at)
      case 'span':
        return this.node({ kind: 'literal', type: 'span', value: w.value }, w.at)
      case 'clock':
        return this.node({ kind: 'literal', type: 'clock', value: w.value }, w.at)
      case 'duration':
        return this.node({ kind: 'literal', type: 'duration', value: w.value }, w.at)
      case 'geo':
        return this.node({ kind: 'literal', type: 'geo', value: w.value }, w.at)
      case 'name':
        return this.named(w)
      default:
        throw this.fault(
          w.at,
          w.kind === 'end' ? 'thiếu giá trị ở cuối' : 'thiếu giá trị trước dấu này',
          w.kind === 'end' ? 'a value is missing at the end' : 'a value is missing before this mark',
        )
    }
  }

  private named(w: Token & { kind: 'name' }): Expr {
    if (w.text === 'null') return this.node({ kind: 'literal', type: 'null' }, w.at)
    if (w.text === 'true' || w.text === 'false')
      return this.node({ kind: 'literal', type: 'boolean', value: w.text === 'true' }, w.at)
    return this.isMark('(') ? this.call(w) : this.path(w)
  }

  private call(w: Token & { kind: 'name' }): Expr {
    const f = own(filterFunctions, w.text)
    if (!f) throw this.fault(w.at, `không có hàm ${w.text}`, `there is no function ${w.text}`)
    this.next++
    const args: Expr[] = []
    this.deeper(() => {
      while (!this.isMark(')')) {
        if (args.length) this.need(',')
        const { at } = this.word
        const wanted = f.args[args.length]
        const given = this.sum()
        const arg = wanted !== undefined && !fits(given, wanted) ? dayAsTime(given) : given
        if (wanted === undefined || !fits(arg, wanted))
          throw this.fault(
            at,
            wanted === undefined ? `hàm ${w.text} không cần thêm gì` : `hàm ${w.text} cần loại giá trị khác ở đây`,
            wanted === undefined ? `${w.text} takes no more` : `${w.text} needs another kind of value here`,
          )
        args.push(arg)
      }
    })
    if (args.length < f.args.length - (f.optional ?? 0))
      throw this.fault(this.word.at, `hàm ${w.text} thiếu giá trị`, `${w.text} lacks a value`)
    this.next++
    if (f.args[0] === 'geo' && w.text !== 'geo.length' && args.every(a => a.kind === 'literal'))
      throw this.fault(w.at, `hàm ${w.text} phải hỏi một vị trí`, `${w.text} must ask about a place`)
    if (f.args.length === 2 && f.args[1] === 'geo' && args.every(a => a.kind === 'path'))
      throw this.fault(w.at, `hàm ${w.text} cần một hình viết ra`, `${w.text} needs a shape written out`)
    return this.node({ kind: 'call', name: w.text, args, type: f.gives }, w.at)
  }

  private path(w: Token & { kind: 'name' }): Expr {
    const links: PathExpr['links'][number][] = []
    let of = this.set
    let step: Token & { kind: 'name' } = w
    for (;;) {
      const name = step.text === '@iot.id' ? 'id' : step.text
      const link = own(entityTypes[of].links, name)
      if (link) {
        if (links.length === 6) throw this.fault(step.at, 'đi qua hơn 6 liên kết', 'more than 6 links')
        links.push({ name, from: of, ...link })
        of = link.to
        step = this.step(step.at)
        continue
      }
      const type = own(entityTypes[of].properties, name)
      if (!type)
        throw this.fault(
          step.at,
          `${entityTypes[of].one} không có “${step.text}”`,
          `${entityTypes[of].one} has no “${step.text}”`,
        )
      const sub: string[] = []
      while (this.isMark('/')) {
        if (type !== 'json' || sub.length === 10)
          throw this.fault(this.word.at, `không đi sâu hơn “${name}” được`, `there is nothing below “${name}”`)
        sub.push(this.step(this.word.at).text)
      }
      return this.node({ kind: 'path', links, of, property: name, sub, type }, w.at)
    }
  }
  private step(at: number): Token & { kind: 'name' } {
    if (!this.isMark('/')) throw this.fault(at, 'liên kết phải đi tới một thuộc tính', 'a link must lead to a property')
    this.next++
    const w = this.word
    this.next++
    if (w.kind === 'number') return { kind: 'name', text: String(w.value), at: w.at }
    if (w.kind !== 'name') throw this.fault(w.at, 'thiếu tên sau “/”', 'a name is missing after “/”')
    return w
  }
}

const hasMany = (e: Expr): boolean => pathsOf(e).some(p => p.links.some(l => l.many))

function resultOf(op: Arithmetic, left: Expr, right: Expr): 'number' | 'time' | 'duration' | null {
  const timely = (t: ValueType) => t === 'time' || t === 'span'
  if (fits(left, ['number', 'json']) && fits(right, ['number', 'json'])) return 'number'
  if (op !== 'add' && op !== 'sub') return null
  if (timely(left.type) && right.type === 'duration') return 'time'
  if (op === 'sub' && timely(left.type) && timely(right.type)) return 'duration'
  return left.type === 'duration' && right.type === 'duration' ? 'duration' : null
}
