/** Longest title that fits two lines of a phone. */
const TITLE_MAX = 140

/**
 * A short title from the sentence of a plan: without "Chủ trì, phối hợp với <units>", up to the first clause that is long
 * enough, without the deadline at its end, cut at a word. The sentence itself is always kept beside it.
 */
export function taskTitle(
  sentence: string,
  cooperating: readonly string[] = [],
  dueText: string | null = null,
): string {
  let rest = sentence.trim().replace(/^[-–+•]\s*/, '')
  const opening = /^(?:chủ trì|chủ động)?[,\s]*(?:và\s+)?(?:phối hợp|cùng)(?:\s+chặt chẽ)?(?:\s+với)?\s+/iu.exec(rest)
  if (opening) {
    let after = rest.slice(opening[0].length)
    let named = false
    for (const unit of cooperating) {
      if (!after.startsWith(unit)) break
      named = true
      after = after
        .slice(unit.length)
        .replace(/^\s*(?:[,;]|và(?=\s)|cùng(?=\s))\s*/u, ' ')
        .trimStart()
    }
    // only where every word that was cut is a unit, and work is left over
    if (named && /^\p{Ll}/u.test(after) && after.length > 12) rest = after
  } else {
    const led = /^chủ trì,?\s+(?=\p{Ll})/iu.exec(rest)
    if (led && rest.length - led[0].length > 12) rest = rest.slice(led[0].length)
  }
  rest = rest.charAt(0).toUpperCase() + rest.slice(1)
  const clause = /^(.{20,}?)(?:[;.](?=\s|$)|$)/su.exec(rest)?.[1] ?? rest
  const plain = clause
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;,:]+$/, '')
  const bare =
    dueText && plain.endsWith(dueText)
      ? plain.slice(0, -dueText.length).replace(/[\s,;]+(?:hoàn thành|xong)?[\s,;]*$/u, '')
      : plain
  return cutAtWord(bare.length >= 12 ? bare : plain, TITLE_MAX)
}

function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1)
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[,;:]$/, '')}…`
}
