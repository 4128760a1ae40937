import { child, childrenOf, value } from './xml-tree.ts'
import type { Element } from './xml-tree.ts'

/** How a run of text looks once styles and defaults are followed. Sizes in half points. */
export type RunLook = {
  font: string
  /** font of letters beyond ASCII, which most Vietnamese letters are */
  wideFont: string
  size: number
  bold: boolean
  italic: boolean
  caps: boolean
  underline: boolean
  /** RRGGBB, "auto" */
  color: string
  vanish: boolean
}

/** How a paragraph is set. Lengths in twips. */
export type ParagraphLook = {
  align: 'left' | 'center' | 'right' | 'both'
  left: number
  right: number
  firstLine: number
  before: number
  after: number
  line: number
  lineRule: 'auto' | 'exact' | 'atLeast'
  contextual: boolean
  style: string
}

type Style = { type: string; base: string | null; pPr: Element | undefined; rPr: Element | undefined }

export type Looks = {
  paragraph: (pPr: Element | undefined) => ParagraphLook
  run: (pPr: Element | undefined, rPr: Element | undefined) => RunLook
}

/** Resolves looks by docDefaults, style chains, theme fonts and numbering levels (ECMA-376 Part 1, 17.7.2). */
export function readLooks(
  styles: Element | null,
  theme: Element | null,
  levelIndent: (pPr: Element | undefined) => Element | undefined,
): Looks {
  const byId = new Map<string, Style>()
  let normal: string | null = null
  for (const e of childrenOf(styles ?? undefined)) {
    if (e.name !== 'w:style') continue
    const id = e.attributes.get('w:styleId') ?? ''
    const type = e.attributes.get('w:type') ?? 'paragraph'
    byId.set(id, { type, base: value(e, 'w:basedOn') ?? null, pPr: child(e, 'w:pPr'), rPr: child(e, 'w:rPr') })
    if (type === 'paragraph' && /^(?:1|true|on)$/.test(e.attributes.get('w:default') ?? '')) normal = id
  }
  const defaults = child(styles ?? undefined, 'w:docDefaults')
  const defaultRun = child(child(defaults, 'w:rPrDefault'), 'w:rPr')
  const defaultParagraph = child(child(defaults, 'w:pPrDefault'), 'w:pPr')
  const fonts = themeFonts(theme)
  const chain = (id: string | null | undefined): Style[] => {
    const out: Style[] = []
    let at = id ?? null
    for (let i = 0; at !== null && i < 24; i++) {
      const style = byId.get(at)
      if (!style || out.includes(style)) break
      out.unshift(style)
      at = style.base
    }
    return out
  }
  const paragraphStyle = (pPr: Element | undefined) => value(pPr, 'w:pStyle') ?? normal
  const cache = new Map<string, Partial<RunLook>>()

  /** Toggles are turned over by each layer of styles and set outright by the run itself. */
  function run(pPr: Element | undefined, rPr: Element | undefined): RunLook {
    const look: RunLook = {
      font: 'Times New Roman',
      wideFont: 'Times New Roman',
      size: 20,
      bold: false,
      italic: false,
      caps: false,
      underline: false,
      color: 'auto',
      vanish: false,
    }
    const p = styleLook(`p:${paragraphStyle(pPr)}`, [defaultRun, ...chain(paragraphStyle(pPr)).map(s => s.rPr)])
    const c = value(rPr, 'w:rStyle')
    const r =
      c === undefined
        ? {}
        : styleLook(
            `c:${c}`,
            chain(c).map(s => s.rPr),
          )
    Object.assign(look, p, r)
    for (const key of ['bold', 'italic', 'caps'] as const) look[key] = (p[key] ?? false) !== (r[key] ?? false)
    return Object.assign(look, readRun(rPr))
  }

  function styleLook(key: string, layers: (Element | undefined)[]): Partial<RunLook> {
    const known = cache.get(key)
    if (known) return known
    const look = Object.assign({}, ...layers.map(readRun)) as Partial<RunLook>
    cache.set(key, look)
    return look
  }

  function readRun(rPr: Element | undefined): Partial<RunLook> {
    const out: Partial<RunLook> = {}
    for (const e of childrenOf(rPr)) {
      const v = e.attributes.get('w:val')
      const on = v === undefined || !/^(?:0|false|off)$/.test(v)
      if (e.name === 'w:rFonts') {
        const ascii = fonts.get(e.attributes.get('w:asciiTheme') ?? '') ?? e.attributes.get('w:ascii')
        const wide = fonts.get(e.attributes.get('w:hAnsiTheme') ?? '') ?? e.attributes.get('w:hAnsi')
        if (ascii) out.font = ascii
        if (wide) out.wideFont = wide
      } else if (e.name === 'w:sz') out.size = Number(v) || 20
      else if (e.name === 'w:b') out.bold = on
      else if (e.name === 'w:i') out.italic = on
      else if (e.name === 'w:caps') out.caps = on
      else if (e.name === 'w:u') out.underline = v !== 'none' && v !== undefined
      else if (e.name === 'w:color') out.color = (v ?? 'auto').toUpperCase().replace('AUTO', 'auto')
      else if (e.name === 'w:vanish') out.vanish = on
    }
    return out
  }

  function paragraph(pPr: Element | undefined): ParagraphLook {
    const look: ParagraphLook = {
      align: 'left',
      left: 0,
      right: 0,
      firstLine: 0,
      before: 0,
      after: 0,
      line: 240,
      lineRule: 'auto',
      contextual: false,
      style: paragraphStyle(pPr) ?? '',
    }
    const styleLayers = chain(paragraphStyle(pPr)).map(s => s.pPr)
    for (const layer of [defaultParagraph, ...styleLayers, levelIndent(pPr), pPr])
      Object.assign(look, readParagraph(layer))
    return look
  }
  return { paragraph, run }
}

