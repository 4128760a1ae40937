import type { OwedTile } from '@tusom/contract'
import { policies, type Policy, Refusal, reportDay, timeliness } from '@tusom/domain'
import { reportsOf } from '@tusom/store'
import { formatDate } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { Calls } from './asked.ts'
import { consolidationOf } from './consolidate.ts'
import { FormBook } from './forms.ts'

const may = (request: FastifyRequest, policy: string): boolean =>
  request.actor.assignments.some(a => (policies[policy] as Policy).roles.includes(a.role as never))

/**
 * For those who consolidate: communes that have not reported, and reports that wait to be accepted. For a commune: its own
 * reports that are still to be sent. An exercise owes no account.
 */
export async function owedReports(request: FastifyRequest): Promise<OwedTile[]> {
  if (request.run.id !== 0) return []
  const tree = request.server.ctx.tree()
  const own = may(request, 'reports.fill')
    ? request.actor.assignments.map(a => tree.byId.get(a.unitId)).filter(u => u?.kind === 'commune')
    : []
  return request.read(async tx => {
    const over = may(request, 'reports.overview')
      ? await consolidationOf(tx, tree, request.actor).catch((e: unknown) => {
          if (e instanceof Refusal) return null
          throw e
        })
      : null
    if (!over && !own.length) return []
    const today = reportDay(request.now)
    const late: {
      period: string
      name: string
      nameEn: string
      form: string
      dueAt: Date
      units: string[]
      ids: number[]
    }[] = []
    const waiting: { form: string; period: string; unit: string }[] = []
    const mine: {
      dueAt: Date
      late: boolean
      href: string
      titleVi: string
      titleEn: string
      name: string
      nameEn: string
    }[] = []
    const calls = await Calls.read(tx, request.actor.provinceId)
    const book = await FormBook.read(tx, request.actor.provinceId)
    for (const form of book.newest()) {
      const periods = calls.asked(form, request.now, form.askedBack, book.since(form.code))
      if (!periods.length) continue
      const communes = over ? tree.communes(over.id, today) : own.filter(u => u !== undefined)
      const rows = await reportsOf(
        tx,
        form.code,
        periods.map(p => p.period.key),
        communes.map(c => c.id),
      )
      for (const { period, dueAt, unitIds } of periods) {
        const asked = communes.filter(c => c.validFrom <= period.end && (!unitIds || unitIds.has(c.id)))
        const of = (id: number) => rows.find(r => r.periodKey === period.key && r.unitId === id)
        const silent = asked.filter(c => {
          const r = of(c.id)
          return timeliness(r?.state ?? 'none', r?.dueAt ?? dueAt, r?.firstSentAt ?? null, request.now) === 'late'
        })
        if (over) {
          if (silent.length)
            late.push({
              form: form.code,
              period: period.key,
              name: period.nameVi,
              nameEn: period.nameEn,
              dueAt,
              units: silent.map(c => c.name),
              ids: silent.map(c => c.id),
            })
          for (const c of asked)
            if (of(c.id)?.state === 'submitted') waiting.push({ form: form.code, period: period.key, unit: c.fullName })
        } else
          for (const c of asked) {
            const state = of(c.id)?.state ?? 'none'
            // what is due in more than three days is not pressing yet, unless it came back
            const soon = dueAt.getTime() - request.now.getTime() < 3 * 86_400_000
            if (state === 'submitted' || state === 'accepted') continue
            if (!soon && state !== 'returned') continue
            mine.push({
              dueAt,
              late: silent.includes(c),
              href: `/bao-cao/${form.code}/${period.key}/${c.id}`,
              titleVi: form.titleVi,
              titleEn: form.titleEn,
              name: period.nameVi,
              nameEn: period.nameEn,
            })
          }
      }
    }
    return [...lateTile(late), ...waitingTile(waiting), ...mineTile(mine)]
  })
}

const dayOf = (at: Date) => formatDate(reportDay(at)).slice(0, 5)

function lateTile(
  late: { period: string; name: string; nameEn: string; form: string; dueAt: Date; units: string[]; ids: number[] }[],
): OwedTile[] {
  const oldest = late.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0]
  if (!oldest) return []
  return [
    {
      key: 'reports-late',
      count: new Set(late.flatMap(l => l.ids)).size,
      titleVi: 'Xã chưa báo cáo',
      titleEn: 'Communes that have not reported',
      detailVi: late.map(l => `${l.name}: ${l.units.length} (hạn ${dayOf(l.dueAt)})`).join(' · '),
      detailEn: late.map(l => `${l.nameEn}: ${l.units.length} (due ${dayOf(l.dueAt)})`).join(' · '),
      late: true,
      href: `/bao-cao?form=${oldest.form}&period=${oldest.period}`,
    },
  ]
}

function waitingTile(waiting: { form: string; period: string; unit: string }[]): OwedTile[] {
  const first = waiting[0]
  if (!first) return []
  const more = waiting.length - 1
  return [
    {
      key: 'reports-waiting',
      count: waiting.length,
      titleVi: 'Báo cáo chờ duyệt',
      titleEn: 'Reports waiting to be accepted',
      detailVi: `${first.unit}${more ? ` và ${more} báo cáo khác` : ''}`,
      detailEn: `${first.unit}${more ? ` and ${more} more` : ''}`,
      late: false,
      href: `/bao-cao?form=${first.form}&period=${first.period}`,
    },
  ]
}

function mineTile(
  mine: { dueAt: Date; late: boolean; href: string; titleVi: string; titleEn: string; name: string; nameEn: string }[],
): OwedTile[] {
  const first = mine.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0]
  if (!first) return []
  return [
    {
      key: 'reports-mine',
      count: mine.length,
      titleVi: 'Báo cáo phải gửi',
      titleEn: 'Reports to send',
      detailVi: `${first.titleVi}, ${first.name} · hạn ${dayOf(first.dueAt)}`,
      detailEn: `${first.titleEn}, ${first.nameEn} · due ${dayOf(first.dueAt)}`,
      late: mine.some(m => m.late),
      href: first.href,
    },
  ]
}
