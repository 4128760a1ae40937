import { fold } from '@tusom/vi-text'

const types =
  /^(?:(?:ủy ban nhân dân|ubnd)\s+)?(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|tp\.?|tx\.?|tt\.?|p\.|x\.)\s*(?=\S)/iu
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu

export type PlaceKind = 'province' | 'district' | 'commune'

/** The name without "xã", "huyện" …, and what these words say about it. */
export function splitType(text: string): { name: string; kind: PlaceKind | null; type: string | null } {
  const m = types.exec(text.trim())
  if (!m) return { name: text.trim(), kind: null, type: null }
  const type = fold(m[1] ?? '').replace(/\.$/, '')
  const kind: PlaceKind | null = /^(?:xa|phuong|thi tran|dac khu|tt|p|x)$/.test(type)
    ? 'commune'
    : /^(?:huyen|quan|thi xa|tx)$/.test(type)
      ? 'district'
      : type === 'tinh'
        ? 'province'
        : null
  return { name: text.trim().slice(m[0].length).trim(), kind, type }
}

/**
 * One key for the ways of writing one name: letter case, spaces, and where the tone mark stands ("Hoà" = "Hòa"). Marks count:
 * "Tân Lập" is not "Tấn Lập".
 */
export function placeKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/[-–—]/g, ' ')
    .trim()
    .split(/\s+/)
    .map(word => {
      const open = word.normalize('NFD')
      const tone = open.match(tones)?.join('') ?? ''
      return open.replace(tones, '').normalize('NFC') + tone
    })
    .join(' ')
}
