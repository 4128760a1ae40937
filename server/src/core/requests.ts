import { type Actor, policies, refuse, Refusal, type Role, scopeUnits } from '@tusom/domain'
import { findRun, findSession, type RunRow, type Scope, type Tx, writeAudit } from '@tusom/store'
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AuditNote, RouteEntry } from './context.ts'
import { bearer, machineActor } from './machine-actor.ts'
import { runIsNear, runNow } from './run-clock.ts'

export const cookieName = 'tusom_session'
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const nobody: Actor = { userId: 0, displayName: '', homeUnitId: 0, provinceId: 0, assignments: [], watch: new Set() }
const actual: RunRow = {
  id: 0,
  name: 'actual',
  ownerId: null,
  clockAt: null,
  anchorAt: null,
  speed: 1,
  startedAt: new Date(0),
  endedAt: null,
}

async function actorOf(app: FastifyInstance, request: FastifyRequest): Promise<Actor> {
  const key = bearer(request)
  if (key !== null) return machineActor(app, request, key)
  const raw = request.cookies[cookieName]
  if (!raw) throw new Refusal('sign-in.needed')
  const token = sha256(raw)
  const row = await app.ctx.db.asSystem(tx => findSession(tx, token, app.ctx.clock()))
  if (!row) throw new Refusal('sign-in.needed')
  request.sessionToken = token
  const tree = app.ctx.tree()
  const assignments = row.assignments.map(a => ({
    unitId: a.unitId,
    role: a.role as Role,
    units: tree.subtree(a.unitId),
    watch: tree.watch(a.unitId),
  }))
  const homeUnitId = assignments[0]?.unitId ?? 0
  const watch = new Set<number>()
  for (const a of assignments) for (const id of a.watch) watch.add(id)
  return {
    userId: row.userId,
    displayName: row.displayName,
    homeUnitId,
    provinceId: tree.provinceOf(homeUnitId)?.id ?? 0,
    assignments,
    watch,
  }
}

async function runOf(app: FastifyInstance, request: FastifyRequest): Promise<RunRow> {
  const named = request.headers['x-run'] ?? (request.query as Record<string, unknown> | undefined)?.run
  if (named === undefined || named === '' || named === '0') return actual
  const id = Number(named)
  const run =
    Number.isInteger(id) && id > 0 && id <= 2_147_483_647 ? await app.ctx.db.asSystem(tx => findRun(tx, id)) : null
  // another province's exercise is refused in the words for one that is not there: its number tells nothing
  const near = run && (request.actor === nobody || runIsNear(run, request.actor, app.ctx.tree()))
  if (!near) throw new Refusal('run.unknown', { run: String(named).slice(0, 20) })
  return run
}

/**
 * Before every handler: who, in which run, at what time, under which policy. After it: a route whose policy reaches
 * somewhere must have asked `request.permit`, else the answer is withheld and the fault is logged.
 */
export function guardRequests(app: FastifyInstance): void {
  const table: RouteEntry[] = []
  app.decorate('routeTable', table)
  app.addHook('onRoute', route => {
    const { policy, open } = (route.config ?? {}) as { policy?: string; open?: string }
    if (route.url === '/*') return // the files of the web app: a program without data
    if (policy === undefined && open === undefined)
      throw new Error(`route ${String(route.method)} ${route.url} names no policy`)
    if (policy !== undefined && !policies[policy])
      throw new Error(`route ${String(route.method)} ${route.url}: no policy is called ${policy}`)
    for (const method of [route.method].flat())
      if (method !== 'HEAD')
        table.push({
          method,
          url: route.url,
          ...(policy === undefined ? {} : { policy }),
          ...(open === undefined ? {} : { open }),
        })
  })
  app.decorateRequest('actor', null as never)
  app.decorateRequest('run', null as never)
  app.decorateRequest('now', null as never)
  app.decorateRequest('permit', null as never)
  app.decorateRequest('read', null as never)
  app.decorateRequest('command', null as never)
  app.decorateRequest('sessionToken', null)
  app.decorateRequest('permitted', false)

  app.addHook('onRequest', async request => {
    const real = app.ctx.clock()
    if (changing.has(request.method)) refuseCrossSite(request)
    request.run = actual
    request.now = real
    request.actor = nobody
    request.permitted = false
    const config = request.routeOptions.config
    if (config.policy === undefined) {
      request.run = request.url.startsWith('/api/') ? await runOf(app, request) : actual
      request.now = runNow(request.run, real)
      return
    }
    const policy = policies[config.policy] as (typeof policies)[string]
    request.actor = await actorOf(app, request)
    request.run = await runOf(app, request)
    request.now = runNow(request.run, real)
    if (request.run.id !== 0 && config.actualOnly) throw new Refusal('run.actual-only')
    if (request.run.endedAt && changing.has(request.method) && !config.endedRunToo) throw new Refusal('run.ended')
    const byRole = refuse(request.actor, { ...policy, reach: 'none' }, null)
    if (byRole) throw byRole
    if (policy.reach === 'none') request.permitted = true
    request.permit = target => {
      const why = refuse(request.actor, policy, target)
      if (why) throw why
      request.permitted = true
    }
    const scope: Scope = {
      userId: request.actor.userId,
      units: scopeUnits(request.actor, policy),
      watch: [...request.actor.watch],
      runId: request.run.id,
    }
    request.read = work => app.ctx.db.as(scope, work)
    request.command = work =>
      app.ctx.db.as(scope, async (tx: Tx) => {
        let note: AuditNote | null = null
        const result = await work(tx, n => (note = n))
        if (!request.permitted) throw new Error(`${config.policy}: permit was not asked before the command ended`)
        const said = note as AuditNote | null
        if (!said) throw new Error(`${config.policy}: a command must say what it did`)
        await writeAudit(tx, {
          provinceId: request.actor.provinceId,
          at: real,
          userId: request.actor.userId || null,
          unitId: said.unitId ?? request.actor.homeUnitId,
          runId: request.run.id,
          command: said.command,
          subject: said.subject,
          detail: { ...said.detail, ...(request.actor.machine ? { machine: request.actor.machine } : {}) },
        })
        return result
      })
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.config?.policy !== undefined && !request.permitted && reply.statusCode < 400) {
      throw new Error(`${request.routeOptions.config.policy}: answered without asking permit`)
    }
    return payload
  })
}

/** A browser says where a request comes from; a script of ours sends neither header and is let through to be judged by its session. */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw new Refusal('request.cross-site')
  const { origin, host } = request.headers
  if (origin && host && (URL.canParse(origin) ? new URL(origin).host : null) !== host)
    throw new Refusal('request.cross-site')
}
