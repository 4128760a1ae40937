import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import statics from '@fastify/static'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Database } from '@tusom/store'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from './core/context.ts'
import { limitCostly } from './core/costly.ts'
import { answerErrors } from './core/errors.ts'
import { registerEvents } from './core/events.ts'
import { guardRequests } from './core/requests.ts'
import { UnitTree } from './core/unit-tree.ts'
import { schemaController } from './core/validation.ts'
import type { BackupSettings } from './features/backups/backup-desk.ts'
import type { Sample } from './features/demo/routes.ts'
import type { Ingest } from './features/observations/ingest.ts'
import { registerFeatures } from './features/register.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

export type AppOptions = {
  db: Database
  dataKey: Buffer
  clock?: () => Date
  /** folder of the built web app; null serves the API and the public pages only */
  webDir?: string | null
  /** networks inside the wall that sources of bulletins may stand in (`TUSOM_FETCH_ALLOW`); none where left out */
  fetchAllow?: Context['fetchAllow']
  log?: Context['log']
  /** given where the sample province is loaded */
  sample?: Sample | null
  /** addresses of the proxies in front of us, whose word on where a request comes from is taken */
  trustProxy?: string[] | null
  /** where and when this server saves the installation; null: not by itself */
  backups?: BackupSettings | null
}

/** Builds the whole server on a migrated database; does not listen yet. `close()` leaves no connection open. */
export async function buildApp(options: AppOptions): Promise<App & { ingest: Ingest }> {
  const { db } = options
  let tree = await UnitTree.load(db)
  const told = new EventEmitter().setMaxListeners(0)
  const hear = (topic: string, runId: number) => told.emit('told', topic, runId)
  const stopListening = await db.listen('tusom', payload => {
    const [topic = '', run = '0'] = payload.split(' ')
    if (topic === 'units')
      void UnitTree.load(db).then(fresh => {
        tree = fresh
        hear(topic, Number(run))
      })
    else hear(topic, Number(run))
  })
  const app = Fastify({
    schemaController,
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: true,
  }).withTypeProvider<TypeBoxTypeProvider>() as App
  app.decorate('ctx', {
    db,
    clock: options.clock ?? (() => new Date()),
    tree: () => tree,
    onTold: heard => {
      told.on('told', heard)
      return () => told.off('told', heard)
    },
    dataKey: options.dataKey,
    fetchAllow: options.fetchAllow ?? [],
    webDir: options.webDir ?? null,
    log: options.log ?? (() => {}),
  } satisfies Context)
  answerErrors(app)
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 20 * 1024 * 1024, files: 1, fields: 20 } })
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'Từ Sớm', version: '0.1.0' } } })
  app.addHook('onSend', async (request, reply) => {
    reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
      .header('x-frame-options', 'DENY')
    if (!reply.hasHeader('content-security-policy'))
      reply.header(
        'content-security-policy',
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      )
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  guardRequests(app)
  limitCostly(app)
  registerEvents(app)
  const { ingest } = registerFeatures(app, options.sample ?? null, options.backups ?? null)
  app.get('/api/health', { config: { open: 'says only that the server is up' } }, async () => {
    await db.asSystem(tx => tx.query('select 1'))
    return { status: 'ok', units: tree.byId.size }
  })
  // written once: half a megabyte that anybody may ask for
  let description: string | null = null
  app.get(
    '/api/openapi.json',
    { config: { open: 'the description of the API holds no data' } },
    async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send((description ??= JSON.stringify(app.swagger()))),
  )
  if (options.webDir && existsSync(options.webDir)) await serveWeb(app, options.webDir)
  app.addHook('onClose', async () => {
    await stopListening()
  })
  await app.ready()
  return Object.assign(app, { ingest })
}

async function serveWeb(app: App, webDir: string): Promise<void> {
  await app.register(statics, {
    root: webDir,
    preCompressed: true,
    index: false,
    wildcard: true,
    setHeaders: (res, path) => {
      if (path.includes('/assets/')) res.header('cache-control', 'public, max-age=31536000, immutable')
      else res.header('cache-control', 'no-cache')
      if (/\.mjs(\.br)?$/.test(path)) res.header('content-type', 'text/javascript; charset=utf-8')
    },
  })
  // every address of the web app is answered by its one page; the rest is a plain 404
  app.setNotFoundHandler({}, (request, reply) => {
    if (
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !/\.\w+$/.test(request.url.split('?')[0] ?? '') &&
      existsSync(join(webDir, 'index.html'))
    )
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return reply
      .status(404)
      .send({ error: { code: 'not-found', message: 'Không có trang này.', messageEn: 'There is no such page.' } })
  })
}
