const onset = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?'
const nucleus =
  '(?:oai|oay|oeo|uây|uôi|uya|uyê|uyu|iêu|yêu|ươi|ươu|uyu|oa|oă|oe|oi|oo|oă|uâ|ua|uê|ui|uo|uô|uy|ôi|ơi|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|yê|ưa|ưi|ươ|ưu|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)'
const coda = '(?:ch|ng|nh|[cmnpt])?'
const shape = new RegExp(`^${onset}${nucleus}${coda}$`, 'u')
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * Whether a word could be one Vietnamese syllable: onset, vowels, coda, and at most one tone. A test of form, not a
 * dictionary: "ngoẵng" passes, "Êôx" does not. Used to tell legacy encodings apart.
 */
export function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD')
  if ((parts.match(tones)?.length ?? 0) > 1) return false
  return shape.test(parts.replace(tones, '').normalize('NFC'))
}
