import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { base64Bytes, sha1 } from './digest.ts'

it('SHA-1 agrees with FIPS 180-4 and with Node for every length around the block size', () => {
  expect(sha1(new TextEncoder().encode('abc'))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      expect(sha1(bytes)).toBe(createHash('sha1').update(bytes).digest('hex'))
    }),
  )
})

it('base64 with line breaks is read, anything else is refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      const text = Buffer.from(bytes)
        .toString('base64')
        .replace(/(.{20})/g, '$1\r\n  ')
      expect(base64Bytes(text)).toEqual(bytes)
    }),
  )
  for (const bad of ['a', 'ab=c', '%%%%', 'YWJj====', 'YW\u00a0Jj']) expect(base64Bytes(bad), bad).toBeNull()
})
