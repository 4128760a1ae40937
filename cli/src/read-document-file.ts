import { open } from 'node:fs/promises'

/** One byte above what any reader takes, so that a file too large is still told from one that fits. */
const enough = 50_000_001

/** The bytes of a document, never more than the readers take; or why it cannot be opened, in one sentence. */
export async function readDocumentFile(file: string): Promise<{ bytes: Uint8Array } | { fault: string }> {
  try {
    const handle = await open(file, 'r')
    try {
      const stat = await handle.stat()
      // A pipe has no size of its own, so it gets the whole buffer.
      const buffer = new Uint8Array(stat.isFile() ? Math.min(stat.size, enough) : enough)
      let length = 0
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return { bytes: buffer.subarray(0, length) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { fault: why(error) }
  }
}

function why(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'không có tệp này, xin kiểm tra đường dẫn (no such file, check the path)'
  if (code === 'EISDIR') return 'đây là thư mục, xin chỉ một tệp (this is a folder, name a file)'
  if (code === 'EACCES') return 'không có quyền đọc tệp này (no permission to read this file)'
  return `không mở được tệp (cannot open the file${code ? `: ${code}` : ''})`
}
