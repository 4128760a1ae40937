import type { Chart } from '@tusom/domain'
import PizZip from 'pizzip'

/** Characters that XML 1.0 does not know would make Word refuse the whole file. */
const unwritable = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const xmlText = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"]/g, c => entities[c] as string)

const sheet = 'Sheet1'
const letter = (column: number) => String.fromCodePoint(65 + column)
export const sheetRange = (column: number, from: number, to: number): string =>
  from === to ? `${sheet}!$${letter(column)}$${from}` : `${sheet}!$${letter(column)}$${from}:$${letter(column)}$${to}`

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRels = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The sheet behind a chart: names down, one column a series. What Word opens when a person edits the figures. */
export function chartWorkbook(chart: Chart): Uint8Array {
  const text = (at: string, words: string) =>
    `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xmlText(words)}</t></is></c>`
  const rows = [
    `<row r="1">${text('A1', chart.unit.vi)}${chart.series.map((s, i) => text(`${letter(i + 1)}1`, s.name.vi)).join('')}</row>`,
    ...chart.categories.map((c, k) => {
      const values = chart.series.map((s, i) => {
        const v = s.values[k]
        return v === null || v === undefined ? '' : `<c r="${letter(i + 1)}${k + 2}"><v>${v}</v></c>`
      })
      return `<row r="${k + 2}">${text(`A${k + 2}`, c.vi)}${values.join('')}</row>`
    }),
  ]
  const zip = new PizZip()
  zip.file(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  )
  zip.file(
    '_rels/.rels',
    `${head}<Relationships xmlns="${packageRels}"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  zip.file(
    'xl/workbook.xml',
    `${head}<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `${head}<Relationships xmlns="${packageRels}"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  )
  zip.file(
    'xl/worksheets/sheet1.xml',
    `${head}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  )
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' })
}
