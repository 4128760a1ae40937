import {
  type Actor,
  adviceFor,
  composeCancel,
  composeWarning,
  endedBy,
  issueWarning,
  mayBeNamed,
  placesEn,
  placesVi,
  Refusal,
  renamePlaces,
  renewFigures,
  figuresOf,
  type WarningChange,
  type WarningFault,
  type WarningText,
} from '@tusom/domain'
import {
  addWarning,
  addWarningEvent,
  changeWarningText,
  askForReceipts,
  findWarning,
  type NewWarning,
  nameWarnings,
  namedWarnings,
  nextWarningNumber,
  type RunRow,
  stepWarning,
  type Tx,
  type UnitRow,
  type WarningRow,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { Context } from '../../core/context.ts'
import type { Ingest } from '../observations/ingest.ts'
import { buildMessage, identifierOf, PolygonCache, sealAlert } from './alert.ts'
import { CapSigner } from './cap-signer.ts'
import { groundOf } from './gauges.ts'
import { communesOf, englishName, inSentence, officeOf, recipientsOf, settingsFor } from './office.ts'

/** Who acts, in which run, at what time. */
export type Acting = { actor: Actor; run: RunRow; now: Date }

/** A second of CAP time: what is stored as sent is what the message says. */
const wholeSecond = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000)

/** The work of warnings inside a transaction: drafts, builds, issues. Routes load, permit and note; this does. */
export class WarningService {
  readonly ctx: Context
  readonly ingest: Ingest
  readonly polygons: PolygonCache
  readonly signer: CapSigner

  constructor(ctx: Context, ingest: Ingest) {
    this.ctx = ctx
    this.ingest = ingest
    this.polygons = new PolygonCache(ctx)
    this.signer = new CapSigner(ctx)
  }

  async load(tx: Tx, id: number, lock = false): Promise<WarningRow> {
    const w = await findWarning(tx, id, lock)
    if (!w) throw new Refusal('not-found', { what: 'cảnh báo' })
    return w
  }

  private isSample(provinceId: number): boolean {
    return this.ctx.tree().byId.get(provinceId)?.attrs.sample === true
  }

  /** Fills a warning for communes from the level that stands there now. */
  async compose(tx: Tx, runId: number, areas: readonly UnitRow[], hazard: string, now: Date) {
    const ids = areas.map(a => a.id)
    const ground = await groundOf(this.ctx, this.ingest, tx, runId, ids, hazard, now)
    const text = composeWarning({
      hazard,
      advice: adviceFor(hazard),
      level: ground.level,
      areas: areas.map(a => inSentence(a.fullName)),
      areasEn: areas.map(englishName),
      gauges: ground.gauges,
      nextBulletinAt: ground.nextBulletinAt,
      now,
    })
    return { ground, text }
  }

  /** A new row: whose it is, for whom, and the words. */
  async add(
    tx: Tx,
    by: Acting,
    areas: readonly UnitRow[],
    w: Pick<NewWarning, 'msgType' | 'hazard' | 'level' | 'figures' | 'templateId'> & WarningText,
    over: Partial<Pick<NewWarning, 'ownerId' | 'office'>> = {},
  ): Promise<WarningRow> {
    const tree = this.ctx.tree()
    const areaIds = areas.map(a => a.id)
    const office = officeOf(by.actor, tree, areaIds)
    const { id } = await addWarning(tx, {
      ...w,
      ...office,
      ...over,
      runId: by.run.id,
      areaIds,
      reach: recipientsOf(tree, areaIds, by.now).map(u => u.id),
      sample: this.isSample(office.provinceId),
      drafterId: by.actor.userId,
      drafterName: by.actor.displayName,
      at: by.now,
    })
    const made = await this.load(tx, id, true)
    await this.event(tx, by, made, 'draft')
    return made
  }

  async draft(tx: Tx, by: Acting, unitIds: readonly number[], hazard: string): Promise<WarningRow> {
    const areas = communesOf(this.ctx.tree(), unitIds, by.now)
    const { ground, text } = await this.compose(tx, by.run.id, areas, hazard, by.now)
    return this.add(tx, by, areas, { msgType: 'Alert', hazard, level: ground.level, templateId: null, ...text })
  }

  async event(tx: Tx, by: Acting, w: WarningRow, act: string, remark: string | null = null): Promise<void> {
    await addWarningEvent(tx, {
      runId: by.run.id,
      warningId: w.id,
      at: by.now,
      act,
      byId: by.actor.userId,
      byName: by.actor.displayName,
      version: w.version,
      remark,
    })
  }

