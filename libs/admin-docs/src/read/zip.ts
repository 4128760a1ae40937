import { Inflate } from 'fflate'

/** Bounds of what a document may be. The largest real plans with maps are near 20 MB, their text parts under 10 MB. */
export const zipLimits = { bytes: 50_000_000, entries: 4_000, partBytes: 40_000_000, totalBytes: 80_000_000 }

export class ZipFault extends Error {
  readonly reason: 'not-zip' | 'too-large' | 'damaged' | 'encrypted'
  constructor(reason: ZipFault['reason']) {
    super(reason)
    this.reason = reason
  }
}

type Entry = { name: string; method: number; packed: number; offset: number; encrypted: boolean }

/**
 * Unpacks the parts whose name `wanted` accepts. The table of contents is read by hand and each part is inflated in small
 * steps with a running count, because sizes declared in a zip may lie: a bomb is refused when it passes the bound, whatever
 * it says of itself. Throws `ZipFault`.
 */
export function readZip(data: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  if (data.length > zipLimits.bytes) throw new ZipFault('too-large')
  const parts = new Map<string, Uint8Array>()
  let total = 0
  for (const entry of directory(data)) {
    if (!wanted(entry.name) || parts.has(entry.name)) continue
    if (entry.encrypted) throw new ZipFault('encrypted')
    const bytes = unpack(data, entry)
    total += bytes.length
    if (total > zipLimits.totalBytes) throw new ZipFault('too-large')
    parts.set(entry.name, bytes)
  }
  return parts
}

function directory(data: Uint8Array): Entry[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  let end = -1
  for (let i = data.length - 22; i >= Math.max(0, data.length - 65_558); i--) {
    if (view.getUint32(i, true) === 0x06054b50) {
      end = i
      break
    }
  }
  if (end < 0) throw new ZipFault('not-zip')
  const count = view.getUint16(end + 10, true)
  if (count > zipLimits.entries) throw new ZipFault('too-large')
  let at = view.getUint32(end + 16, true)
  const entries: Entry[] = []
  const decoder = new TextDecoder()
  for (let i = 0; i < count; i++) {
    if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw new ZipFault('damaged')
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: decoder.decode(data.subarray(at + 46, at + 46 + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function unpack(data: Uint8Array, entry: Entry): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  if (entry.offset + 30 > data.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    throw new ZipFault('damaged')
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = data.subarray(start, start + entry.packed)
  if (packed.length !== entry.packed) throw new ZipFault('damaged')
  if (entry.method === 0) {
    if (packed.length > zipLimits.partBytes) throw new ZipFault('too-large')
    return packed
  }
  if (entry.method !== 8) throw new ZipFault('damaged')
  return inflate(packed)
}

const step = 16_384

function inflate(packed: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = []
  let size = 0
  let done = false
  const stream = new Inflate((chunk, final) => {
    size += chunk.length
    if (size > zipLimits.partBytes) throw new ZipFault('too-large')
    chunks.push(chunk)
    done = final
  })
  try {
    for (let at = 0; at < packed.length; at += step)
      stream.push(packed.subarray(at, at + step), at + step >= packed.length)
  } catch (fault) {
    throw fault instanceof ZipFault ? fault : new ZipFault('damaged')
  }
  if (!done) throw new ZipFault('damaged')
  const out = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    out.set(chunk, at)
    at += chunk.length
  }
  return out
}
