import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocument, fixDocument, parseDocument, readFileText, writeDocument } from '../src/index.ts'
import { samples } from './support/sample-documents.ts'

/**
 * What another program makes of our files, and what we make of its: LibreOffice opens every kind, saves it in its own dialect of .docx and
 * as PDF. Skipped, and said so, where soffice is not installed.
 */
const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find(existsSync)
const kinds = Object.keys(samples)

describe.skipIf(!soffice)('through LibreOffice (skipped without soffice)', () => {
  let folder = ''
  const convert = (to: string, names: string[]) => {
    const done = spawnSync(
      soffice ?? '',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        join(folder, to),
        ...names,
      ],
      { encoding: 'utf8', timeout: 240_000 },
    )
    expect(done.stderr.match(/error/i)).toBe(null)
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tusom-soffice-'))
    mkdirSync(join(folder, 'in'))
    for (const kind of kinds)
      writeFileSync(join(folder, 'in', `${kind}.docx`), await writeDocument(samples[kind] as never))
    const files = kinds.map(kind => join(folder, 'in', `${kind}.docx`))
    convert('docx', files)
    convert('pdf', files)
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(kinds)('%s saved by LibreOffice still passes the check', kind => {
    expect(checkDocument(readFileSync(join(folder, 'docx', `${kind}.docx`))).findings).toEqual([])
  })

  test.each(kinds)('%s as PDF is read like the .docx it came from', async kind => {
    const pdf = await readFileText(readFileSync(join(folder, 'pdf', `${kind}.pdf`)), 'a.pdf')
    const docx = await readFileText(readFileSync(join(folder, 'in', `${kind}.docx`)), 'a.docx')
    const [a, b] = [parseDocument(pdf.text ?? ''), parseDocument(docx.text ?? '')]
    const shape = (d: typeof a) => ({
      head: [d.kind, d.number, d.date, d.place, d.issuer, d.title, d.addressees],
      end: [d.recipients, d.archive, d.signer],
      tasks: d.assignments.map(x => [x.unit, x.tasks.map(t => [t.text, t.role, t.cooperating, t.due, t.product])]),
    })
    expect(shape(a)).toEqual(shape(b))
  })

  test('faults planted before LibreOffice saves the file are found in its dialect, and a corrected copy opens there', async () => {
    const faulty = await writeDocument({
      ...(samples.TB as (typeof samples)['TB'] & object),
      title: 'KẾT LUẬN CỦA CHỦ TỊCH TẠI CUỘC HỌP',
    } as never)
    writeFileSync(join(folder, 'in', 'sai.docx'), faulty)
    convert('docx', [join(folder, 'in', 'sai.docx')])
    const saved = readFileSync(join(folder, 'docx', 'sai.docx'))
    expect(checkDocument(saved).findings?.map(f => f.rule)).toEqual(['ND30.II.5.title-case'])
    const fixed = fixDocument(saved)
    expect(fixed.remaining).toEqual([])
    writeFileSync(join(folder, 'in', 'dung.docx'), fixed.bytes as Uint8Array)
    convert('pdf', [join(folder, 'in', 'dung.docx')])
    const read = await readFileText(readFileSync(join(folder, 'pdf', 'dung.pdf')), 'dung.pdf')
    expect(parseDocument(read.text ?? '').title).toBe('Kết luận của Chủ tịch tại cuộc họp')
  }, 300_000)
})
