import {
  Done,
  IdParams,
  PackBody,
  PackChoiceIn,
  PackDecided,
  PackIn,
  PackList,
  PackQuery,
  PackSaved,
} from '@tusom/contract'
import { canonical, markLocal, readPack, Refusal, type RulePack } from '@tusom/domain'
import {
  addPackVersion,
  asEngineOf,
  decideChoice,
  packChoice,
  packChoices,
  type PackRow,
  packVersion,
  packVersions,
  proposeChoice,
  tellPacks,
} from '@tusom/store'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { registerEvents } from './event-routes.ts'
import { registerHistory } from './history-routes.ts'
import { judgeExercises } from './judge-exercises.ts'

/** Rule packs: their versions, which of them a province judges by, and how another comes into force. */
export function registerPacks(app: App, ingest: Ingest): void {
  registerHistory(app, ingest)
  registerEvents(app)
  app.addHook('onListen', () => judgeExercises(app.ctx, ingest))
  const nameOf = (id: number | null) => (id === null ? null : (app.ctx.tree().byId.get(id)?.fullName ?? ''))

  app.get(
    '/api/packs',
    { config: { policy: 'packs.read' }, schema: { response: { 200: PackList } } },
    async request => {
      const { versions, choices } = await request.read(async tx => ({
        versions: await packVersions(tx),
        choices: await packChoices(tx),
      }))
      const run = await ingest.engine(request.run.id)
      return {
        versions: versions.map(v => presentVersion(v, nameOf(v.provinceId))),
        inForce: run.inForce(request.actor.provinceId),
        choices: choices.map(c => ({
          id: c.id,
          packId: c.packId,
          version: c.version,
          insteadOf: c.insteadOf,
          reason: c.reason,
          province: nameOf(c.provinceId) ?? '',
          proposedAt: c.proposedAt.toISOString(),
          proposedBy: c.proposedByName,
          mine: c.proposedBy === request.actor.userId,
          state: c.state,
          decidedAt: c.decidedAt?.toISOString() ?? null,
          decidedBy: c.decidedByName,
          levelChanges: c.levelChanges,
        })),
      }
    },
  )

  app.get(
    '/api/packs/body',
    { config: { policy: 'packs.read' }, schema: { querystring: PackQuery, response: { 200: PackBody } } },
    async request => {
      const { id, version } = request.query
      const row = await request.read(tx => packVersion(tx, id, version))
      if (!row) throw new Refusal('not-found', { what: 'phiên bản gói luật' })
      return { pack: row.body }
    },
  )

  app.post(
    '/api/packs',
    { config: { policy: 'packs.write', actualOnly: true }, schema: { body: PackIn, response: { 200: PackSaved } } },
    async request => {
      const provinceId = request.actor.provinceId
      request.permit({ unitId: provinceId })
      const read = readPack(request.body.pack)
      if ('faults' in read) throw new Refusal('pack.faults', { faults: read.faults.slice(0, 8).join('; ') })
      const { pack } = read
      await request.command(async (tx, note) => {
        const named = `${String(pack.base?.id ?? '?').slice(0, 60)} ${String(pack.base?.version ?? '?').slice(0, 60)}`
        const base =
          typeof pack.base?.id === 'string' && typeof pack.base.version === 'string' && pack.base.id === pack.id
            ? await packVersion(tx, pack.base.id, pack.base.version)
            : null
        if (!base) throw new Refusal('pack.base-unknown', { base: named })
        const body = markLocal(base.body as RulePack, pack)
        if (sameRules(base.body as RulePack, body)) throw new Refusal('pack.unchanged')
        const added = await addPackVersion(tx, {
          id: body.id,
          version: body.version,
          body,
          provinceId,
          baseId: base.id,
          baseVersion: base.version,
          note: request.body.note,
          userId: request.actor.userId,
          userName: request.actor.displayName,
          at: request.now,
        })
        if (!added) throw new Refusal('pack.version-taken', { version: body.version })
        note({ command: 'pack.make', subject: `pack/${body.id}@${body.version}`, detail: { base: base.version } })
      })
      return { id: pack.id, version: pack.version }
    },
  )

  app.post(
    '/api/packs/choices',
    { config: { policy: 'packs.propose' }, schema: { body: PackChoiceIn, response: { 200: Done } } },
    async request => {
      const { packId, version, reason } = request.body
      const { provinceId, userId, displayName } = request.actor
      request.permit({ unitId: provinceId })
      const standing = (await ingest.engine(request.run.id)).inForce(provinceId).find(p => p.packId === packId)
      if (standing?.version === version) throw new Refusal('pack.already-in-force', { version })
      await request.command(async (tx, note) => {
        const row = await packVersion(tx, packId, version)
        if (!row || (row.provinceId !== null && row.provinceId !== provinceId))
          throw new Refusal('not-found', { what: 'phiên bản gói luật' })
        const made = await proposeChoice(tx, {
          runId: request.run.id,
          provinceId,
          packId,
          version,
          insteadOf: standing?.version ?? '',
          reason,
          at: request.now,
          userId,
          userName: displayName,
        })
        if (!made) throw new Refusal('pack.choice-waiting')
        note({ command: 'pack.propose', subject: `pack/${packId}@${version}`, detail: { reason } })
        await tellPacks(tx, request.run.id)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/packs/choices/:id/approve',
    { config: { policy: 'packs.approve' }, schema: { params: IdParams, response: { 200: PackDecided } } },
    async request => {
      const { id } = request.params
      const found = await request.read(tx => packChoice(tx, id))
      if (!found) throw new Refusal('not-found', { what: 'đề nghị' })
      request.permit({ unitId: found.provinceId })
      const { userId, displayName } = request.actor
      const runId = request.run.id
      const levelChanges = await request.command(async (tx, note) => {
        const choice = await packChoice(tx, id)
        if (!choice || choice.state !== 'proposed')
          throw new Refusal('pack.choice-decided', { who: choice?.decidedByName ?? '' })
        if (choice.proposedBy === userId) throw new Refusal('pack.two-people')
        await decideChoice(tx, id, 'approved', { userId, name: displayName, at: request.now })
        const changes = await asEngineOf(tx, runId, runId, () => ingest.judgeAnew(tx, runId, request.now))
        await tx.query('update pack_choices set level_changes = $2 where id = $1', [id, changes])
        note({
          command: 'pack.choose',
          subject: `pack/${choice.packId}@${choice.version}`,
          detail: { insteadOf: choice.insteadOf, proposedBy: choice.proposedByName, levelChanges: changes },
        })
        await tellPacks(tx, runId)
        if (changes) await tx.query(`select app.tell('levels', $1)`, [runId])
        return changes
      })
      ingest.forget()
      if (runId === 0) {
        await judgeExercises(app.ctx, ingest)
        ingest.forget()
      }
      return { levelChanges }
    },
  )

  app.post(
    '/api/packs/choices/:id/turn-down',
    { config: { policy: 'packs.approve' }, schema: { params: IdParams, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      const found = await request.read(tx => packChoice(tx, id))
      if (!found) throw new Refusal('not-found', { what: 'đề nghị' })
      request.permit({ unitId: found.provinceId })
      await request.command(async (tx, note) => {
        const choice = await packChoice(tx, id)
        if (!choice || choice.state !== 'proposed')
          throw new Refusal('pack.choice-decided', { who: choice?.decidedByName ?? '' })
        await decideChoice(tx, id, 'turned-down', {
          userId: request.actor.userId,
          name: request.actor.displayName,
          at: request.now,
        })
        note({ command: 'pack.turn-down', subject: `pack/${choice.packId}@${choice.version}` })
        await tellPacks(tx, request.run.id)
      })
      return { ok: true as const }
    },
  )
}

/** Whether two versions say the same but for their names. */
const sameRules = (a: RulePack, b: RulePack): boolean =>
  canonical({ ...a, version: '', base: null }) === canonical({ ...b, version: '', base: null })

function presentVersion(v: PackRow, province: string | null) {
  const pack = v.body as RulePack
  return {
    id: v.id,
    version: v.version,
    title: pack.title,
    titleEn: pack.titleEn,
    basis: pack.basis,
    effectiveFrom: pack.effectiveFrom ?? '',
    effectiveTo: pack.effectiveTo ?? null,
    province,
    base: v.baseVersion,
    note: v.note,
    madeBy: v.madeByName,
    madeAt: (v.madeAt ?? v.loadedAt).toISOString(),
    hazards: pack.hazards.map(h => ({ hazard: h.hazard, nameVi: h.nameVi, nameEn: h.nameEn, status: h.status })),
  }
}
