import type { OwedTile } from '@tusom/contract'
import { findingStanding } from '@tusom/domain'
import { findingsOf, listInspections } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { findingMay } from './present.ts'

/** What my unit must mend after an inspection; what others say is mended and waits for our look, or have not mended in time. */
export async function owedInspections(request: FastifyRequest): Promise<OwedTile[]> {
  const tree = request.server.ctx.tree()
  const today = localParts(request.now.getTime()).date
  const pairs = await request.read(async tx => {
    const inspections = (await listInspections(tx)).filter(i => i.state === 'concluded')
    const byId = new Map(inspections.map(i => [i.id, i]))
    return (await findingsOf(tx, [...byId.keys()])).flatMap(f => {
      const i = byId.get(f.inspectionId)
      return i && f.state !== 'closed' ? [{ f, i, may: findingMay(request, i, f) }] : []
    })
  })
  const late = (x: (typeof pairs)[number]) => findingStanding(x.f, x.i.state, today).kind === 'late'
  const name = (id: number) => tree.byId.get(id)?.fullName ?? ''
  const hrefOf = (list: typeof pairs) =>
    new Set(list.map(x => x.i.id)).size === 1 ? `/kien-nghi/kiem-tra/${list[0]?.i.id}` : '/kien-nghi/kiem-tra'
  const mine = pairs.filter(x => x.may.includes('mend'))
  const theirs = pairs.filter(x => x.may.includes('close') && (x.f.state === 'mended' || late(x)))
  const tiles: OwedTile[] = []
  const first = mine.toSorted((a, b) => (a.f.dueOn < b.f.dueOn ? -1 : 1))[0]
  if (first) {
    const n = mine.filter(late).length
    tiles.push({
      key: 'inspections-mine',
      count: mine.length,
      titleVi: 'Phải khắc phục sau kiểm tra',
      titleEn: 'To mend after an inspection',
      detailVi: `${n ? `${n} quá hạn · ` : ''}${first.f.what}`.slice(0, 120),
      detailEn: `${n ? `${n} late · ` : ''}${first.f.what}`.slice(0, 120),
      late: n > 0,
      href: hrefOf(mine),
    })
  }
  const other = theirs[0]
  if (other) {
    const n = theirs.filter(late).length
    tiles.push({
      key: 'inspections-theirs',
      count: theirs.length,
      titleVi: n ? 'Khắc phục sau kiểm tra quá hạn' : 'Khắc phục chờ kiểm tra lại',
      titleEn: n ? 'Findings not mended in time' : 'Findings mended, to be looked at',
      detailVi: `${name(other.f.menderId)}: ${other.f.what}`.slice(0, 120),
      detailEn: `${name(other.f.menderId)}: ${other.f.what}`.slice(0, 120),
      late: n > 0,
      href: hrefOf(theirs),
    })
  }
  return tiles
}
