import { stripDiacritics } from '@tusom/vi-text'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The header that names a file: plain letters for old programs, the true name for the others. */
export function documentFileName(title: string, exercise: boolean): string {
  const name = `${exercise ? 'DIEN TAP - ' : ''}${title
    .replace(/[\p{Cc}\p{Cf}"\\/:*?<>|]/gu, ' ')
    .slice(0, 120)
    .toWellFormed()
    .trim()}.docx`
  const plain = stripDiacritics(name).replace(/[^\x20-\x7e]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
