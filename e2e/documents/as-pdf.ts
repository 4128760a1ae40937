import type { Page } from 'playwright-core'
import { blocksOf } from './as-word.ts'

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The text as a printed page kept as PDF, with its text layer, laid out by the browser: lines broken by the page, a page number below. */
export async function asPdf(page: Page, text: string): Promise<Buffer> {
  let tables = 0
  // the kind and what it is about stand in the middle, up to the next empty line
  let middle = false
  const body = blocksOf(text)
    .map(b => {
      if (typeof b === 'string') {
        middle = b.trim() !== '' && (middle || /^(?:KẾ HOẠCH|BÁO CÁO|PHỤ LỤC)$/.test(b.trim()))
        return b.trim() ? `<p${middle ? ' class="middle"' : ''}>${escape(b)}</p>` : ''
      }
      const look = tables++ === 0 ? 'head' : 'lines'
      return `<table class="${look}">${b.map(r => `<tr>${r.map(c => `<td>${escape(c)}</td>`).join('')}</tr>`).join('')}</table>`
    })
    .join('')
  await page.setContent(
    `<html lang="vi"><style>body{font:14pt/1.4 serif}td{vertical-align:top;padding:3px 6px}.head{width:100%;text-align:center}.lines{border-collapse:collapse}.lines td{border:1px solid #000}.middle{text-align:center;font-weight:bold;margin:0 15%}</style>${body}</html>`,
  )
  return page.pdf({
    format: 'A4',
    margin: { top: '20mm', bottom: '20mm', left: '30mm', right: '15mm' },
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: '<div style="width:100%;text-align:center;font-size:10px"><span class="pageNumber"></span></div>',
  })
}
