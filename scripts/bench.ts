// `npm run bench`: speeds as ratios within one run, because machines are noisy. Nothing here fails a test.
import { benchEvacuation } from '@tusom/domain'
import { buildApp, hashPassword } from '@tusom/server'
import { ensureDatabase, migrate, openDatabase, startEmbedded, upsertUser } from '@tusom/store'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchAlerts } from './bench/alerts.ts'
import { benchCap } from './bench/cap.ts'
import { benchDetection } from './bench/detection.ts'
import { benchDocs } from './bench/docs.ts'
import { benchIngest } from './bench/ingest.ts'
import { buildNation } from './bench/nation.ts'
import { benchReplay } from './bench/replay.ts'
import { benchRollup, raiseNation } from './bench/rollup.ts'
import { benchScreen } from './bench/screen.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const number = (n: number) => Math.round(n).toLocaleString('en')
const wanted = process.argv.slice(2)
const want = (name: string) => !wanted.length || wanted.includes(name)

if (want('replay')) {
  const r = benchReplay()
  console.log(
    `replay      ${number(r.perSecond)} readings/s on one core (${number(r.readings)} readings, ${number(r.changes)} changes)`,
  )
}

if (want('evacuation')) {
  const r = benchEvacuation(() => performance.now())
  console.log(
    `evacuation  ${number(r.households)} households planned in ${(r.ms / 1000).toFixed(1)} s, ${(r.placedShare * 100).toFixed(1)} % of those whom capacity allows have a place, way ${r.overBound.toFixed(3)} × lower bound`,
  )
}
if (want('cap')) {
  const c = benchCap()
  console.log(
    `cap         ${c.ratio.toFixed(2)} of bare schema validation: ${number(c.perSecond)} alerts/s wholly checked (${c.files} different alerts); signed ones, signature verified: ${number(c.signed.perSecond)}/s, ${c.signed.ratio.toFixed(2)}`,
  )
}
if (want('detection')) for (const line of benchDetection()) console.log(`detection   ${line}`)
if (want('docs')) {
  const d = await benchDocs()
  console.log(
    `docs        ${number(d.characters)} characters (about 100 pages, ${number(d.tasks)} tasks): .docx read ${number(d.readMs)} ms, parsed ${number(d.parseMs)} ms, checked ${number(d.checkMs)} ms; .pdf of ${number(d.pdfCharacters)} characters read ${number(d.pdfMs)} ms`,
  )
}
if (want('pages')) {
  const child = spawnSync(process.execPath, [join(root, 'web/measure-size.mjs')], { encoding: 'utf8' })
  for (const line of (child.stdout + child.stderr).trim().split('\n')) console.log(`pages       ${line}`)
}
if (wanted.length && !wanted.some(w => ['memory', 'screen', 'ingest', 'alerts', 'rollup'].includes(w))) process.exit(0)

const folder = await mkdtemp(join(tmpdir(), 'tusom-bench-'))
const server = await startEmbedded(folder)
try {
  await ensureDatabase(server.url('postgres'), 'bench')
  const url = server.url('bench')
  await migrate(url)
  const db = openDatabase(url)
  await buildNation(db)
  const app = await buildApp({ db, dataKey: Buffer.alloc(32, 1) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const password = 'mat-khau-do-toc-do'
  const passwordHash = await hashPassword(password)
  const provinces = await db.asSystem(tx =>
    tx.query<{ id: number }>(`select id from units where kind = 'province' order by id`),
  )
  /** A duty officer of these provinces, signed in. */
  const signIn = async (username: string, at: typeof provinces): Promise<string> => {
    await db.asSystem(tx =>
      upsertUser(
        tx,
        { username, passwordHash, displayName: 'Đo', sample: true, createdAt: new Date() },
        at.map(p => ({ unitId: p.id, role: 'duty-officer' })),
      ),
    )
    const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { username, password } })
    return String(signedIn.headers['set-cookie']).split(';')[0] as string
  }
  const cookie = await signIn('do', provinces.slice(0, 1))

  if (want('memory')) {
    const child = spawnSync(
      process.execPath,
      // as npm start and bin/tusom start it
      ['--conditions=tusom-source', '--max-semi-space-size=8', join(root, 'scripts/bench/memory.ts'), url],
      { encoding: 'utf8' },
    )
    console.log(`memory      ${child.stdout.trim() || child.stderr}`)
  }
  if (want('screen')) {
    const s = await benchScreen(app, cookie, await signIn('tram', provinces), db)
    console.log(
      `screen      reading sent to level in the page's hands: p50 ${number(s.p50)} ms, p99 ${number(s.p99)} ms, max ${number(s.max)} ms over ${s.n} changes, beside ${number(s.backgroundPerSecond)} readings/s`,
    )
  }
  if (want('ingest')) {
    const i = await benchIngest(db, app.ingest)
    console.log(
      `ingest      ${i.ratio.toFixed(2)} of COPY: ${number(i.ours)} readings/s judged and committed ÷ ${number(i.copy)} rows/s by one COPY into an identical table (${number(i.changes)} level changes)`,
    )
  }
  if (want('alerts')) {
    const a = await benchAlerts(app, await signIn('tram', provinces), db)
    console.log(
      typeof a === 'string'
        ? `alerts      ${a}`
        : `alerts      ours ÷ Prometheus: readings/s ${(a.ours.perSecond / a.theirs.perSecond).toFixed(2)} (${number(a.ours.perSecond)} ÷ ${number(a.theirs.perSecond)}), reading to alert p50 ${(a.ours.p50 / a.theirs.p50).toFixed(3)} (${number(a.ours.p50)} ÷ ${number(a.theirs.p50)} ms; p95 ${number(a.ours.p95)} ÷ ${number(a.theirs.p95)} ms) over ${a.n} alerts and ${number(a.readings)} readings`,
    )
  }
  if (want('rollup')) {
    const country = await raiseNation(db, provinces[0]?.id ?? 0)
    const cookies = await signIn('tong-hop', [{ id: country }, ...provinces.slice(0, 1)])
    const r = await benchRollup(app, cookies, db, provinces[0]?.id ?? 0)
    const duck = (ms: number | null) => (ms === null ? '' : `, DuckDB ${number(ms)} ms`)
    console.log(
      `rollup      ${number(r.values)} values of 100 communes in ${r.mb} MB, filled in ${number(r.fillSeconds)} s`,
    )
    for (const q of [...r.queries, ...r.nation.queries])
      console.log(`rollup      ${q.name}: p50 ${number(q.p50)} ms, p95 ${number(q.p95)} ms${duck(q.duck)}`)
    console.log(`rollup      nation: ${number(r.nation.values)} values, filled in ${number(r.nation.fillSeconds)} s`)
    console.log(
      `rollup      report accepted to total in the page's hands: p50 ${number(r.visible[r.visible.length >> 1] ?? 0)} ms, max ${number(r.visible.at(-1) ?? 0)} ms over ${r.visible.length}`,
    )
    if (r.duck) console.log(`rollup      ${r.duck}`)
  }
  await app.close()
  await db.end()
} catch (e) {
  console.error(e)
  process.exitCode = 1
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
