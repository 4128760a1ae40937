import {
  Done,
  IdParams,
  ReportDocument,
  ReportTemplateList,
  ReportTemplateNames,
  ReportTemplateOf,
  ReportTemplatePreview,
  ReportTemplateRender,
  ReportTemplateTaken,
  templateLimits,
} from '@tusom/contract'
import { policies, type Policy, Refusal, refuse, type TemplateKind, templateNames } from '@tusom/domain'
import {
  addReportTemplate,
  approveReportTemplate,
  findReportTemplate,
  listReportTemplates,
  reportTemplateFile,
  type ReportTemplateRow,
  retireReportTemplate,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { Calls } from '../reports/asked.ts'
import { consolidationOf } from '../reports/consolidate.ts'
import { actualOnly, ReportRoutes, tell } from '../reports/context.ts'
import { sendFile } from '../reports/exchange-routes.ts'
import { FormBook } from '../reports/forms.ts'
import { reachOf } from '../reports/report-file.ts'
import { checkInWorker } from './in-worker.ts'
import { docxType, sendWord, viewReport } from './render-report.ts'
import { standardFile } from './standard-file.ts'

const kindWords: Record<TemplateKind, string> = { unit: 'báo cáo của xã', consolidated: 'báo cáo tổng hợp' }
const stateWords = {
  draft: { vi: 'là bản chưa duyệt', en: 'a draft' },
  approved: { vi: 'được duyệt', en: 'approved' },
  retired: { vi: 'thôi dùng', en: 'retired' },
}

async function uploaded(request: FastifyRequest): Promise<{ bytes: Buffer; filename: string }> {
  const file = request.isMultipart() ? await request.file({ limits: { fileSize: templateLimits.bytes } }) : null
  if (!file) throw new Refusal('template.no-file')
  try {
    return { bytes: await file.toBuffer(), filename: file.filename.split(/[\\/]/).at(-1)?.slice(0, 200) ?? '' }
  } catch (e) {
    if ((e as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('template.too-large', { mb: templateLimits.bytes / 1_000_000 })
    throw e
  }
}

/** Word templates of reports: downloaded, edited in Word, uploaded, checked, tried with real figures, approved, used. */
export function registerReportTemplates(app: App): void {
  const r = new ReportRoutes(app)

  /** The office that keeps the templates of a province, permitted. */
  async function keeper(
    tx: Tx,
    request: FastifyRequest,
    policy: string,
  ): Promise<{ province: UnitRow; ownerId: number }> {
    actualOnly(request)
    const tree = app.ctx.tree()
    const province = await consolidationOf(tx, tree, request.actor)
    const reach = await reachOf(tx, tree, province.id)
    request.permit({ unitId: province.id, reach })
    const roles = (policies[policy] as Policy).roles
    const own = request.actor.assignments.find(a => roles.includes(a.role as never) && reach.includes(a.unitId))
    if (!own) throw new Refusal('template.not-yours')
    return { province, ownerId: own.unitId }
  }

  async function template(id: number): Promise<ReportTemplateRow> {
    const found = await app.ctx.db.asSystem(tx => findReportTemplate(tx, id))
    if (!found) throw new Refusal('not-found', { what: 'mẫu báo cáo' })
    return found
  }
  /** Permits on the province whose template it is. */
  async function permitOn(tx: Tx, request: FastifyRequest, t: ReportTemplateRow): Promise<void> {
    actualOnly(request)
    request.permit({ unitId: t.provinceId, reach: await reachOf(tx, app.ctx.tree(), t.provinceId) })
  }

  app.get(
    '/api/report-templates',
    { config: { policy: 'report-templates.read' }, schema: { response: { 200: ReportTemplateList } } },
    async request => {
      actualOnly(request)
      const provinceId = request.actor.provinceId
      return request.read(async tx => {
        const book = await FormBook.read(tx, provinceId)
        const calls = await Calls.read(tx, provinceId)
        const target = { unitId: provinceId, reach: await reachOf(tx, app.ctx.tree(), provinceId) }
        const may = (policy: string) => refuse(request.actor, policies[policy] as Policy, target) === null
        return {
          mayKeep: may('report-templates.keep'),
          mayApprove: may('report-templates.approve'),
          forms: book.newest().map(f => ({
            code: f.code,
            titleVi: f.titleVi,
            titleEn: f.titleEn,
            periods: calls.asked(f, request.now, 6).map(a => ({
              key: a.period.key,
              nameVi: a.period.nameVi,
              nameEn: a.period.nameEn,
            })),
          })),
          templates: (await listReportTemplates(tx, provinceId)).map(t => ({
            id: t.id,
            form: t.formCode,
            kind: t.kind,
            version: t.version,
            filename: t.filename,
            bytes: t.bytes,
            state: t.state,
            note: t.note,
            uploadedAt: t.uploadedAt.toISOString(),
            uploadedBy: t.uploadedByName,
            approvedAt: t.approvedAt?.toISOString() ?? null,
            approvedBy: t.approvedByName,
            own: t.uploadedBy === request.actor.userId,
          })),
        }
      })
    },
  )

  app.get(
    '/api/report-templates/names',
    {
      config: { policy: 'report-templates.read' },
      schema: { querystring: ReportTemplateOf, response: { 200: ReportTemplateNames } },
    },
    async request => {
      const form = await request.read(async tx =>
        (await FormBook.read(tx, request.actor.provinceId)).form(request.query.form),
      )
      const plain = (n: { name: string; vi: string; en: string }) => ({ name: n.name, vi: n.vi, en: n.en })
      return templateNames(form, request.query.kind).map(n =>
        n.holds
          ? { ...plain(n), holds: n.holds.map(h => (h.holds ? { ...plain(h), list: true } : plain(h))) }
          : plain(n),
      )
    },
  )

  app.get(
    '/api/report-templates/standard.docx',
    { config: { policy: 'report-templates.read' }, schema: { querystring: ReportTemplateOf } },
    async (request, reply) => {
      const form = await request.read(async tx =>
        (await FormBook.read(tx, request.actor.provinceId)).form(request.query.form),
      )
      const kind = request.query.kind
      return sendFile(reply, docxType, `Mẫu ${kindWords[kind]} - ${form.titleVi}.docx`, await standardFile(form, kind))
    },
  )

  app.post(
    '/api/report-templates',
    {
      config: { policy: 'report-templates.keep' },
      schema: {
        consumes: ['multipart/form-data'],
        querystring: Type.Object({
          ...ReportTemplateOf.properties,
          note: Type.Optional(Type.String({ maxLength: 500 })),
        }),
        response: { 200: ReportTemplateTaken },
      },
    },
    async request => {
      const { form: code, kind, note: remark = '' } = request.query
      const { form, province, ownerId } = await request.read(async tx => {
        const k = await keeper(tx, request, 'report-templates.keep')
        return { ...k, form: (await FormBook.read(tx, k.province.id)).form(code) }
      })
      const { bytes, filename } = await uploaded(request)
      const { faults, warnings } = await checkInWorker(bytes, filename, templateNames(form, kind))
      const says = (list: readonly { vi: string; en: string }[]) => list.map(({ vi, en }) => ({ vi, en }))
      if (faults.length) return { id: null, version: null, faults: says(faults), warnings: says(warnings) }
      return request.command(async (tx, note) => {
        const made = await addReportTemplate(tx, {
          formCode: form.code,
          kind,
          provinceId: province.id,
          ownerId,
          filename,
          body: bytes,
          note: remark,
          at: request.now,
          by: { id: request.actor.userId, name: request.actor.displayName },
        })
        note({
          command: 'report-template.upload',
          subject: `report-template/${made.id}`,
          unitId: ownerId,
          detail: { form: form.code, kind, version: made.version, filename },
        })
        await tell(tx)
        return { ...made, faults: [], warnings: says(warnings) }
      })
    },
  )

  for (const act of ['approve', 'retire'] as const)
    app.post(
      `/api/report-templates/:id/${act}`,
      {
        config: { policy: 'report-templates.approve' },
        schema: { params: IdParams, response: { 200: Done } },
      },
      async request => {
        const t = await template(request.params.id)
        return request.command(async (tx, note) => {
          await permitOn(tx, request, t)
          const now = await findReportTemplate(tx, t.id, true)
          if (!now) throw new Refusal('template.not-yours')
          if (now.state !== (act === 'approve' ? 'draft' : 'approved'))
            throw new Refusal('template.state', { state: stateWords[now.state].vi, stateEn: stateWords[now.state].en })
          if (act === 'approve' && now.uploadedBy === request.actor.userId) throw new Refusal('template.own')
          if (act === 'approve')
            await approveReportTemplate(tx, now, request.now, {
              id: request.actor.userId,
              name: request.actor.displayName,
            })
          else await retireReportTemplate(tx, now.id)
          note({
            command: `report-template.${act}`,
            subject: `report-template/${t.id}`,
            unitId: t.ownerId,
            detail: { form: t.formCode, kind: t.kind, version: t.version },
          })
          await tell(tx)
          return { ok: true as const }
        })
      },
    )

  app.get(
    '/api/report-templates/:id/file.docx',
    { config: { policy: 'report-templates.read' }, schema: { params: IdParams } },
    async (request, reply) => {
      actualOnly(request)
      const t = await template(request.params.id)
      const file = await request.read(tx => reportTemplateFile(tx, t.id))
      return sendFile(reply, docxType, t.filename, file)
    },
  )

  app.get(
    '/api/report-templates/:id/preview.docx',
    {
      config: { policy: 'reports.read' },
      schema: { params: IdParams, querystring: ReportTemplatePreview },
    },
    async (request, reply) => {
      const t = await template(request.params.id)
      return sendWord(r, request, reply, { kind: t.kind, form: t.formCode, ...request.query }, t)
    },
  )
  app.get(
    '/api/report-templates/filled/unit.docx',
    { config: { policy: 'reports.read' }, schema: { querystring: ReportTemplateRender } },
    async (request, reply) => sendWord(r, request, reply, { kind: 'unit', ...request.query }),
  )
  app.get(
    '/api/report-templates/filled/consolidated.docx',
    { config: { policy: 'reports.overview' }, schema: { querystring: ReportTemplateRender } },
    async (request, reply) => sendWord(r, request, reply, { kind: 'consolidated', ...request.query }),
  )
  app.get(
    '/api/report-templates/filled/unit',
    {
      config: { policy: 'reports.read' },
      schema: { querystring: ReportTemplateRender, response: { 200: ReportDocument } },
    },
    async request => viewReport(r, request, { kind: 'unit', ...request.query }),
  )
  app.get(
    '/api/report-templates/filled/consolidated',
    {
      config: { policy: 'reports.overview' },
      schema: { querystring: ReportTemplateRender, response: { 200: ReportDocument } },
    },
    async request => viewReport(r, request, { kind: 'consolidated', ...request.query }),
  )
}
