import { legacyFont } from '@tusom/vi-text'
import { attribute, localName, xmlEvents } from './xml-events.ts'

/** Which font a run has through its styles, where that is a font of a legacy encoding (.VnTime, VNI-Times). */
export type LegacyStyles = { fontOf: (runStyle: string | null, paragraphStyle: string | null) => string | null }

type Style = { font: string | null; base: string | null }

/** Reads word/styles.xml; documents without legacy fonts, nearly all, cost one look at the part. */
export function readLegacyStyles(xml: string): LegacyStyles {
  if (!/\.Vn|VNI/i.test(xml)) return { fontOf: () => null }
  const styles = new Map<string, Style>()
  let style: Style | null = null
  let byDefault: string | null = null
  let normal: string | null = null
  for (const event of xmlEvents(xml)) {
    if (event.type === 'close' && localName(event.name) === 'style') style = null
    if (event.type !== 'open') continue
    const name = localName(event.name)
    if (name === 'style') {
      const id = attribute(event.attributes, 'styleId') ?? ''
      styles.set(id, (style = { font: null, base: null }))
      if (attribute(event.attributes, 'type') === 'paragraph' && attribute(event.attributes, 'default') === '1')
        normal = id
    } else if (style && name === 'basedOn') style.base = attribute(event.attributes, 'val')
    else if (name === 'rFonts') {
      const font = attribute(event.attributes, 'ascii') ?? attribute(event.attributes, 'hAnsi')
      if (style) style.font = font
      else byDefault ??= font
    }
  }
  const resolve = (id: string | null): string | null => {
    let at = id
    for (let i = 0; at !== null && i < 12; i++) {
      const entry = styles.get(at)
      if (entry?.font) return entry.font
      at = entry?.base ?? null
    }
    return null
  }
  return {
    fontOf: (runStyle, paragraphStyle) => {
      const font = resolve(runStyle) ?? resolve(paragraphStyle ?? normal) ?? byDefault
      return font !== null && legacyFont(font) ? font : null
    },
  }
}
