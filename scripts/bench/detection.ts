import {
  backTest,
  farringtonFlexible,
  forecastRiver,
  forecastSmoothing,
  persistence,
  seasonalNaive,
} from '@tusom/detection'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectedSeries } from '../../libs/detection/test/expected.ts'
import { inventedCounts, inventedRiver } from '../../libs/detection/test/invented.ts'

/** The improved settings of Noufaily et al. (2013), which use ten levels of the season and so the most counts. */
const improved = { b: 5, w: 3, noPeriods: 10, pastWeeksNotIncluded: 26, pThresholdTrend: 1, alpha: 0.005 } as const
const NAMES = ['newport', 'campy', 'hospital'] as const
const WEEKS = 100

/** R prints: seconds, then the bounds. Loading the package is not timed; its threads are held to one. */
const script = `suppressMessages(library(surveillance))
d <- read.csv(commandArgs(TRUE)[1])
total <- 0; bounds <- c()
for (n in unique(d$name)) {
  x <- d[d$name == n, ]; k <- nrow(x)
  s <- sts(observed = x$count, epoch = as.numeric(as.Date(x$date)), epochAsDate = TRUE, frequency = 52)
  for (improved in c(FALSE, TRUE)) {
    control <- list(range = (k - ${WEEKS - 1}):k, b = 5, w = 3, alpha = 0.005, glmWarnings = FALSE)
    if (improved) control <- c(control, noPeriods = 10, pastWeeksNotIncluded = 26, pThresholdTrend = 1)
    total <- total + system.time(r <- suppressWarnings(farringtonFlexible(s, control)))[["elapsed"]]
    bounds <- c(bounds, as.numeric(upperbound(r)))
  }
}
cat(total, sprintf("%.17g", bounds))
`

function ours(): (number | null)[] {
  const bounds: (number | null)[] = []
  for (const name of NAMES) {
    const series = expectedSeries.get(name)
    if (!series) throw new Error(`no series ${name}`)
    const range = [series.counts.length - WEEKS, series.counts.length - 1] as const
    for (const options of [{ b: 5, w: 3, alpha: 0.005 }, improved])
      for (const d of farringtonFlexible(series, { ...options, range })) bounds.push(d.upperbound)
  }
  return bounds
}

function inR(): { seconds: number; bounds: (number | null)[] } | null {
  const folder = mkdtempSync(join(tmpdir(), 'tusom-bench-r-'))
  try {
    const rows = NAMES.flatMap(name => {
      const s = expectedSeries.get(name)
      return (s?.counts ?? []).map((count, i) => `${name},${s?.dates?.[i]},${count}`)
    })
    writeFileSync(join(folder, 'series.csv'), ['name,date,count', ...rows, ''].join('\n'))
    writeFileSync(join(folder, 'run.R'), script)
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
    const done = spawnSync('Rscript', [join(folder, 'run.R'), join(folder, 'series.csv')], { encoding: 'utf8', env })
    if (done.status !== 0) return null
    const [seconds, ...bounds] = done.stdout.trim().split(' ')
    return { seconds: Number(seconds), bounds: bounds.map(b => (b === 'NA' || b === 'NaN' ? null : Number(b))) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function speed(): string {
  for (let i = 0; i < 5; i++) ours() // warm-up: a server has been running for days
  const rounds = 20
  const began = performance.now()
  for (let i = 0; i < rounds; i++) ours()
  const seconds = (performance.now() - began) / rounds / 1000
  const began2 = ours()
  const weeks = began2.length
  const mine = `${Math.round(weeks / seconds).toLocaleString('en')} weeks/s`
  const r = inR()
  if (!r) return `farringtonFlexible ${mine}; Rscript with surveillance is not installed, so no ratio`
  let worst = 0
  let differ = 0
  began2.forEach((b, i) => {
    const theirs = r.bounds[i] ?? null
    if (b === null || theirs === null) differ += b === theirs ? 0 : 1
    else worst = Math.max(worst, Math.abs(b / theirs - 1))
  })
  return `farringtonFlexible ${(r.seconds / seconds).toFixed(0)} × R on one core: ${mine} ÷ ${Math.round(weeks / r.seconds).toLocaleString('en')} weeks/s, ${weeks} weeks of ${NAMES.join(', ')}; bounds differ by at most ${worst.toExponential(0)} relative (${differ} of another kind)`
}

type Scores = ReturnType<typeof backTest<'ours' | 'same' | 'season'>>

function tell(name: string, { ours, same, season }: Scores): string {
  const share = (level: string) => `${(100 * (ours.coverage[level] ?? NaN)).toFixed(0)} %`
  const than = (score: { mae: number; pinball: number }) =>
    `${(ours.mae / score.mae).toFixed(2)} (pinball ${(ours.pinball / score.pinball).toFixed(2)})`
  return `forecast ${name}: error ÷ persistence ${than(same)}, ÷ seasonal naive ${than(season)}; 80 % interval holds ${share('0.8')}, 95 % ${share('0.95')} of ${ours.compared}`
}

function counts(name: string, values: readonly (number | null)[], m: number): string {
  const scores = backTest(
    values,
    {
      ours: (past, h) => forecastSmoothing(past, h, { season: m, counts: true }),
      same: (past, h) => persistence(past, h, { nonNegative: true }),
      season: (past, h) => seasonalNaive(past, h, m, { nonNegative: true }),
    },
    { horizon: 4, from: Math.max(2 * m + 20, values.length - 160), every: 2 },
  )
  return tell(name, scores)
}

/** Speed of Farrington beside R on the same series, and what the forecasts are worth beside persistence and the seasonal naive one. */
export function benchDetection(): string[] {
  const lines = [speed(), counts('invented weekly counts (seed 20)', inventedCounts(520, 20), 52)]
  for (const name of ['agona', 'newport', 'campy', 'hospital', 'momo-85', 'rota', 'shadar']) {
    const s = expectedSeries.get(name)
    if (s) lines.push(counts(`${name} (R surveillance)`, s.counts, s.frequency))
  }
  const river = backTest(
    inventedRiver(3000, 9),
    {
      ours: (past, h) => forecastRiver(past, h),
      same: (past, h) => persistence(past, h),
      season: (past, h) => seasonalNaive(past, h, 24),
    },
    { horizon: 6, from: 1500, every: 5 },
  )
  lines.push(tell('invented river, 1–6 h (seed 9)', river))
  return lines
}