function readParagraph(pPr: Element | undefined): Partial<ParagraphLook> {
  const out: Partial<ParagraphLook> = {}
  const number = (e: Element, name: string) => {
    const v = e.attributes.get(name)
    return v === undefined || !Number.isFinite(Number(v)) ? undefined : Number(v)
  }
  for (const e of childrenOf(pPr)) {
    const v = e.attributes.get('w:val')
    if (e.name === 'w:jc')
      out.align =
        v === 'center'
          ? 'center'
          : v === 'right' || v === 'end'
            ? 'right'
            : v === 'both' || v === 'distribute'
              ? 'both'
              : 'left'
    else if (e.name === 'w:ind') {
      const left = number(e, 'w:left') ?? number(e, 'w:start')
      const right = number(e, 'w:right') ?? number(e, 'w:end')
      const first = number(e, 'w:firstLine')
      const hanging = number(e, 'w:hanging')
      if (left !== undefined) out.left = left
      if (right !== undefined) out.right = right
      if (hanging !== undefined) out.firstLine = -hanging
      else if (first !== undefined) out.firstLine = first
    } else if (e.name === 'w:spacing') {
      // Automatic spacing of web pages is 14 points.
      const auto = (name: string) => /^(?:1|true|on)$/.test(e.attributes.get(name) ?? '')
      const before = auto('w:beforeAutospacing') ? 280 : number(e, 'w:before')
      const after = auto('w:afterAutospacing') ? 280 : number(e, 'w:after')
      const line = number(e, 'w:line')
      const rule = e.attributes.get('w:lineRule')
      if (before !== undefined) out.before = before
      if (after !== undefined) out.after = after
      if (line !== undefined) {
        out.line = line
        out.lineRule = rule === 'exact' || rule === 'atLeast' ? rule : 'auto'
      }
    } else if (e.name === 'w:contextualSpacing') out.contextual = v === undefined || !/^(?:0|false|off)$/.test(v)
  }
  return out
}

/** Fonts that styles name through the theme: "minorHAnsi" → Calibri. */
function themeFonts(theme: Element | null): Map<string, string> {
  const out = new Map<string, string>()
  const scheme = child(child(theme ?? undefined, 'a:themeElements'), 'a:fontScheme')
  for (const [part, prefix] of [
    ['a:majorFont', 'major'],
    ['a:minorFont', 'minor'],
  ] as const) {
    const latin = child(child(scheme, part), 'a:latin')?.attributes.get('typeface')
    if (latin) for (const use of ['HAnsi', 'Ascii', 'Bidi', 'EastAsia']) out.set(`${prefix}${use}`, latin)
  }
  return out
}
