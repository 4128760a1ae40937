/** What a command of `bin/tusom` is given instead of the process, so that it can be tested and embedded. */
export type Io = {
  /** machine or main output */
  out: (text: string) => void
  /** messages for people */
  err: (text: string) => void
  env: Record<string, string | undefined>
}

/**
 * One command of `bin/tusom`. `run` returns the exit code: 0 done, 1 the input is at fault (a finding),
 * 2 it could not run (usage, missing file). Names and shapes are fixed by docs/command-line.md.
 */
export type Command = {
  /** words after `tusom`, e.g. "cap check" */
  name: string
  summary: string
  /** full help with one example */
  help: string
  run: (args: string[], io: Io) => Promise<number>
}
