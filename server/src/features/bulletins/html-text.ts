const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  deg: '°',
  bull: '•',
}
const blocks =
  /^(?:p|div|br|li|ul|ol|tr|table|tbody|thead|h[1-6]|section|article|header|footer|main|title|dd|dt|dl|pre|blockquote|hr)$/
const hidden = /^(?:script|style|noscript|template|svg|head|nav|iframe|object|select)$/

/**
 * The words of a web page as a bulletin is read: a line for each block, table cells parted by `|`. Reads the page once from
 * front to back and keeps nothing of scripts, styles and menus. Not for showing a page.
 */
export function htmlText(html: string): string {
  const out: string[] = []
  const lower = html.toLowerCase()
  const neverClosed = new Set<string>()
  let skip: string | null = null
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) {
      if (skip === null) out.push(html.slice(at))
      break
    }
    if (skip === null && open > at) out.push(html.slice(at, open))
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const close = html.indexOf('>', open)
    if (close < 0) break
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/.exec(html.slice(open, Math.min(close, open + 40)))
    at = close + 1
    if (!tag) {
      if (skip === null && !html.startsWith('<!', open) && !html.startsWith('<?', open)) out.push('<')
      if (!html.startsWith('<!', open) && !html.startsWith('<?', open)) at = open + 1
      continue
    }
    const name = (tag[2] ?? '').toLowerCase()
    const closing = tag[1] === '/'
    if (skip !== null) {
      if (closing && name === skip) skip = null
      continue
    }
    if (hidden.test(name)) {
      if (!closing && html[close - 1] !== '/') {
        // what is never closed hides nothing: a broken page must not be read as empty
        // asked once for each name: a page of ten thousand open scripts is searched once
        const end = neverClosed.has(name) ? -1 : lower.indexOf(`</${name}`, close)
        if (end < 0) neverClosed.add(name)
        if (end >= 0) {
          skip = name
          at = end
        }
      }
    } else if (name === 'td' || name === 'th') out.push(closing ? ' | ' : '')
    else if (name === 'tr') out.push(closing ? '\n' : '\n| ')
    else if (blocks.test(name)) out.push(name === 'li' && !closing ? '\n• ' : '\n')
  }
  return decode(out.join(''))
    .split('\n')
    .map(line => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter((line, i, all) => line !== '' || (i > 0 && all[i - 1] !== ''))
    .join('\n')
    .trim()
}

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi,
    (whole, dec: string, hex: string, name: string) => {
      if (name) return entities[name.toLowerCase()] ?? whole
      const code = dec ? Number(dec) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' '
    },
  )
}
