import { openDatabase } from '@tusom/store'
import { buildApp } from '../../app.ts'
import { Ingest } from '../observations/ingest.ts'

/**
 * A server that dies, without any goodbye, at the moment its first message reaches the store: `before` its transaction, or
 * `after` it was committed but not acknowledged yet. Run by mqtt-crash.test.ts as a process of its own.
 */
const [url, moment, now] = process.argv.slice(2) as [string, 'before' | 'after', string]
// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const store = Ingest.prototype.store
Ingest.prototype.store = async function (...args) {
  if (moment === 'after') await store.apply(this, args)
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}
await buildApp({ db: openDatabase(url), dataKey: Buffer.alloc(32, 7), clock: () => new Date(now) })
