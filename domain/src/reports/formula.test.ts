import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate, formulaFigures, FormulaFault, formulaFunctions, parseFormula } from './formula.ts'

const figures = new Map<string, number>([
  ['fire.cases', 4],
  ['fire.damage', 285.5],
  ['none', 0],
  ['order.people/sex:female', 3],
])
const value = (text: string, wanted: 'number' | 'truth' = 'number') =>
  evaluate(parseFormula(text, wanted), code => figures.get(code) ?? null)
const fault = (text: string, wanted: 'number' | 'truth' = 'number'): string => {
  try {
    parseFormula(text, wanted)
    return 'sound'
  } catch (e) {
    if (!(e instanceof FormulaFault)) throw e
    return `${e.at}: ${e.en}`
  }
}

describe('a formula', () => {
  it('computes in the order of arithmetic', () => {
    expect(value('2 + 3 * 4 - 6 / 3')).toBe(12)
    expect(value('(2 + 3) * -4')).toBe(-20)
    expect(value('10 - 4 - 3')).toBe(3)
    expect(value('#{fire.damage} / #{fire.cases}')).toBeCloseTo(71.375)
    expect(value('round(#{fire.damage} / #{fire.cases}, 1)')).toBe(71.4)
    expect(value('sum(#{fire.cases}; 1, 2) + max(1, 5) + min(3, 2) + abs(0 - 7)')).toBe(21)
    expect(value('if(#{fire.cases} > 3 and not #{none} = 1, 10, 20)')).toBe(10)
    expect(value('#{order.people/sex:female} <= #{fire.cases}', 'truth')).toBe(true)
  })
  it('a missing figure makes the result missing, and so does a division by zero', () => {
    expect(value('#{gone} + 1')).toBeNull()
    expect(value('1 / #{none}')).toBeNull()
    expect(value('#{gone} > 1', 'truth')).toBeNull()
    expect(value('#{fire.cases} = 4 or #{gone} > 1', 'truth')).toBe(true)
    expect(value('orzero(#{gone}) + 1')).toBe(1)
    expect(value('known(#{gone})', 'truth')).toBe(false)
    expect(value('if(known(#{gone}), 1, 2)')).toBe(2)
  })
  it('names its figures once', () => {
    expect(formulaFigures(parseFormula('#{a} + #{b.c} / #{a}'))).toEqual(['a', 'b.c'])
  })
  it('says what is wrong and where', () => {
    expect(fault('#{a} +')).toBe('6: The formula breaks off.')
    expect(fault('#{a} #{b}')).toBe('5: "b" is left over.')
    expect(fault('(1 + 2')).toBe('6: A ) is missing.')
    expect(fault('#{a} > 1')).toBe('0: The formula must give a number.')
    expect(fault('#{a}', 'truth')).toBe('0: The formula must be a comparison.')
    expect(fault('1 + (2 > 1)')).toBe('2: A number is needed here, not a comparison.')
    expect(fault('1 and 2', 'truth')).toContain('A comparison is needed here')
    expect(fault('eval(1)')).toContain('"eval" is not understood')
    expect(fault('constructor(1)')).toContain('not understood')
    expect(fault('round(1, 2, 3)')).toContain('round takes 1–2 values')
    expect(fault('a; drop table')).toContain('not understood')
    expect(fault('`')).toContain('cannot be read')
  })
  it('is bounded in length, depth and size', () => {
    expect(fault('1+'.repeat(400))).toContain('too long')
    expect(fault('('.repeat(60) + '1' + ')'.repeat(60))).toBe('24: Nested too deeply.')
    expect(fault('-'.repeat(60) + '1')).toContain('Nested too deeply')
    expect(fault('1' + '+1'.repeat(120))).toContain('too long')
  })
  it('whatever is typed, it is read or refused by name, and computes without a fault', () => {
    const pieces = [
      '#{a}',
      '#{none}',
      '1',
      '0',
      '2.5',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      ',',
      '<',
      '=',
      '<>',
      'and',
      'or',
      'not',
      ...formulaFunctions,
      '#{',
      '}',
      'é',
      ' ',
    ]
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map(p => p.join(' ')),
        ),
        fc.constantFrom('number' as const, 'truth' as const),
        (text, wanted) => {
          let read
          try {
            read = parseFormula(text, wanted)
          } catch (e) {
            expect(e).toBeInstanceOf(FormulaFault)
            return
          }
          const result = evaluate(read, code => figures.get(code) ?? (code === 'a' ? 7 : null))
          if (typeof result === 'number') expect(Number.isFinite(result)).toBe(true)
          else expect([true, false, null]).toContain(result)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
