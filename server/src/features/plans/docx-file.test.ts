import { expect, it } from 'vitest'
import { documentFileName } from './docx-file.ts'

it('a title makes a file name, never a second header line and never a fault', () => {
  expect(documentFileName('Kế hoạch phòng, chống lũ', false)).toBe(
    `attachment; filename="Ke hoach phong, chong lu.docx"; filename*=UTF-8''${encodeURIComponent('Kế hoạch phòng, chống lũ.docx')}`,
  )
  const hostile = documentFileName('a"\r\nSet-Cookie: x=1\u202Excod.\\/:*?<>|', true)
  expect(hostile).not.toMatch(/[\r\n\u202E]/)
  expect(hostile).toMatch(/^attachment; filename="DIEN TAP - [^"]*"; filename\*=UTF-8''[A-Za-z0-9%'().!~*_-]*$/)
  // cut in the middle of a sign of two halves
  expect(documentFileName(`${'x'.repeat(119)}🌊`, false)).toContain('x_.docx')
})
