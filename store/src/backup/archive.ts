import type { FileHandle } from 'node:fs/promises'
import { StoreError } from '../errors.ts'

/**
 * A backup is a plain POSIX tar file (ustar), so that it can be looked into in twenty years with tools that are everywhere
 * (`tar xf`, `gunzip`). Each part is compressed in memory before it is written, so its size is known and stays far below
 * the 8 GB a ustar header can say; nothing else of tar is needed, which is why no library stands here.
 */
const BLOCK = 512
/** The entry with which every backup begins. */
export const FIRST = 'README.txt'
export const MAX_ENTRY = 1024 * 1024 * 1024

export const damaged = (why: string): StoreError =>
  new StoreError(
    'backup.damaged',
    `Tệp sao lưu bị hỏng (${why}): chép lại từ nơi cất, hoặc dùng bản sao lưu khác. · The backup is damaged (${why}): copy it again, or use another one.`,
  )
export const cutShort = (): StoreError =>
  new StoreError(
    'backup.cut-short',
    'Tệp sao lưu bị cụt (chưa ghi hoặc chưa chép xong): chép lại từ nơi cất, hoặc dùng bản khác. · The backup is cut short: copy it again, or use another one.',
  )

const notABackup = (): StoreError =>
  new StoreError(
    'backup.not-a-backup',
    'Tệp này không phải bản sao lưu của Từ Sớm: chọn tệp do «tusom backup» ghi ra. · This is not a backup of Từ Sớm: choose a file that `tusom backup` wrote.',
  )

function header(name: string, size: number, mtime: Date): Buffer {
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'ascii')
  if (Buffer.byteLength(name) > 100) throw new Error(`${name}: too long for a tar header`)
  block.write(name, 0)
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(Math.floor(mtime.getTime() / 1000), 136, 12)
  block.write('        ', 148, 'ascii')
  block.write('0', 156, 'ascii')
  block.write('ustar\0' + '00', 257, 'ascii')
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  )
  return block
}

/** Appends entries to an open file. `end` writes what closes a tar and waits until the disk has it. */
export class ArchiveWriter {
  bytes = 0
  private readonly file: FileHandle
  private readonly mtime: Date
  constructor(file: FileHandle, mtime: Date) {
    this.file = file
    this.mtime = mtime
  }
  async add(name: string, body: Buffer): Promise<void> {
    const fill = (BLOCK - (body.length % BLOCK)) % BLOCK
    await this.write(Buffer.concat([header(name, body.length, this.mtime), body, Buffer.alloc(fill)]))
  }
  async end(): Promise<void> {
    await this.write(Buffer.alloc(2 * BLOCK))
    await this.file.sync()
  }
  private async write(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done)
      done += bytesWritten
    }
    this.bytes += bytes.length
  }
}

export type Entry = { name: string; at: number; size: number }

/** The table of contents, from the headers alone. A file that does not end as a tar ends was not written to its end. */
export async function listEntries(file: FileHandle): Promise<Entry[]> {
  const { size: total } = await file.stat()
  const entries: Entry[] = []
  // too short for one header: the beginning of ours, or something else
  const start = await readAt(file, 0, Math.min(total, FIRST.length))
  if (!FIRST.startsWith(start.toString('latin1'))) throw notABackup()
  for (let at = 0; ; ) {
    const block = await readAt(file, at, BLOCK)
    if (block.every(b => b === 0)) {
      await readAt(file, at + BLOCK, BLOCK)
      return entries
    }
    const said = Number.parseInt(block.toString('ascii', 148, 156), 8)
    const sum = block.reduce((s, byte, i) => s + (i >= 148 && i < 156 ? 32 : byte), 0)
    if (block.toString('ascii', 257, 262) !== 'ustar' || said !== sum)
      throw entries.length ? damaged(`byte ${at}`) : notABackup()
    const name = block.toString('utf8', 0, 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(block.toString('ascii', 124, 136), 8)
    if (!Number.isSafeInteger(size) || size > MAX_ENTRY) throw damaged(name)
    if (at + BLOCK + size > total) throw cutShort()
    entries.push({ name, at: at + BLOCK, size })
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

/** Exactly these bytes of the file; a file that ends before them is cut short. */
export async function readAt(file: FileHandle, at: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size)
  for (let done = 0; done < size; ) {
    const { bytesRead } = await file.read(buffer, done, size - done, at + done)
    if (!bytesRead) throw cutShort()
    done += bytesRead
  }
  return buffer
}
