const ELEMENTS =
  'constructor __proto__ toString alert identifier sender sent status msgType password source scope restriction addresses code note references incidents info language category event responseType urgency severity certainty audience eventCode effective onset expires senderName headline description instruction web contact parameter resource resourceDesc mimeType size uri derefUri digest area areaDesc polygon circle geocode altitude ceiling valueName value Signature SignedInfo entry item feed content'.split(
    ' ',
  )
const VALUES = [
  '',
  ' ',
  '\n',
  '\u00a0',
  'Actual',
  'actual',
  ' Actual',
  'Public',
  'VERY LIKELY',
  'Very Likely',
  'AllClear',
  'x'.repeat(3000),
  '2025-10-08T03:45:00+07:00',
  '2025-10-08T03:45:00Z',
  '2025-10-08T24:00:00-00:00',
  '2025-02-29T00:00:00+14:00',
  '2025-10-08 3:45+0700',
  '0000-00-00T00:00:00+00:00',
  '9999-12-31T23:59:59.999999999999-14:00',
  '2025-10-08T03:45:60+07:00',
  '1e5',
  '-0',
  '+12',
  '12.0',
  '.5',
  '5.',
  '١٢',
  '99999999999999999999999999999999',
  'NaN',
  '0x10',
  '1,2 3,4 5,6 1,2',
  '1, 2 3 ,4 5,6',
  '1,2;3,4;5,6',
  '91,181 1,1 2,2 91,181',
  '0,0 1,1 0,1 1,0 0,0',
  '1,2 3',
  '1,2,3',
  '1,2 -3',
  'a,b,c',
  'a,b,2025-10-08T03:45:00+07:00 a,b,2025-10-08T03:45:00+07:00',
  ',,',
  '"',
  '" "',
  'http://[::1',
  'http://a:b/',
  'http://x y',
  '//host',
  'a%zz',
  'urn:x',
  'http://x/#a#b',
  'HTTP://é/',
  'http://h:99999999/?a=1&amp;b=2',
  '&amp;lt;p&amp;gt;',
  '&#38;',
  '&#x41;',
  '&#0;',
  '&nbsp;',
  '&constructor;',
  '&',
  ']]>',
  '<![CDATA[<b>]]>',
  '<!-- -->',
  '<!-- -- -->',
  '<?x y?>',
  '<?xml version="1.0"?>',
  '<x/>',
  '<x:y/>',
  '😀',
  '\ud800',
  '\u0000',
  '\u0007',
  '\ufffe',
  '\u2028',
  '\u0085',
  'vi-VN',
  'vi_VN',
  'en-US',
  'e',
  '-',
]
const ATTRIBUTES = [
  ' xmlns=""',
  ' xmlns="constructor"',
  ' xmlns:a="__proto__"',
  ' xmlns="urn:oasis:names:tc:emergency:cap:1.1"',
  ' xmlns="urn:oasis:names:tc:emergency:cap:1.2"',
  ' xmlns="http://www.incident.com/cap/1.0"',
  ' xmlns:a="u:v"',
  ' xmlns:a=""',
  ' xmlns:xml="u:v"',
  ' xmlns:xmlns="u:v"',
  ' xmlns="a b"',
  ' xmlns:b="http://www.w3.org/2000/09/xmldsig#"',
  ' xml:lang="vi"',
  ' a="1"',
  ' a="1" a="2"',
  ' a="1"b="2"',
  " a='<'",
  ' a=1',
  ' é="1"',
  ' xsi:type="x"',
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"',
  ' a:b="1"',
  ' 1a="x"',
  ' a="&lt;"',
  ' a="&q;"',
  '\u00a0a="1"',
]
const BYTES = [
  0x00, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x26, 0x2f, 0x3c, 0x3e, 0x80, 0xbf, 0xc0, 0xe2, 0xef, 0xf4, 0xfe, 0xff,
]

