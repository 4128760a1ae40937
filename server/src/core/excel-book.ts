import type ExcelJS from 'exceljs'

/** An empty workbook. The library is loaded with the first one: a server at rest does not hold its 20 MB. */
export async function newBook(): Promise<ExcelJS.Workbook> {
  const { default: lib } = await import('exceljs')
  return new lib.Workbook()
}
