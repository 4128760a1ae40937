import type { ReportDocument } from '@tusom/contract'
import {
  type Chart,
  fillConsolidated,
  fillUnit,
  type Period,
  type ReportForm,
  sampleMark,
  type TemplateData,
  type TemplateKind,
} from '@tusom/domain'
import { reportTemplateFile, type ReportTemplateRow, templateInUse } from '@tusom/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actualOnly, type ReportRoutes } from '../reports/context.ts'
import { sendFile } from '../reports/exchange-routes.ts'
import { consolidatedFacts, unitFacts } from './facts.ts'
import { fillInWorker, viewInWorker } from './in-worker.ts'
import { standardFile } from './standard-file.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export type ReportWanted = {
  kind: TemplateKind
  form: string
  period: string
  unit?: number | undefined
  asOf?: string | undefined
}

type Ready = {
  form: ReportForm
  period: Period
  unit: { id: number; name: string } | null
  over: { id: number; name: string }
  units: { id: number; name: string }[]
  draft: boolean
  sample: boolean
  name: string
  data: TemplateData
  charts: Chart[]
  used: ReportTemplateRow | null
  file: Buffer
}

/** A report's facts with what the reader may see, and the template they go into: `chosen` to try one, else the one in use. */
async function ready(
  r: ReportRoutes,
  request: FastifyRequest,
  of: ReportWanted,
  chosen: ReportTemplateRow | null,
): Promise<Ready> {
  actualOnly(request)
  const { file, ...rest } = await request.read(async tx => {
    const facts = of.kind === 'unit' ? await unitReady(r, tx, request, of) : await consolidatedReady(r, tx, request, of)
    const used = chosen ?? (await templateInUse(tx, facts.provinceId, facts.form.code, of.kind))
    return { ...facts, used, file: used && (await reportTemplateFile(tx, used.id)) }
  })
  const { values } = rest.data
  const head = {
    unit: (values['don-vi'] ?? '').toUpperCase(),
    title: `${values['ve-viec']} ${values.ky}`,
  }
  return { ...rest, file: file ?? (await standardFile(rest.form, of.kind, head)) }
}

type Tx = Parameters<typeof unitFacts>[1]

async function unitReady(r: ReportRoutes, tx: Tx, request: FastifyRequest, of: ReportWanted) {
  const f = await unitFacts(r, tx, request, of)
  const unit = { id: f.unitId, name: f.report.unitName }
  return {
    form: f.report.form,
    period: f.report.period,
    unit,
    over: unit,
    units: [unit],
    draft: f.draft,
    sample: f.report.sample,
    name: `Báo cáo ${f.report.period.nameVi} - ${f.report.unitName}${f.draft ? ' (dự thảo)' : ''}`,
    data: fillUnit(f.report, request.now, f.charts),
    charts: f.charts,
    provinceId: f.provinceId,
  }
}

async function consolidatedReady(r: ReportRoutes, tx: Tx, request: FastifyRequest, of: ReportWanted) {
  const f = await consolidatedFacts(r, tx, request, of)
  return {
    form: f.report.form,
    period: f.report.period,
    unit: null,
    over: { id: f.overId, name: f.report.provinceName },
    units: f.report.communes.map(c => ({ id: c.unitId, name: c.fullName })),
    draft: false,
    sample: f.report.sample,
    name: `Báo cáo ${f.report.period.nameVi} - ${f.report.provinceName}`,
    data: fillConsolidated(f.report, f.charts),
    charts: f.charts,
    provinceId: f.provinceId,
  }
}

/** The report as a Word file. */
export async function sendWord(
  r: ReportRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  of: ReportWanted,
  chosen: ReportTemplateRow | null = null,
): Promise<FastifyReply> {
  const x = await ready(r, request, of, chosen)
  const out = await fillInWorker(x.file, x.data, x.sample ? sampleMark : '', x.charts)
  return sendFile(reply, docxType, `${x.name}${chosen ? ' (thử mẫu)' : ''}.docx`, out)
}

/** The same file as blocks for the browser, each word with where it came from. */
export async function viewReport(r: ReportRoutes, request: FastifyRequest, of: ReportWanted): Promise<ReportDocument> {
  const x = await ready(r, request, of, null)
  const { blocks, sources } = await viewInWorker(x.file, x.data)
  const placed = new Set(
    blocks.flatMap(b =>
      b.type === 'chart'
        ? [b.code]
        : b.type === 'table'
          ? b.rows.flatMap(row => row.flatMap(c => c.blocks.flatMap(y => (y.type === 'chart' ? [y.code] : []))))
          : [],
    ),
  )
  const named = new Set(
    sources.flatMap(s => [...('unitId' in s && s.unitId ? [s.unitId] : []), ...('unitIds' in s ? s.unitIds : [])]),
  )
  return {
    title: x.name,
    form: x.form.code,
    period: { key: x.period.key, nameVi: x.period.nameVi, nameEn: x.period.nameEn },
    unit: x.unit,
    over: x.over,
    template: x.used && { version: x.used.version, filename: x.used.filename },
    draft: x.draft,
    sample: x.sample,
    asOf: request.now.toISOString(),
    blocks,
    sources,
    units: x.units.filter(u => named.has(u.id)),
    charts: x.charts.filter(c => placed.has(c.code)),
  }
}
