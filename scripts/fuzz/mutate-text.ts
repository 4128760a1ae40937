/** A small seeded generator (mulberry32): the same seed gives the same mutants on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Cuts, doubles, swaps and overwrites pieces of a text, and puts in what readers stumble over. */
export function mutateText(text: string, random: () => number, odd: readonly string[]): string {
  let out = text
  for (let n = 1 + Math.floor(random() * 6); n > 0; n--) {
    const at = Math.floor(random() * (out.length + 1))
    const length = Math.floor(random() ** 3 * 400)
    const what = Math.floor(random() * 6)
    if (what === 0) out = out.slice(0, at) + out.slice(at + length)
    else if (what === 1) out = out.slice(0, at) + out.slice(at, at + length) + out.slice(at)
    else if (what === 2) out = out.slice(0, at) + odd[Math.floor(random() * odd.length)] + out.slice(at)
    else if (what === 3) {
      const from = Math.floor(random() * (out.length + 1))
      out = out.slice(0, at) + out.slice(from, from + length) + out.slice(at + length)
    } else if (what === 4)
      out = out.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x2100)) + out.slice(at + 1)
    else out = out.slice(0, at) + String(Math.floor((random() - 0.3) * 10 ** (random() * 9))) + out.slice(at + 1)
  }
  return out
}

/** Runs one case and throws where it takes more than a second of processor time: wall time lies on a busy machine. */
export function underASecond(what: string, work: () => void): void {
  const began = process.cpuUsage()
  work()
  const used = process.cpuUsage(began)
  const ms = (used.user + used.system) / 1000
  if (ms > 1000) throw new Error(`${what} took ${Math.round(ms)} ms`)
}
