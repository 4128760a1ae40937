import { writeDocument } from '@tusom/admin-docs'
import {
  type HeadWords,
  type ReportForm,
  sampleMark,
  standardTemplate,
  templateDate,
  type TemplateKind,
} from '@tusom/domain'
import PizZip from 'pizzip'

/** What our writer writes in the place of the names that it does not know. */
const dateWords = `ngày       tháng ${templateDate.slice(5)} năm ${templateDate.slice(0, 4)}`

/** Words as long as those that will stand there: the lines beneath them are as long as the decree asks once the names are filled. */
const alike = (form: ReportForm, kind: TemplateKind): HeadWords => ({
  unit: kind === 'unit' ? 'XÃ HỮU LŨNG' : 'TỈNH LẠNG SƠN',
  title: `${form.aboutVi} 6 tháng đầu năm 2026`,
})
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

async function written(form: ReportForm, kind: TemplateKind, head: HeadWords | null): Promise<PizZip> {
  const zip = new PizZip(await writeDocument(standardTemplate(form, kind, head)))
  for (const name of Object.keys(zip.files))
    if (/^word\/(document|footer[^/]*)\.xml$/.test(name)) {
      const xml = zip.file(name)?.asText() ?? ''
      zip.file(name, xml.replaceAll(dateWords, '{ngay-thang}').replaceAll(sampleMark, '{mau}'))
    }
  return zip
}

/**
 * The standard template as a Word file: the one an office starts from, and the one in use where it approved none of its own. `head`: the
 * words of a report that is filled at once.
 */
export async function standardFile(
  form: ReportForm,
  kind: TemplateKind,
  head: HeadWords | null = null,
): Promise<Buffer> {
  const words = alike(form, kind)
  let zip = await written(form, kind, head ?? words)
  if (!head) {
    const xml = zip.file('word/document.xml')?.asText() ?? ''
    const named = xml.replace(escaped(words.title), '{ve-viec} {ky}').replace(words.unit, '{DON-VI}')
    // a title that Word writes in another way than we look for it: names from the beginning
    if (named.includes('>{ve-viec} {ky}<') && named.includes('>{DON-VI}<')) zip.file('word/document.xml', named)
    else zip = await written(form, kind, null)
  }
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}
