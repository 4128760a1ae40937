import { setAlign, setSize, setToggle, setWords } from './mend.ts'
import { sentenceCase } from './sentence-case.ts'
import type { Fault } from './finding.ts'
import type { Bit, Paragraph } from './model.ts'

/** What a part must look like; what is left out is not looked at. Sizes in points. */
export type Wanted = {
  /** "ND30.II.1.nation" */
  rule: string
  vi: string
  en: string
  size?: [number, number]
  bold?: boolean
  italic?: boolean
  /** true: capitals; false: not all in capitals */
  capitals?: boolean
  center?: boolean
  /** names the document writes elsewhere, kept when words are set small */
  names?: Map<string, string>
}

const points = (halfPoints: number) => String(halfPoints / 2).replace('.', ',')
const range = ([a, b]: [number, number]) => (a === b ? `${points(a * 2)}` : `${points(a * 2)}–${points(b * 2)}`)
export const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
const letters = (text: string) => /\p{L}/u.test(text)

/** Compares the parts with what is wanted: at most one fault a property, however many lines the part has. */
export function lookFaults(bits: Bit[], wanted: Wanted): Fault[] {
  const runs = bits.flatMap(b => b.runs).filter(r => letters(r.text) || /\d/.test(r.text))
  const first = bits[0]
  if (!first || runs.length === 0) return []
  const small = (text: string) => sentenceCase(text, wanted.names)
  const out: Fault[] = []
  const where = `«${shorten(first.text)}»`
  const say = (name: string, vi: string, en: string, found: string, expected: string, fix: () => void) =>
    out.push({
      rule: `${wanted.rule}-${name}`,
      severity: 'error',
      message: `${wanted.vi}: ${vi}.`,
      messageEn: `${wanted.en}: ${en}.`,
      where,
      found,
      expected,
      fix,
    })
  const { size } = wanted
  if (size) {
    const wrong = runs.filter(r => r.look.size < size[0] * 2 || r.look.size > size[1] * 2)
    const worst = wrong[0]
    if (worst)
      say(
        'size',
        `cỡ chữ ${points(worst.look.size)}, phải là ${range(size)}`,
        `size ${points(worst.look.size)}, must be ${range(size)}`,
        points(worst.look.size),
        range(size),
        () => setSize(wrong, worst.look.size < size[0] * 2 ? size[0] * 2 : size[1] * 2),
      )
  }
  if (wanted.bold !== undefined) {
    const wrong = runs.filter(r => r.look.bold !== wanted.bold)
    if (wrong.length > 0)
      say(
        'bold',
        wanted.bold ? 'phải in đậm' : 'không in đậm',
        wanted.bold ? 'must be bold' : 'must not be bold',
        wanted.bold ? 'không đậm' : 'đậm',
        wanted.bold ? 'đậm' : 'không đậm',
        () => setToggle(wrong, 'w:b', wanted.bold === true),
      )
  }
  if (wanted.italic !== undefined) {
    const wrong = runs.filter(r => r.look.italic !== wanted.italic)
    if (wrong.length > 0)
      say(
        'italic',
        wanted.italic ? 'phải là chữ nghiêng' : 'phải là chữ đứng',
        wanted.italic ? 'must be italic' : 'must be upright',
        wanted.italic ? 'đứng' : 'nghiêng',
        wanted.italic ? 'nghiêng' : 'đứng',
        () => setToggle(wrong, 'w:i', wanted.italic === true),
      )
  }
  if (wanted.capitals !== undefined) {
    const wrong = bits.filter(
      b => letters(b.text) && inCapitals(b) !== wanted.capitals && (wanted.capitals || b.text.length > 4),
    )
    const worst = wrong[0]
    if (worst)
      say(
        'case',
        wanted.capitals ? 'phải là chữ in hoa' : 'phải là chữ in thường',
        wanted.capitals ? 'must be in capitals' : 'must not be all in capitals',
        shorten(worst.text),
        wanted.capitals ? worst.text.toUpperCase() : small(worst.text),
        () => {
          for (const b of wrong) {
            setToggle(b.runs, 'w:caps', false)
            if (wanted.capitals) for (const r of b.runs) setWords({ ...b, runs: [r] }, r.text.toUpperCase())
            else setWords(b, small(b.text))
          }
        },
      )
  }
  if (wanted.center) {
    const wrong = bits.filter(b => b.paragraph.look.align !== 'center' && !/\t/.test(b.paragraph.text))
    if (wrong.length > 0)
      say(
        'align',
        'phải canh giữa',
        'must be centred',
        alignNames[wrong[0]?.paragraph.look.align ?? 'left'],
        'giữa',
        () => {
          for (const b of wrong) setAlign(b.paragraph, 'center')
        },
      )
  }
  return out
}

export const alignNames = { left: 'trái', right: 'phải', center: 'giữa', both: 'đều hai bên' }

function inCapitals(b: Bit): boolean {
  return b.runs.every(r => r.look.caps || r.text === r.text.toUpperCase())
}

/** The first of the paragraphs, and how many more. */
export const places = (list: Paragraph[]) => {
  const first = list[0]
  return `«${shorten(first?.text.trim() ?? '')}»${list.length > 1 ? ` và ${list.length - 1} đoạn khác` : ''}`
}
