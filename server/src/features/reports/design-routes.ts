import {
  CatalogueCode,
  CatalogueIn,
  CatalogueSaved,
  Done,
  FormPublished,
  FormPublishIn,
  IdParams,
  ReportCallIn,
  ReportCallList,
  ReportDesign,
  type ReportFormBody,
} from '@tusom/contract'
import {
  addDays,
  type Breakdown,
  type DataElement,
  elementFaults,
  findFormFaults,
  freePeriod,
  libraryForms,
  periodOf,
  policies,
  type Policy,
  Refusal,
  refuse,
  reportDay,
  type ReportForm,
  shippedBreakdowns,
  shippedElements,
  withOptions,
  withoutOptions,
} from '@tusom/domain'
import {
  addCall,
  addCatalogueEntry,
  addReportForm,
  countFormVersions,
  countReportsOf,
  endCall,
  findCall,
  listCatalogue,
  type Tx,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Calls, callPeriods } from './asked.ts'
import { type ReportRoutes, tell } from './context.ts'
import { keeperOf } from './keeper.ts'
import { FormBook } from './forms.ts'
import { reachOf } from './report-file.ts'

/** Nobody needs a report from further back than the plans of a term. */
const longestCall = 5 * 366

/** The office keeps its forms here: what they are made of, their versions, and what it asks for besides the calendar. */
export function registerDesign(r: ReportRoutes): void {
  const { app } = r

  const keeper = (tx: Tx, request: FastifyRequest) => keeperOf(app, tx, request)

  app.get(
    '/api/reports/design',
    { config: { policy: 'reports.forms' }, schema: { response: { 200: ReportDesign } } },
    async request => {
      const tree = app.ctx.tree()
      const province = tree.byId.get(request.actor.provinceId)
      if (!province) throw new Refusal('report.no-consolidation')
      return request.read(async tx => {
        const rows = await listCatalogue(tx, province.id)
        const reach = await reachOf(tx, tree, province.id)
        const book = await FormBook.read(tx, province.id)
        const reports = new Map((await countReportsOf(tx)).map(c => [`${c.formCode}/${c.formVersion}`, c.n]))
        const merged = <T extends { code: string }>(kind: 'element' | 'breakdown', shipped: readonly T[]) => {
          const own = new Map(rows.filter(x => x.kind === kind).map(x => [x.code, x]))
          const codes = [...new Set([...shipped.map(s => s.code), ...own.keys()])]
          return codes.map(code => {
            const mine = own.get(code)
            const body = (mine?.body ?? shipped.find(s => s.code === code)) as T
            return {
              body: body as never,
              version: mine?.version ?? 0,
              retired: mine?.retired ?? false,
              at: mine?.at.toISOString() ?? null,
              by: mine?.byName ?? '',
              shipped: shipped.some(s => s.code === code),
            }
          })
        }
        return {
          mayKeep: refuse(request.actor, policies['reports.design'] as Policy, { unitId: province.id, reach }) === null,
          province: { id: province.id, fullName: province.fullName },
          elements: merged('element', shippedElements),
          breakdowns: merged('breakdown', shippedBreakdowns),
          forms: book.newest().map(form => ({
            body: withoutOptions(form) as unknown as ReportFormBody,
            versions: book.versions(form.code).map(v => ({
              version: v.version,
              at: v.at.toISOString(),
              by: v.byName,
              note: v.note,
              shipped: v.provinceId === null,
              reports: reports.get(`${v.code}/${v.version}`) ?? 0,
            })),
          })),
          library: libraryForms.filter(f => !book.versions(f.code).length) as unknown as ReportFormBody[],
        }
      })
    },
  )

  app.post(
    '/api/reports/forms',
    { config: { policy: 'reports.design' }, schema: { body: FormPublishIn, response: { 200: FormPublished } } },
    async request =>
      request.command(async (tx, note) => {
        const { province, ownerId } = await keeper(tx, request)
        const given = withOptions(request.body.form as unknown as ReportForm)
        const n = await countFormVersions(tx, given.code, province.id)
        const newest = (await FormBook.read(tx, province.id)).versions(given.code)[0]
        const { base } = request.body
        if (newest && base === null) throw new Refusal('report.form-taken', { form: given.code })
        if (newest && newest.version !== base) throw new Refusal('report.form-changed', { version: newest.version })
        if (
          newest &&
          newest.form.period !== given.period &&
          (await countReportsOf(tx)).some(c => c.formCode === given.code)
        )
          throw new Refusal('report.form-period')
        const form: ReportForm = { ...given, version: `${province.code}.${n + 1}`, base: newest?.version ?? null }
        const faults = findFormFaults(form)
        const [first] = faults
        if (first) throw new Refusal('report.form-fault', { count: faults.length, first: first.vi, firstEn: first.en })
        await addReportForm(tx, form, {
          provinceId: province.id,
          ownerId,
          name: request.actor.displayName,
          note: request.body.note.trim(),
          at: request.now,
        })
        note({
          command: 'report-form.publish',
          subject: `report-form/${form.code}`,
          unitId: ownerId,
          detail: { version: form.version, base: form.base, asked: form.asked, elements: form.elements.length },
        })
        await tell(tx)
        return { code: form.code, version: form.version }
      }),
  )

  app.put(
    '/api/reports/catalogue/:kind/:code',
    {
      config: { policy: 'reports.design' },
      schema: {
        params: Type.Object({
          kind: Type.Union([Type.Literal('element'), Type.Literal('breakdown')]),
          code: CatalogueCode,
        }),
        body: CatalogueIn,
        response: { 200: CatalogueSaved },
      },
    },
    async request =>
      request.command(async (tx, note) => {
        const { province, ownerId } = await keeper(tx, request)
        const { kind, code } = request.params
        const { body, seen, retired } = request.body
        const fault = catalogueFault(kind, code, body as DataElement | Breakdown)
        if (fault) throw new Refusal('report.element-fault', { first: fault.vi, firstEn: fault.en })
        const saved = await addCatalogueEntry(tx, {
          provinceId: province.id,
          ownerId,
          kind,
          code,
          seen,
          body,
          retired,
          at: request.now,
          name: request.actor.displayName,
        })
        if (!saved) throw new Refusal('report.element-changed')
        note({
          command: `report-${kind}.keep`,
          subject: `report-${kind}/${code}`,
          unitId: ownerId,
          detail: { version: seen + 1, retired },
        })
        await tell(tx)
        return { version: seen + 1 }
      }),
  )

  app.get(
    '/api/reports/calls',
    { config: { policy: 'reports.forms' }, schema: { response: { 200: ReportCallList } } },
    async request => {
      if (request.run.id !== 0) return []
      return request.read(async tx => {
        const provinceId = request.actor.provinceId
        const book = await FormBook.read(tx, provinceId)
        const calls = await Calls.read(tx, provinceId)
        const target = { unitId: provinceId, reach: await reachOf(tx, app.ctx.tree(), provinceId) }
        const mayEnd = refuse(request.actor, policies['reports.design'] as Policy, target) === null
        return book.newest().flatMap(form =>
          calls.of(form).map(c => ({
            id: c.id,
            form: form.code,
            titleVi: form.titleVi,
            titleEn: form.titleEn,
            from: c.fromDay,
            to: c.toDay,
            unitIds: c.unitIds,
            dueAt: c.dueAt?.toISOString() ?? null,
            note: c.note,
            at: c.createdAt.toISOString(),
            by: c.createdByName,
            ended: c.endedAt !== null,
            mayEnd: mayEnd && c.endedAt === null,
            periods: callPeriods(form, c, request.now).map(p => ({ key: p.key, nameVi: p.nameVi, nameEn: p.nameEn })),
          })),
        )
      })
    },
  )

  app.post(
    '/api/reports/calls',
    {
      config: { policy: 'reports.design' },
      schema: { body: ReportCallIn, response: { 200: Type.Object({ id: Type.Integer() }) } },
    },
    async request =>
      request.command(async (tx, note) => {
        const { province, ownerId } = await keeper(tx, request)
        const { body } = request
        const form = (await FormBook.read(tx, province.id)).form(body.form)
        const wrong = callFault(form, body.from, body.to, reportDay(request.now))
        if (wrong) throw new Refusal('report.call-days', { why: wrong.vi, whyEn: wrong.en })
        for (const id of body.unitIds ?? [])
          if (r.communeOf(id).parentId !== province.id) throw new Refusal('rights.reach')
        const id = await addCall(tx, {
          formCode: form.code,
          provinceId: province.id,
          ownerId,
          fromDay: body.from,
          toDay: body.to,
          unitIds: body.unitIds,
          dueAt: body.dueAt === null ? null : new Date(body.dueAt),
          note: body.note.trim(),
          createdAt: request.now,
          createdBy: request.actor.userId,
          createdByName: request.actor.displayName,
        })
        note({
          command: 'report-call.make',
          subject: `report-call/${id}`,
          unitId: ownerId,
          detail: { form: form.code, from: body.from, to: body.to, units: body.unitIds?.length ?? 'all' },
        })
        await tell(tx)
        return { id }
      }),
  )

  app.post(
    '/api/reports/calls/:id/end',
    { config: { policy: 'reports.design' }, schema: { params: IdParams, response: { 200: Done } } },
    async request =>
      request.command(async (tx, note) => {
        const call = await findCall(tx, request.params.id)
        if (!call) throw new Refusal('not-found', { what: 'yêu cầu báo cáo' })
        request.permit({ unitId: call.provinceId, reach: await reachOf(tx, app.ctx.tree(), call.provinceId) })
        if (call.endedAt) throw new Refusal('report.call-ended')
        await endCall(tx, call.id, request.now, reportDay(request.now))
        note({ command: 'report-call.end', subject: `report-call/${call.id}`, unitId: call.ownerId })
        await tell(tx)
        return { ok: true as const }
      }),
  )
}

