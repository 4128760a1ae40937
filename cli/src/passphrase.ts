import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Io } from './command.ts'

/** Shorter can be guessed by a machine that holds the file. */
const SHORTEST = 12

export type Passphrase = { passphrase: string | null } | { fault: string }

/**
 * The passphrase of a backup: the first line of a file, else the environment, else asked where somebody sits at a terminal.
 * Never an argument: arguments stand in the list of processes and in the history of the shell.
 */
export async function readPassphrase(
  io: Io,
  file: string | undefined,
  ask: 'twice' | 'once' | 'never',
): Promise<Passphrase> {
  const path = file ?? io.env.TUSOM_BACKUP_PASSPHRASE_FILE
  let given: string | undefined
  if (path) {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text === null)
      return {
        fault: `Không đọc được tệp mật khẩu ${path}: kiểm tra đường dẫn. · Cannot read the passphrase file ${path}.`,
      }
    given = text.split(/\r?\n/)[0]
  } else given = io.env.TUSOM_BACKUP_PASSPHRASE
  if (given === undefined && ask !== 'never' && process.stdin.isTTY) {
    given = await hidden('Mật khẩu của bản sao lưu · passphrase of the backup: ')
    if (ask === 'twice' && given && given !== (await hidden('Gõ lại · again: ')))
      return { fault: 'Hai lần gõ không giống nhau: làm lại. · The two do not match: try again.' }
    if (!given) return { passphrase: null }
  }
  if (given === undefined) return { passphrase: null }
  if (ask !== 'once' && given.length < SHORTEST)
    return {
      fault: `Mật khẩu của bản sao lưu phải có ít nhất ${SHORTEST} ký tự. · The passphrase of a backup needs at least ${SHORTEST} characters.`,
    }
  return { passphrase: given }
}

/** Asks on stderr, and does not show what is typed. */
async function hidden(question: string): Promise<string> {
  process.stderr.write(question)
  const rl = createInterface({
    input: process.stdin,
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
    terminal: true,
  })
  try {
    return await rl.question('')
  } finally {
    rl.close()
    process.stderr.write('\n')
  }
}
