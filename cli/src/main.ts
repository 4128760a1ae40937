import type { Io } from './command.ts'
import { commands } from './commands.ts'

function usage(): string {
  const width = Math.max(...commands.map(c => c.name.length))
  return `Từ Sớm\n\n${commands.map(c => `  tusom ${c.name.padEnd(width)}  ${c.summary}`).join('\n')}\n\nMỗi lệnh có --help · every command has --help\n`
}

/** Finds the command whose words the arguments begin with, the longest first, and runs it. */
export async function main(args: string[], io: Io): Promise<number> {
  if (!args.length || args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    io.out(usage())
    return args.length ? 0 : 2
  }
  const found = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find(c => c.name.split(' ').every((word, i) => args[i] === word))
  if (!found) {
    io.err(`Không có lệnh «${args.slice(0, 2).join(' ')}» · there is no such command.\n\n${usage()}`)
    return 2
  }
  const rest = args.slice(found.name.split(' ').length)
  const command = await found.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(`${command.help}\n`)
    return 0
  }
  return command.run(rest, io)
}

const io: Io = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  env: process.env,
}
// a closed pipe (| head) ends the program quietly
process.stdout.on('error', e => process.exit((e as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 2))
try {
  process.exitCode = await main(process.argv.slice(2), io)
} catch (e) {
  const known = e instanceof Error && 'code' in e && typeof e.code === 'string' && /^[a-z]+\.[a-z-]+$/.test(e.code)
  io.err(
    known
      ? (e as Error).message
      : `Lỗi: ${e instanceof Error ? e.message : String(e)}${process.env.TUSOM_DEBUG && e instanceof Error ? `\n${e.stack}` : ''}`,
  )
  process.exitCode = 2
}
