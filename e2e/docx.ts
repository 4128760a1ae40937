import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import type { Locator, Page } from 'playwright-core'

/** A Word file as a person gets it: what it is called, and the words that stand in it. */
export type WordFile = { name: string; path: string; text: string }

/** Presses a link or a button, waits for the file that comes of it, and reads it as Word would. */
export async function downloadWord(page: Page, press: Locator): Promise<WordFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()])
  const name = download.suggestedFilename()
  const path = await download.path()
  return { name, path, text: wordText(readFileSync(path)) }
}

/** The text of word/document.xml, a line a paragraph. Throws when the bytes are no zip or hold no document. */
export function wordText(bytes: Buffer): string {
  const xml = unzip(bytes).get('word/document.xml')
  if (!xml) throw new Error('the file holds no word/document.xml')
  return xml
    .toString('utf8')
    .replaceAll('</w:p>', '\n')
    .replace(/<w:(?:tab|br)\/>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', ' ')
}

/** A zip by its central directory (APPNOTE 4.3.12): enough to see that what we write opens. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (bytes.readUInt32LE(0) !== 0x04034b50 || end < 0) throw new Error('the file is no zip')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map(o => bytes.readUInt16LE(at + o)) as [number, number, number]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    files.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed))
    at += 46 + nameLength + extra + comment
  }
  return files
}

const office = (process.env.PATH ?? '')
  .split(':')
  .map(folder => join(folder, 'soffice'))
  .find(existsSync)

/** Pages of the document as LibreOffice lays it out; null (and a line in the log) where LibreOffice is not installed. */
export function pagesOf(file: WordFile): number | null {
  if (!office) {
    console.log(`soffice is not on this machine: the pages of ${file.name} were not looked at`)
    return null
  }
  const folder = mkdtempSync(join(tmpdir(), 'tusom-pdf-'))
  try {
    const done = spawnSync(
      office,
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--convert-to',
        'pdf:writer_pdf_Export',
        '--outdir',
        folder,
        file.path,
      ],
      { encoding: 'utf8', timeout: 90_000, cwd: dirname(file.path) },
    )
    const pdf = join(folder, `${basename(file.path).replace(/\.\w+$/, '')}.pdf`)
    if (!existsSync(pdf)) throw new Error(`LibreOffice made no PDF of ${file.name}:\n${done.stdout}${done.stderr}`)
    return readFileSync(pdf, 'latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
