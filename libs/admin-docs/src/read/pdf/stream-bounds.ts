import { Unzlib } from 'fflate'

/**
 * How much the packed parts of a PDF may unpack to. A page of a plan holds under 0.5 MB of operators, a drawn map some 10 MB; fonts with
 * all of Vietnamese are under 30 MB. A few kilobytes can unpack to gigabytes, which pdf.js would hold in memory whole.
 */
export const streamLimits = { content: 16_000_000, other: 64_000_000, together: 200_000_000 }

/** Whether any part unpacks to more than is allowed; pictures are left out, they are never unpacked to read text. */
export function unpacksTooLarge(bytes: Uint8Array): boolean {
  // One character a byte: the marks between the parts are ASCII, what is packed is only passed over.
  const text = new TextDecoder('windows-1252').decode(bytes)
  let together = 0
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.slice(at - 3, at) === 'end') continue
    const head = text.slice(Math.max(0, at - 3_000), at)
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1)
    const from = at + 6 + (text[at + 6] === '\r' ? 1 : 0) + 1
    const to = endOf(text, from, dictionary)
    if (/\/Subtype\s*\/Image(?!\w)/.test(dictionary)) {
      at = Math.max(at, to - 6)
      continue
    }
    const limit = /\/Subtype|\/Type\s*\/(?:ObjStm|XRef)|\/Length1|\/FunctionType/.test(dictionary)
      ? streamLimits.other
      : streamLimits.content
    const packed = bytes.subarray(from, to)
    const times = dictionary.match(/\/(?:FlateDecode|Fl)(?!\w)/g)?.length ?? 0
    const out = times > 0 ? unpacked(packed, limit, times) : packed.length
    // Run lengths and LZW are rare today; the most they can grow is known, so less is asked of them than of what was counted.
    const grown = /\/(?:RunLengthDecode|RL)(?!\w)/.test(dictionary)
      ? 64
      : /\/(?:LZWDecode|LZW)(?!\w)/.test(dictionary)
        ? 40
        : 1
    if (grown > 1 && out * grown > streamLimits.other) return true
    const size = out
    together += size
    if (size > limit || together > streamLimits.together) return true
    at = Math.max(at, to - 6)
  }
  return false
}

/** The end a stream says by its length, or the mark behind it, whichever is further: a mark may stand inside what is packed. */
function endOf(text: string, from: number, dictionary: string): number {
  const said = /\/Length\s+(\d{1,10})(?!\s+\d+\s+R)(?!\d)/.exec(dictionary)
  const mark = text.indexOf('endstream', from)
  return Math.min(text.length, Math.max(said ? from + Number(said[1]) : 0, mark < 0 ? text.length : mark))
}

class Enough extends Error {}

/** How much comes out, counted until it is too much; what is packed twice is unpacked twice. A broken stream counts as far as it goes. */
function unpacked(packed: Uint8Array, limit: number, times: number): number {
  let size = 0
  const inner: Uint8Array[] = []
  const unzlib = new Unzlib(chunk => {
    size += chunk.length
    if (times > 1) inner.push(chunk)
    if (size > limit) throw new Enough()
  })
  try {
    // in pieces: what one piece unpacks to is held at once
    for (let i = 0; i < packed.length; i += 4_096)
      unzlib.push(packed.subarray(i, i + 4_096), i + 4_096 >= packed.length)
  } catch {
    if (size > limit) return size
  }
  if (times <= 1 || inner.length === 0) return size
  const whole = new Uint8Array(inner.reduce((n, c) => n + c.length, 0))
  let at = 0
  for (const c of inner) {
    whole.set(c, at)
    at += c.length
  }
  return Math.max(size, unpacked(whole, limit, times - 1))
}
