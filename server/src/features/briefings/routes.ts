import { ReportCharts, ReportTemplateRender } from '@tusom/contract'
import type { Chart, Period, ReportForm } from '@tusom/domain'
import type { App } from '../../app.ts'
import { actualOnly, ReportRoutes } from '../reports/context.ts'
import { consolidatedFacts, unitFacts } from '../report-templates/facts.ts'

/** Charts of a report, as a briefing shows them: the same that stand in its Word file. */
export function registerBriefings(app: App): void {
  const r = new ReportRoutes(app)
  const present = (
    report: { form: ReportForm; period: Period; sample: boolean },
    unitName: string,
    charts: Chart[],
    now: Date,
  ): ReportCharts => ({
    form: { code: report.form.code, titleVi: report.form.titleVi, titleEn: report.form.titleEn },
    period: { key: report.period.key, nameVi: report.period.nameVi, nameEn: report.period.nameEn },
    unitName,
    sample: report.sample,
    asOf: now.toISOString(),
    charts,
  })

  app.get(
    '/api/briefings/consolidated',
    {
      config: { policy: 'reports.overview' },
      schema: { querystring: ReportTemplateRender, response: { 200: ReportCharts } },
    },
    async request => {
      actualOnly(request)
      const { report, charts } = await request.read(tx => consolidatedFacts(r, tx, request, request.query))
      return present(report, report.provinceName, charts, request.now)
    },
  )
  app.get(
    '/api/briefings/unit',
    {
      config: { policy: 'reports.read' },
      schema: { querystring: ReportTemplateRender, response: { 200: ReportCharts } },
    },
    async request => {
      actualOnly(request)
      const { report, charts } = await request.read(tx => unitFacts(r, tx, request, request.query))
      return present(report, report.unitName, charts, request.now)
    },
  )
}