  /** Writes a step and says so in the history. Returns the row as it then is. */
  async step(
    tx: Tx,
    by: Acting,
    w: WarningRow,
    act: string,
    change: WarningChange,
    extra: object = {},
    remark: string | null = null,
  ): Promise<WarningRow> {
    await stepWarning(tx, w.id, { ...change, ...extra })
    const after = await this.load(tx, w.id)
    await this.event(tx, by, after, act, remark)
    return after
  }

  /** The message as it would leave now, and what keeps it. */
  async preview(tx: Tx, w: WarningRow, run: RunRow, now: Date) {
    const office = await settingsFor(tx, this.ctx.tree(), w.provinceId, w.ownerId)
    const named = await namedWarnings(tx, w.id)
    const built = await buildMessage(this.ctx, this.polygons, tx, w, office, run, named, wholeSecond(now), null)
    return { ...built, office }
  }

  async faults(tx: Tx, w: WarningRow, run: RunRow, now: Date): Promise<WarningFault[]> {
    return (await this.preview(tx, w, run, now)).faults
  }

  /**
   * Sends a warning out: numbered, built, judged by rules and schema, signed, stored as the text that left; what it names ends;
   * its recipients are asked. `decide` is the rule by which it may leave (approved, or prepared).
   */
  async issue(
    tx: Tx,
    by: Acting,
    w: WarningRow,
    decide: (faults: readonly WarningFault[]) => WarningChange = faults =>
      issueWarning(w, by.actor.userId, wholeSecond(by.now), faults),
  ): Promise<WarningRow> {
    const tree = this.ctx.tree()
    const sent = wholeSecond(by.now)
    const office = await settingsFor(tx, tree, w.provinceId, w.ownerId)
    const named = await namedWarnings(tx, w.id, true)
    const namedRows: WarningRow[] = []
    for (const n of named) {
      const row = await this.load(tx, n.id)
      mayBeNamed(row)
      namedRows.push(row)
    }
    // the rule first, so that nothing unapproved takes a number
    const before = await buildMessage(this.ctx, this.polygons, tx, w, office, by.run, named, sent, null)
    decide(before.faults)
    const number = await nextWarningNumber(tx, w.runId, w.provinceId, localParts(sent.getTime()).year)
    const { alert, faults } = await buildMessage(this.ctx, this.polygons, tx, w, office, by.run, named, sent, number)
    const sealed = sealAlert(alert)
    const change = decide([...faults, ...sealed.faults])
    if (sealed.cap === null) throw new Error('a message without faults was not sealed')
    const { provinceId, runId } = w
    const cap = await this.signer.sign(sealed.cap, { provinceId, runId, sent, name: office.senderName })
    const after = await this.step(tx, by, w, 'issue', change, {
      number,
      identifier: identifierOf(office, w.runId, sent, number),
      cap,
      issuerName: by.actor.displayName,
    })
    for (const n of namedRows) {
      const state = endedBy(w)
      await stepWarning(tx, n.id, { state, endedAt: sent, endedById: w.id })
      await this.event(tx, by, { ...n, state }, state)
    }
    await askForReceipts(
      tx,
      w.runId,
      w.id,
      recipientsOf(tree, w.areaIds, by.now).map(u => u.id),
      sent,
    )
    return after
  }

  /** A new version of one or more warnings, with the figures and the level of now and the words as they were. */
  async draftUpdate(tx: Tx, by: Acting, named: readonly WarningRow[]): Promise<WarningRow> {
    const [first] = named
    if (!first) throw new Refusal('not-found', { what: 'cảnh báo' })
    for (const n of named) {
      mayBeNamed(n)
      if (n.hazard !== first.hazard || n.provinceId !== first.provinceId) throw new Refusal('warning.other-hazard')
    }
    const areas = communesOf(this.ctx.tree(), [...new Set(named.flatMap(n => n.areaIds))], by.now)
    const { ground, text: fresh } = await this.compose(tx, by.run.id, areas, first.hazard, by.now)
    const changed = JSON.stringify(ground.level) !== JSON.stringify(first.level) || named.length > 1
    // the same level: people's words stay and only figures are renewed; another level: the words are written anew
    const text: WarningText = changed
      ? fresh
      : { ...pickText(first), ...renewed(first, fresh.figures), expiresAt: fresh.expiresAt }
    const made = await this.add(
      tx,
      by,
      areas,
      {
        msgType: 'Update',
        hazard: first.hazard,
        level: ground.level,
        figures: fresh.figures,
        templateId: null,
        ...text,
      },
      {
        ownerId: first.ownerId,
        office: withOffice(
          first,
          officeOf(
            by.actor,
            this.ctx.tree(),
            areas.map(a => a.id),
          ).draftUnitId,
        ),
      },
    )
    await nameWarnings(
      tx,
      by.run.id,
      made.id,
      named.map(n => n.id),
    )
    return this.load(tx, made.id)
  }