type Words = { vi: string; en: string }

/** Why an entry cannot stand in the catalogue. */
function catalogueFault(kind: 'element' | 'breakdown', code: string, body: DataElement | Breakdown): Words | null {
  if (body.code !== code)
    return { vi: 'mã trong nội dung khác mã trên địa chỉ.', en: 'its code is another than the address says.' }
  if (kind === 'breakdown') {
    if (!('options' in body)) return { vi: 'phân tổ cần danh sách lựa chọn.', en: 'a breakdown needs options.' }
    const codes = body.options.map(o => o.code)
    if (new Set(codes).size !== codes.length) return { vi: 'hai lựa chọn cùng mã.', en: 'two options have one code.' }
    return body.nameVi.trim() ? null : { vi: 'chưa có tên.', en: 'it has no name.' }
  }
  if ('options' in body)
    return { vi: 'đây là phân tổ, không phải chỉ tiêu.', en: 'this is a breakdown, not an element.' }
  const { breakdowns: _, ...own } = body
  return elementFaults({ ...own, label: '1' }, new Set([code]), [])[0] ?? null
}

/** Why these days cannot be asked for. */
function callFault(form: ReportForm, from: string, to: string | null, today: string): Words | null {
  if (form.asked !== 'call')
    return {
      vi: 'biểu mẫu này đòi theo lịch hoặc đã thôi dùng.',
      en: 'this form is asked for by the calendar, or no more.',
    }
  if (!periodOf(from) || (to !== null && !periodOf(to)))
    return { vi: 'không có ngày như vậy.', en: 'there is no such day.' }
  if (to !== null && to < from) return { vi: 'ngày cuối trước ngày đầu.', en: 'the last day is before the first.' }
  if (from < addDays(today, -longestCall) || from > addDays(today, longestCall))
    return { vi: 'ngày đầu cách hôm nay quá 5 năm.', en: 'the first day is more than five years away.' }
  if (form.period !== 'free') return null
  if (to === null) return { vi: 'kỳ tự chọn cần ngày cuối.', en: 'a free period needs its last day.' }
  return freePeriod(from, to) ? null : { vi: 'kỳ dài quá 5 năm.', en: 'more than five years.' }
}