/** mulberry32: small, seeded, the same on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Mutants of known documents, the same ones for the same seed. */
export class CapMutator {
  private readonly below: (n: number) => number
  private readonly corpus: Uint8Array[]
  private readonly valid: Uint8Array[]
  constructor(seed: number, corpus: Uint8Array[], valid: Uint8Array[]) {
    this.below = random(seed)
    this.corpus = corpus
    this.valid = valid
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  next(): Uint8Array {
    // Mostly one change to what was valid: the mutants that matter are those that may still pass.
    let bytes = this.pick(this.below(4) === 0 ? this.corpus : this.valid)
    for (let steps = this.below(3) === 0 ? 1 + this.below(4) : 1; steps > 0; steps -= 1)
      bytes =
        this.below(4) === 0 ? this.mutateBytes(bytes) : Buffer.from(this.mutateText(Buffer.from(bytes).toString()))
    return bytes
  }

  private mutateBytes(bytes: Uint8Array): Uint8Array {
    const at = this.below(bytes.length + 1)
    const to = Math.min(bytes.length, at + this.below(40))
    const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
    switch (this.below(6)) {
      case 0:
        return bytes.slice(0, at)
      case 1:
        return join(bytes.slice(0, at), bytes.slice(to))
      case 2:
        return join(bytes.slice(0, at), Uint8Array.of(this.pick(BYTES)), bytes.slice(at))
      case 3:
        return join(bytes.slice(0, to), bytes.slice(at))
      case 4: {
        const other = this.pick(this.corpus)
        return join(bytes.slice(0, at), other.slice(this.below(other.length + 1)))
      }
      default: {
        const copy = bytes.slice()
        if (at < copy.length) copy[at] = copy[at]! ^ (1 << this.below(8))
        return copy
      }
    }
  }

  private mutateText(text: string): string {
    const pieces = text.split(/(?=<)|(?<=>)/)
    const tags = pieces.map((_, i) => i).filter(i => pieces[i]!.startsWith('<'))
    const at = tags.length > 0 ? this.pick(tags) : 0
    const other = this.below(pieces.length)
    const name = this.pick(ELEMENTS)
    switch (this.below(10)) {
      case 0:
        pieces.splice(at, 1 + this.below(3))
        break
      case 1:
        pieces.splice(at, 0, ...pieces.slice(other, other + 1 + this.below(6)))
        break
      case 2: {
        const swapped = pieces[at] ?? ''
        pieces[at] = pieces[other] ?? ''
        pieces[other] = swapped
        break
      }
      case 3:
        pieces[at] = (pieces[at] ?? '').replace(/^<\/?[^\s/>]+/, tag => `${tag.startsWith('</') ? '</' : '<'}${name}`)
        break
      case 4:
        pieces[at] = (pieces[at] ?? '').replace(/\/?>$/, end => `${this.pick(ATTRIBUTES)}${end}`)
        break
      case 5:
        pieces.splice(at, 0, `<${name}>${this.pick(VALUES)}</${name}>`)
        break
      case 6:
        return text.replaceAll(
          this.pick([/\n/g, / {2}/g, /">/g, /:1\.2/g, /alert/g]),
          this.pick(['\r\n', '\r', '', ' ', '\t']),
        )
      case 7: {
        // The same element, another text: most mutants stay well-formed and reach the rules.
        const opened = tags.filter(
          i => !pieces[i]!.startsWith('</') && pieces[i + 1] !== undefined && !pieces[i + 1]!.startsWith('<'),
        )
        if (opened.length > 0) pieces[this.pick(opened) + 1] = this.pick(VALUES)
        break
      }
      case 8:
        pieces.splice(at, 0, this.pick(VALUES))
        break
      default: {
        const copies = this.below(20)
        pieces.splice(at, 0, ...Array.from({ length: copies }, () => `<${name}>${this.pick(VALUES)}</${name}>`))
      }
    }
    return pieces.join('')
  }
}
