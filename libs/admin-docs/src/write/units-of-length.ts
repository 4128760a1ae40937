/** Twentieths of a point, the unit of Word. */
export const mm = (n: number) => Math.round(n * 56.6929)

/** Page and type of Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục I. Sizes are half points, as Word counts them. */
export const page = {
  font: 'Times New Roman',
  /** 14 pt body */
  size: 28,
  margins: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20) },
  /** the width between the margins of an upright A4 page */
  width: mm(210 - 30 - 20),
  /** first-line indent 1.27 cm */
  indent: mm(12.7),
  /** 6 pt before a paragraph */
  gap: 120,
}

/**
 * Width of a text in Times New Roman bold, in twips, to draw rules of the prescribed length without a layout engine.
 * Average widths in 1/1000 em; the rule may be off by a few per cent, the decree allows 1/3 to 1/2.
 */
export function textWidth(text: string, halfPoints: number): number {
  let em = 0
  for (const c of text.normalize('NFD').replace(/\p{Mn}/gu, '')) {
    if (c === ' ') em += 250
    else if (/[A-ZĐ]/.test(c)) em += /[I]/.test(c) ? 389 : /[MW]/.test(c) ? 960 : 720
    else if (/[iljt.,:;'-]/.test(c)) em += 300
    else em += 510
  }
  return Math.round((em / 1000) * halfPoints * 10)
}
