import { inflateRawSync } from 'node:zlib'

/**
 * Looks into a zip file before anybody unpacks it: how many entries, and how large they really become (declared sizes can
 * lie, so each entry is inflated against the limit). Returns what is wrong, or null.
 */
export function checkZip(file: Buffer, limits: { entries: number; bytes: number }): 'not-zip' | 'too-large' | null {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(0) !== 0x04034b50) return 'not-zip'
  const entries = file.readUInt16LE(end + 10)
  if (entries > limits.entries) return 'too-large'
  let at = file.readUInt32LE(end + 16)
  // Who unpacks it must find the same directory. Readers differ where it does not lie right before its end record, where the file
  // says that it is one of several disks, and where a second end record for large files (ZIP64) may speak instead.
  const alone = file.readUInt16LE(end + 4) === 0 && file.readUInt16LE(end + 6) === 0
  const size = file.readUInt32LE(end + 12)
  if (!alone || file.readUInt16LE(end + 8) !== entries || at + size !== end) return 'not-zip'
  let left = limits.bytes
  for (let i = 0; i < entries; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return 'not-zip'
    const method = file.readUInt16LE(at + 10)
    const packed = file.readUInt32LE(at + 20)
    const head = file.readUInt32LE(at + 42)
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    if (head + 30 > file.length) return 'not-zip'
    const start = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28)
    if (start + packed > file.length) return 'not-zip'
    if (method === 0) left -= packed
    else if (method !== 8) return 'not-zip'
    else
      try {
        left -= inflateRawSync(file.subarray(start, start + packed), { maxOutputLength: Math.max(1, left) }).length
      } catch (e) {
        return (e as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-zip'
      }
    if (left < 0) return 'too-large'
  }
  if (at !== end) return 'not-zip'
  return null
}
