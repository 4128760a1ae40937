import { readFileSync } from 'node:fs'
import type { Series } from '../src/series.ts'

/** Rows of a file of test/expected, one JSON object a line. */
export function readExpected<Row>(name: string): Row[] {
  const text = readFileSync(new URL(`./expected/${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row)
}

type Row = { name: string; frequency: number; start: string | null; counts: number[]; population?: number[] }
const DAY = 86_400_000

/** The first days of the periods, which the file leaves out. */
function datesOf({ start, frequency, counts }: Row): string[] | undefined {
  if (!start) return undefined
  const iso = (at: number) => new Date(at).toISOString().slice(0, 10)
  if (frequency !== 12) return counts.map((_, i) => iso(Date.parse(start) + i * (frequency === 52 ? 7 : 1) * DAY))
  return counts.map((_, i) => iso(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1 + i, 1)))
}

/** The series of series.jsonl by name; where they come from stands in expected/README.md. */
export const expectedSeries: ReadonlyMap<string, Series> = new Map(
  readExpected<Row>('series').map(row => [
    row.name,
    { counts: row.counts, frequency: row.frequency, dates: datesOf(row), population: row.population },
  ]),
)
