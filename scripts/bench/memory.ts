// A server of its own on the given database, at rest: prints its resident memory after it has answered once.
import { buildApp } from '@tusom/server'
import { openDatabase } from '@tusom/store'

const db = openDatabase(process.argv[2] as string)
const app = await buildApp({ db, dataKey: Buffer.alloc(32, 1) })
await app.listen({ port: 0, host: '127.0.0.1' })
await app.ingest.engine(0)
await app.inject({ url: '/api/health' })
await new Promise(r => setTimeout(r, 3000))
const { rows } = await app.ingest.catalogue()
console.log(
  `${Math.round(process.memoryUsage().rss / 1048576)} MB resident, our Node process at rest with ${app.ctx.tree().byId.size} units and ${rows.length} series loaded`,
)
await app.close()
await db.end()
