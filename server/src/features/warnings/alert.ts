import { type Alert, referencesTo, writeAlert } from '@tusom/cap'
import { readCap } from '@tusom/cap/xml'
import { adviceFor, alertFaults, capPolygons, checkWarning, toAlert, type WarningFault } from '@tusom/domain'
import { boundariesOf, type NamedWarning, overlappingWarnings, type Tx, type WarningRow } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { Context } from '../../core/context.ts'
import { englishName, type Office } from './office.ts'

/** Polygons of communes, simplified once and kept until units change. */
export class PolygonCache {
  private readonly known = new Map<number, readonly string[]>()

  constructor(ctx: Context) {
    ctx.onTold(topic => topic === 'units' && this.known.clear())
  }

  async of(tx: Tx, areaIds: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const missing = areaIds.filter(id => !this.known.has(id))
    if (missing.length)
      for (const row of await boundariesOf(tx, missing)) this.known.set(row.id, capPolygons(row.boundary))
    return this.known
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** "vn.20.2025.1008.07"; an exercise names itself, so that no identifier of one is ever one of the other. */
export function identifierOf(office: Office, runId: number, sent: Date, number: number): string {
  const p = localParts(sent.getTime())
  const run = runId === 0 ? '' : `.dien-tap-${runId}`
  return `${office.identifierPrefix}${run}.${p.year}.${two(p.month)}${two(p.day)}.${two(number)}`
}

export type Built = { alert: Alert; faults: WarningFault[] }

/**
 * The message as it would leave at `sent`, with everything that keeps it from leaving. `number` null: not issued yet, so
 * the identifier is a stand-in that says so.
 */
export async function buildMessage(
  ctx: Context,
  polygons: PolygonCache,
  tx: Tx,
  w: WarningRow,
  office: Office,
  run: { id: number; name: string },
  named: readonly NamedWarning[],
  sent: Date,
  number: number | null,
): Promise<Built> {
  const tree = ctx.tree()
  const shapes = await polygons.of(tx, w.areaIds)
  const areas = w.areaIds.flatMap(id => {
    const u = tree.byId.get(id)
    return u
      ? [{ id, code: u.code, fullName: u.fullName, fullNameEn: englishName(u), polygons: shapes.get(id) ?? [] }]
      : []
  })
  const earlier = named.flatMap(n => (n.cap ? readCap(n.cap).alerts : []))
  const alert = toAlert({
    runId: w.runId,
    runName: run.name,
    msgType: w.msgType,
    hazard: w.hazard,
    advice: adviceFor(w.hazard),
    level: w.level,
    text: w,
    identifier:
      number === null ? `${office.identifierPrefix}.nhap.${w.id}` : identifierOf(office, w.runId, sent, number),
    sender: office.sender,
    senderName: office.senderName,
    senderNameEn: office.senderNameEn,
    sent,
    number,
    references: referencesTo(earlier),
    areas,
    contact: office.contact ?? office.hotline,
    web: office.webBase ? `${office.webBase.replace(/\/$/, '')}${publicPath(w.runId)}` : null,
    sample: w.sample,
  })
  const faults = [
    ...checkWarning({
      msgType: w.msgType,
      runId: w.runId,
      text: w,
      level: w.level,
      areas: areas.length,
      areasWithoutPolygon: areas.filter(a => !a.polygons.length).map(a => a.fullName),
      figures: w.figures,
      now: sent,
    }),
    ...alertFaults(alert),
  ]
  if (w.msgType !== 'Cancel') {
    const [other] = await overlappingWarnings(tx, w.hazard, w.areaIds, [w.id, ...named.map(n => n.id)], sent)
    if (other) {
      const both = other.areaIds.filter(id => w.areaIds.includes(id)).flatMap(id => tree.byId.get(id)?.name ?? [])
      const no = two(other.number)
      faults.push({
        code: 'overlap',
        severity: 'warning',
        field: 'areas',
        vi: `Cảnh báo số ${no} cùng loại đang có hiệu lực ở ${both.slice(0, 3).join(', ')}: nên mở bản đó rồi cập nhật, để người dân không đọc hai bản.`,
        en: `Warning no. ${no} of the same hazard is in force for ${both.slice(0, 3).join(', ')}: update it instead, so that people do not read two.`,
      })
    }
  }
  if (office.isDefault)
    faults.push({
      code: 'settings.default',
      severity: 'warning',
      field: 'settings',
      vi: 'Chưa đặt tên người gửi và số trực: quản trị vào phần cài đặt cảnh báo.',
      en: 'Sender and hotline are not set: an administrator sets them in the warning settings.',
    })
  return { alert, faults }
}

export const publicPath = (runId: number): string => (runId === 0 ? '/cong-khai' : `/dien-tap/${runId}/cong-khai`)

/**
 * The text that leaves: written, then read back and judged by schema and rules as a stranger's would be. What does not
 * pass comes back as faults.
 */
export function sealAlert(alert: Alert): { cap: string | null; faults: WarningFault[] } {
  if (alertFaults(alert).some(f => f.severity === 'error')) return { cap: null, faults: [] }
  const cap = writeAlert(alert)
  const read = readCap(cap)
  const faults = read.findings
    .filter(f => f.severity === 'error')
    .map(f => ({
      code: `xml.${f.code}`,
      severity: 'error' as const,
      field: 'cap',
      vi: `CAP ${f.path}: ${f.messageVi}`,
      en: `CAP ${f.path}: ${f.message}`,
    }))
  return { cap: faults.length ? null : cap, faults }
}
