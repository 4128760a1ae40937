type Words = Readonly<Record<string, string>>

/**
 * What an audit entry did, in words: "warning.issue" is "Phát cảnh báo". Commands are named noun.verb by every feature; one whose words
 * are not known yet is shown as it is, which is still true.
 */
export function commandInWords(command: string, words: Words): string {
  const whole = words[`did.${command}`]
  if (whole) return whole
  const [noun = '', verb = ''] = command.split('.')
  const [n, v] = [words[`noun.${noun}`], words[`verb.${verb}`]]
  return n && v ? `${v} ${n}` : command
}

/** What it was done to: "warning/1" is "cảnh báo 1"; an account by its person. */
export function subjectInWords(subject: string, words: Words, people: ReadonlyMap<number, string>): string {
  const [kind = '', ...rest] = subject.split('/')
  const id = rest.join('/')
  const person = kind === 'user' ? people.get(Number(id)) : undefined
  const noun = words[`noun.${kind}`]
  return person ?? (noun ? `${noun} ${id}`.trim() : subject)
}
