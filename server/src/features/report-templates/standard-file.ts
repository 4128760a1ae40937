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

/** The standard template as a Word file: the one an office starts from, and the one in use where it approved none of its own. */
export async function standardFile(
  form: ReportForm,
  kind: TemplateKind,
  head: HeadWords | null = null,
): Promise<Buffer> {
  const zip = new PizZip(await writeDocument(standardTemplate(form, kind, head)))
  for (const name of Object.keys(zip.files))
    if (/^word\/(document|footer[^/]*)\.xml$/.test(name)) {
      const xml = zip.file(name)?.asText() ?? ''
      zip.file(name, xml.replaceAll(dateWords, '{ngay-thang}').replaceAll(sampleMark, '{mau}'))
    }
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}
