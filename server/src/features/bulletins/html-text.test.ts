import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlText } from './html-text.ts'

test('scripts, styles, comments and menus are no words; a script that is never closed hides nothing', () => {
  expect(
    htmlText('<head><title>x</title></head><script>TIN BÃO</script><!-- TIN BÃO --><nav>Trang chủ</nav><p>TIN LŨ'),
  ).toBe('TIN LŨ')
  expect(htmlText('<script src="a.js"><p>TIN LŨ</p>')).toBe('TIN LŨ')
  expect(htmlText('mực nước < 5 m & > 3 m')).toBe('mực nước < 5 m & > 3 m')
})

test('blocks are lines, list items bullets, cells parted by a stroke, entities letters', () => {
  expect(htmlText('<div>TIN L&#360; </div><ul><li>s&ocirc;ng A</li><li>sông&nbsp;B</li></ul>')).toBe(
    'TIN LŨ\n\n• s&ocirc;ng A\n\n• sông B',
  )
  expect(htmlText('<table><tr><th>Trạm</th><th>Mực nước</th></tr><tr><td>Đáp Cầu</td><td>6,63</td></tr></table>')).toBe(
    '| Trạm | Mực nước |\n\n| Đáp Cầu | 6,63 |',
  )
})

test('any page is read in time in proportion to its length', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('<', '>', '/', '!', '-', 'p', 'td', 'script', ' ', '"', '&', '#', '9', ';', 'lũ'),
        maxLength: 300,
      }),
      s => typeof htmlText(s) === 'string',
    ),
  )
  for (const piece of ['<script>', '<', '<!--', '&', '<td>', '<p', '</script', '<svg>'])
    expect(htmlText(piece.repeat(Math.ceil(200_000 / piece.length))).length).toBeLessThanOrEqual(1_000_000)
})
