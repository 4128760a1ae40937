import { expect, it } from 'vitest'
import { csvDelimiter, csvRows } from './csv-rows.ts'

const rows = (text: string, mark = ',') => [...csvRows(text, mark)].map(r => `${r.line} ${r.cells.join('|')}`)

it('an unclosed quote costs its own line, not the rest of the file', () => {
  const long = `a,"b,c\n${'d,e\n'.repeat(1000)}`
  expect(rows(long).slice(0, 3)).toEqual(['1 a|"b|c', '2 d|e', '3 d|e'])
  expect(rows(long)).toHaveLength(1001)
  expect(rows('"')).toEqual(['1 "'])
})
it('quotes, doubled quotes, line ends inside quotes, all three line ends, empty lines, a byte order mark', () => {
  expect(rows('\ufeffa,"b,""c"""\r\n\r\n d , e \n"x\ny",z\rlast')).toEqual(['1 a|b,"c"', '3 d|e', '4 x\ny|z', '6 last'])
  expect(rows('')).toEqual([])
  expect(rows(',,\n;')).toEqual(['2 ;'])
  expect(rows('a,')).toEqual(['1 a|'])
  expect(rows('"a"b,c')).toEqual(['1 a|c'])
})
it('parts by what the first lines have', () => {
  expect([
    csvDelimiter('a;b\n1,5;2,5'),
    csvDelimiter('a\tb\n1,5\t2'),
    csvDelimiter('a,b\n1,2'),
    csvDelimiter(''),
  ]).toEqual([';', '\t', ',', ','])
  expect(rows('a;b\n1,5;2', ';')).toEqual(['1 a|b', '2 1,5|2'])
})
