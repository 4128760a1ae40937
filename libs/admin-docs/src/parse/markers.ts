/** The marks that open a paragraph of an administrative document, and how deep each stands. */
export type Marker = {
  style:
    | 'part'
    | 'annex'
    | 'upper'
    | 'roman'
    | 'article'
    | 'number'
    | 'letter'
    | 'paren'
    | 'star'
    | 'dash'
    | 'plus'
    | 'dot'
  label: string
  /** smaller is further out */
  rank: number
  /** where the text after the label starts */
  textAt: number
}

const ranks = {
  annex: -1,
  part: 0,
  upper: 1,
  roman: 2,
  article: 3,
  number: 4,
  letter: 10,
  paren: 10.7,
  star: 11,
  dash: 12,
  plus: 13,
  dot: 14,
}

const patterns: [Marker['style'], RegExp][] = [
  ['annex', /^(PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?([IVXLC]{1,7}|\d{1,3}|[A-Z]))?(?=[\s.:]|$)[.:]?\s*/u],
  [
    'part',
    /^((?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:(?:THỨ|thứ)\s+)?(?:[IVXLC]{1,7}|\d{1,3}|MỘT|HAI|BA|BỐN|NHẤT|một|hai|ba|bốn|nhất|tư))(?=[\s.:]|$)[.:]?\s*/u,
  ],
  ['article', /^(Điều\s+\d{1,3}[a-zđ]?)[.:]\s*/u],
  ['roman', /^([IVX]{1,6})(?:[.)/:]\s*|\s?[-–]\s+)(?=[\p{L}“"(])/u],
  ['number', /^(\d{1,2}(?:\.\d{1,2}){1,4})(?:[.):]\s*|\s+)(?=[\p{Lu}“"(])/u],
  ['number', /^(\d{1,3})(?:(?:[.)]\s*|[/]\s+|\s?[-–]\s+(?=\p{Lu}))(?=[\p{L}“"(])|[.)]\s+(?=\d))/u],
  ['upper', /^([A-HKLMN])[.)]\s+(?=\p{Lu}{2})/u],
  ['letter', /^([a-zđ]{1,2})(?:[.)]\s*|\/\s+)(?=[\p{L}\d“"(])/u],
  ['paren', /^\((\d{1,2}|[a-zđ]|[ivx]{2,4})\)\s*(?=[\p{Lu}“"])/u],
  ['plus', /^[+]\s*(?=\S)/u],
  ['star', /^[*✦❖➢►]\s*(?=\S)/u],
  ['dash', /^[-–—•●▪■□∙]\s*(?=[^\s\d]|\d)/u],
  ['dot', /^[·◦○]\s*(?=\S)/u],
]

const bulletLabel: Partial<Record<Marker['style'], string>> = { plus: '+', star: '*', dash: '-', dot: '·' }

/** Reads the mark at the start of a paragraph; null when it is a plain sentence. */
export function readMarker(text: string): Marker | null {
  for (const [style, pattern] of patterns) {
    const m = pattern.exec(text)
    if (!m) continue
    if (style === 'annex') {
      // "Phụ lục này …" inside a sentence is none; a label or capitals is.
      if (!m[2] && m[1] !== 'PHỤ LỤC' && m[0].length < text.length) return null
      return { style, label: m[2] ? `Phụ lục ${m[2]}` : 'Phụ lục', rank: ranks.annex, textAt: m[0].length }
    }
    if (style === 'letter' && (m[1]?.length ?? 0) > 1 && !/^(?:aa|bb|đ[a-e])$/.test(m[1] ?? '')) return null
    const label = bulletLabel[style] ?? m[1] ?? ''
    const depth = style === 'number' ? label.split('.').length - 1 : 0
    return { style, label, rank: ranks[style] + depth, textAt: m[0].length }
  }
  return null
}

export const isBullet = (style: string) => style === 'dash' || style === 'plus' || style === 'star' || style === 'dot'

/** Letters of the line are all capitals (and it has at least `least` of them). */
export function isCapitals(text: string, least = 4): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.length >= least && letters.every(c => c === c.toUpperCase())
}

/** Words that open a block of the form (header, ending), so that nothing is joined onto them. */
export const formWords =
  /^(?:Nơi nhận|Nơi gửi|Kính gửi|TM\.|KT\.|TL\.|TUQ\.|Q\.|CỘNG HÒA|CỘNG HOÀ|Độc lập|Căn cứ\s|QUYẾT ĐỊNH:|Sản phẩm:|\(?Kèm theo\s)/u
