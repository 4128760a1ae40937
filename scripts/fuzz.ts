// `node --conditions=tusom-source scripts/fuzz.ts NAME [CASES] [SEED]`: mutants of known inputs against a reader of outside
// input, more of them than a test has time for. Prints how many a second; fails with the input and the seed that failed.

import { setImmediate } from 'node:timers/promises'

/** Runs `cases` mutants from `seed`, throws at the first that breaks a promise, and returns how many were accepted. */
type Fuzz = (seed: number, cases: number) => number | Promise<number>

/** One line a reader; the function stands beside the reader's tests. */
const fuzzers: Record<string, () => Promise<Fuzz>> = {
  cap: async () => (await import('../libs/cap/test/fuzz-cap.ts')).fuzzCap,
  bulletin: async () => (await import('./fuzz/fuzz-bulletin.ts')).fuzzBulletin,
  pack: async () => (await import('./fuzz/fuzz-pack.ts')).fuzzPack,
  'pack-csv': async () => (await import('./fuzz/fuzz-pack-csv.ts')).fuzzPackCsv,
  'readings-csv': async () =>
    (await import('../server/src/features/observations/fuzz-readings-csv.ts')).fuzzReadingsCsv,
  sensorthings: async () => (await import('../server/src/features/sensorthings/fuzz-sensorthings.ts')).fuzzSensorThings,
}

const [name = '', casesText = '100000', seedText = '1'] = process.argv.slice(2)
const cases = Number(casesText)
const seed = Number(seedText)
const load = Object.hasOwn(fuzzers, name) ? fuzzers[name] : undefined
if (!load || !Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed)) {
  console.error(`usage: scripts/fuzz.ts ${Object.keys(fuzzers).join(' | ')} [CASES] [SEED]`)
  process.exit(2)
}
const fuzz = await load()
/** A slice at a time, so that a long run shows that it lives, and stops where it failed. */
const SLICE = 10_000
const began = performance.now()
let done = 0
let accepted = 0
try {
  while (done < cases) {
    const now = Math.min(SLICE, cases - done)
    accepted += await fuzz(seed + done / SLICE, now)
    done += now
    // Weak references are let go of only between turns of the event loop.
    await setImmediate()
    if (process.stderr.isTTY) process.stderr.write(`\r${name} ${done.toLocaleString('en')}`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
const seconds = (performance.now() - began) / 1000
console.log(
  `${name} ${done.toLocaleString('en')} cases in ${seconds.toFixed(1)} s, ${Math.round(done / seconds).toLocaleString('en')} a second, ` +
    `${accepted.toLocaleString('en')} accepted, seeds ${seed}…${seed + Math.ceil(done / SLICE) - 1}, ` +
    `${Math.round(process.memoryUsage.rss() / 1e6)} MB resident`,
)
