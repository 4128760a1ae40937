import type { OwedTile } from '@tusom/contract'
import { levelsWithoutWarning, warningSummary } from '@tusom/store'
import type { FastifyRequest } from 'fastify'

/** From this level on people must have been told: a level that stands without a warning in force is owed. */
const TOLD_FROM = 2

/** Who has not said "received", reviews that are due, warnings that wait, and levels over which no warning is in force (any more). */
export async function owedWarnings(request: FastifyRequest): Promise<OwedTile[]> {
  const { s, bare } = await request.read(async tx => ({
    s: await warningSummary(tx, request.now),
    bare: await levelsWithoutWarning(tx, request.now, TOLD_FROM),
  }))
  const tree = request.server.ctx.tree()
  const tiles: OwedTile[] = []
  const communes = [...new Set(bare.map(b => b.areaId))]
  if (communes.length) {
    const worst = bare.reduce((a, b) => (b.level > a.level ? b : a))
    const name = tree.byId.get(worst.areaId)?.name ?? ''
    const others = communes.length - 1
    tiles.push({
      key: 'levels-without-warning',
      count: communes.length,
      titleVi: 'xã từ rủi ro cấp 2, không có cảnh báo đang hiệu lực',
      titleEn: 'communes from risk level 2 without a warning in force',
      detailVi: `nặng nhất ${name}, cấp ${worst.level}${others ? `, ${others} xã khác` : ''}`,
      detailEn: `worst ${name}, level ${worst.level}${others ? `, ${others} others` : ''}`,
      late: true,
      href: '/truc-ban',
    })
  }
  if (s.unacknowledged) {
    const oldest = s.oldestUnacknowledgedAt
    const minutes = oldest ? Math.floor((request.now.getTime() - oldest.getTime()) / 60_000) : 0
    const waited = minutes < 120 ? `${minutes} phút` : `${Math.floor(minutes / 60)} giờ`
    const waitedEn = minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`
    tiles.push({
      key: 'warnings-unacknowledged',
      count: s.unacknowledged,
      titleVi: 'nơi chưa xác nhận cảnh báo',
      titleEn: 'places have not acknowledged',
      detailVi: `lâu nhất ${waited}`,
      detailEn: `oldest ${waitedEn}`,
      late: minutes > 15,
      href: '/canh-bao',
    })
  }
  if (s.reviewDue + s.reviewLate)
    tiles.push({
      key: 'warnings-review',
      count: s.reviewDue + s.reviewLate,
      titleVi: 'cảnh báo mẫu chờ lãnh đạo xem lại',
      titleEn: 'prepared warnings to be reviewed',
      detailVi: s.reviewLate ? `${s.reviewLate} đã quá 15 phút` : 'trong 15 phút từ khi phát',
      detailEn: s.reviewLate ? `${s.reviewLate} over 15 minutes` : 'within 15 minutes of issue',
      late: s.reviewLate > 0,
      href: '/canh-bao',
    })
  if (s.waiting)
    tiles.push({
      key: 'warnings-waiting',
      count: s.waiting,
      titleVi: 'cảnh báo chờ duyệt',
      titleEn: 'warnings wait for approval',
      detailVi: 'người soạn không tự duyệt được',
      detailEn: 'the drafter cannot approve',
      late: false,
      href: '/canh-bao',
    })
  return tiles
}
