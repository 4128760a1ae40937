import { expect, test } from 'vitest'
import { filterRows, sortRows, toCsv } from './table-rows.ts'

test('a filter needs every word, without marks, in any order', () => {
  const rows = ['Xã Hữu Lũng', 'Xã Hữu Liên', 'Phường Đông Kinh']
  const find = (filter: string) => filterRows(rows, filter, r => r)
  expect(find('huu lung')).toEqual(['Xã Hữu Lũng'])
  expect(find('kinh đông')).toEqual(['Phường Đông Kinh'])
  expect(find('  ')).toEqual(rows)
  expect(find('xyz')).toEqual([])
})

test('Vietnamese order; missing stands last up and down', () => {
  const rows = ['Đình Lập', null, 'Dương', 'Ấn']
  expect(sortRows(rows, r => r, false)).toEqual(['Ấn', 'Dương', 'Đình Lập', null])
  expect(sortRows(rows, r => r, true)).toEqual(['Đình Lập', 'Dương', 'Ấn', null])
  expect(sortRows([10, 9, null, 0], r => r, true)).toEqual([10, 9, 0, null])
})

test('CSV: marks kept, quotes doubled, decimal comma, no formula gets through', () => {
  const text = toCsv(
    ['Xã', 'Mực nước'],
    [
      ['Hữu Lũng; "A"', 17.86],
      ['=1+1', null],
    ],
  )
  expect(text).toBe('\ufeffsep=;\r\nXã;Mực nước\r\n"Hữu Lũng; ""A""";17,86\r\n\'=1+1;\r\n')
})