  /** A taking back with a prepared text and the right references; not submitted yet. */
  async draftCancel(
    tx: Tx,
    by: Acting,
    w: WarningRow,
    reason: string,
    words: Partial<WarningText> = {},
    templateId: number | null = null,
  ): Promise<WarningRow> {
    mayBeNamed(w)
    const tree = this.ctx.tree()
    const areas = w.areaIds.flatMap(id => tree.byId.get(id) ?? [])
    const hours = 24
    const made = await this.add(
      tx,
      by,
      areas,
      {
        msgType: 'Cancel',
        hazard: w.hazard,
        level: w.level,
        figures: [],
        templateId,
        ...pickText(w),
        ...composeCancel(w, adviceFor(w.hazard), reason, by.now),
        urgency: 'Past',
        responses: ['AllClear'],
        effectiveAt: null,
        expiresAt: new Date(by.now.getTime() + hours * 3_600_000),
        ...words,
      },
      { ownerId: w.ownerId, office: withOffice(w, officeOf(by.actor, tree, w.areaIds).draftUnitId) },
    )
    await nameWarnings(tx, by.run.id, made.id, [w.id])
    return this.load(tx, made.id)
  }

  /**
   * Writes new words. Where the communes change too, the places named in the text follow, and so does the level, which
   * is that of the communes named.
   */
  async rewrite(tx: Tx, w: WarningRow, text: WarningText, areas: readonly UnitRow[] | null, now: Date): Promise<void> {
    if (!areas) {
      await changeWarningText(
        tx,
        w.id,
        { ...text, figures: w.figures, level: w.level, areaIds: w.areaIds, reach: w.reach },
        now,
      )
      return
    }
    const before = this.names(w)
    const after = { vi: areas.map(a => inSentence(a.fullName)), en: areas.map(englishName) }
    const vi = (s: string) => renamePlaces(s, 'vi', placesVi(before.vi), placesVi(after.vi))
    const en = (s: string) => renamePlaces(s, 'en', placesEn(before.en), placesEn(after.en))
    const areaIds = areas.map(a => a.id)
    const ground = await groundOf(this.ctx, this.ingest, tx, w.runId, areaIds, w.hazard, now)
    await changeWarningText(
      tx,
      w.id,
      {
        ...text,
        headline: vi(text.headline),
        description: vi(text.description),
        headlineEn: en(text.headlineEn),
        descriptionEn: en(text.descriptionEn),
        figures: w.figures,
        level: w.msgType === 'Cancel' ? w.level : ground.level,
        areaIds,
        reach: recipientsOf(this.ctx.tree(), areaIds, now).map(u => u.id),
      },
      now,
    )
  }

  /** Figures of now beside those in the text. */
  async newerFigures(tx: Tx, w: WarningRow, now: Date) {
    if (!w.figures.length) return { fresh: w.figures, newer: [] }
    const ground = await groundOf(this.ctx, this.ingest, tx, w.runId, w.areaIds, w.hazard, now)
    const fresh = ground.gauges.flatMap(figuresOf)
    const byKey = new Map(fresh.map(f => [f.key, f]))
    const newer = w.figures.flatMap(f => {
      const n = byKey.get(f.key)
      return n && n.vi !== f.vi ? [{ key: f.key, before: f.vi, after: n.vi }] : []
    })
    return { fresh: w.figures.map(f => byKey.get(f.key) ?? f), newer }
  }

  names(w: WarningRow): { vi: string[]; en: string[] } {
    const units = w.areaIds.flatMap(id => this.ctx.tree().byId.get(id) ?? [])
    return { vi: units.map(u => inSentence(u.fullName)), en: units.map(englishName) }
  }
}

const withOffice = (w: WarningRow, draftUnitId: number) => [...new Set([...w.office, draftUnitId])]

/** The words of a row. */
export const pickText = (w: WarningText): WarningText => ({
  headline: w.headline,
  description: w.description,
  instruction: w.instruction,
  headlineEn: w.headlineEn,
  descriptionEn: w.descriptionEn,
  instructionEn: w.instructionEn,
  urgency: w.urgency,
  severity: w.severity,
  certainty: w.certainty,
  responses: w.responses,
  effectiveAt: w.effectiveAt,
  expiresAt: w.expiresAt,
})

/** The words of a row with newer figures in place of its own. */
export function renewed(
  w: WarningRow,
  fresh: WarningRow['figures'],
): Pick<WarningText, 'headline' | 'description' | 'headlineEn' | 'descriptionEn'> {
  const vi = (text: string) => renewFigures(text, 'vi', w.figures, fresh).text
  const en = (text: string) => renewFigures(text, 'en', w.figures, fresh).text
  return {
    headline: vi(w.headline),
    description: vi(w.description),
    headlineEn: en(w.headlineEn),
    descriptionEn: en(w.descriptionEn),
  }
}
