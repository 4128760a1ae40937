import { addDays, libraryForms, reportDay, withoutOptions } from '@tusom/domain'
import { sheetFile, upload } from '../sheet-file.testing.ts'
import { makeReport, weeklyForm } from './objects.ts'
import { communesOnly, ownOnly, type Probe, type Skip } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, byIds, type Table } from './table.ts'
import type { World } from './world.ts'

/** Sums, forms and exchange: what stands beside the life of one report. */

const week = '2025-W22'
const inReach: Skip = (s, relation) =>
  relation === 'cooperating' || (relation === 'led' && s.lead !== '20-CA')
    ? 'sums are of one unit; only who consolidates it has a part in it'
    : s.owner.includes('-')
      ? 'nobody reports below a commune or for a department'
      : undefined
const keepers = ['province'] as const
const seatsOfTotals = ['commune', 'agency', 'province'] as const
const totals = (path: string, more = ''): Probe => ({
  route: `GET /api/reports/${path}`,
  seats: seatsOfTotals,
  skip: inReach,
  ask: (w, s) => ({
    url: `/api/reports/${path}?form=${weeklyForm}&from=2025-05-01&to=2025-09-30&unit=${w.t.unit(s.owner)}${more}`,
  }),
})
const call = (w: World, s: Stand, over: Record<string, unknown> = {}): Promise<number> =>
  w.insert('report_calls', {
    run_id: 0,
    form_code: weeklyForm,
    province_id: w.t.unit(s.owner.slice(0, 2)),
    owner_id: w.t.unit(s.owner),
    from_day: '2025-09-01',
    created_at: w.now,
    created_by: w.maker.userId,
    created_by_name: w.maker.name,
    ...over,
  })
const dayOf = (n: number) => addDays('2026-01-01', n)
const dayOff = (w: World, s: Stand, day: string) => ({
  province_id: w.t.unit(s.owner.slice(0, 2)),
  day,
  kind: 'holiday',
  name: 'Ngày nghỉ',
  owner_id: w.t.unit(s.owner.slice(0, 2)),
  at: w.now,
  by_name: 'x',
})
const daily = libraryForms.find(f => f.code === 'disaster-daily')
/** a form of its own for each request, so that none stands in the way of another */
const newForm = (w: World) => ({ ...withoutOptions(daily as NonNullable<typeof daily>), code: `mau-${w.next()}` })
const sheet = () =>
  sheetFile(
    [
      { key: 'code', vi: 'Mã chỉ tiêu', en: 'Code' },
      { key: 'value', vi: 'Kỳ này', en: 'Value' },
    ],
    [{ code: 'scam.week.reports', value: 3 }],
  )

export const moreReportProbes: Probe[] = [
  totals('totals'),
  totals('totals/parts', '&elements=scam.week.reports'),
  totals('rates'),
  {
    route: 'GET /api/dataValueSets',
    seats: seatsOfTotals,
    skip: inReach,
    ask: (w, s) => ({ url: `/api/dataValueSets?form=${weeklyForm}&period=${week}&unit=${w.t.unit(s.owner)}` }),
  },
  {
    route: 'GET /api/reports/consolidated.xlsx',
    seats: keepers,
    skip: ownOnly,
    ask: () => ({ url: `/api/reports/consolidated.xlsx?form=${weeklyForm}&period=${week}` }),
  },
  {
    route: 'GET /api/reports/:form/:period/:unitId/sheet.xlsx',
    seats: seatsOfTotals,
    skip: (s, relation) => inReach(s, relation) ?? (/^\d+$/.test(s.owner) ? 'a report is of a commune' : undefined),
    ask: (w, s) => ({ url: `/api/reports/${weeklyForm}/${week}/${w.t.unit(s.owner)}/sheet.xlsx` }),
  },
  {
    route: 'POST /api/reports/:form/:period/:unitId/sheet',
    seats: ['commune', 'province'],
    skip: communesOnly,
    ask: async (w, s) => {
      const { body, headers } = await w.once('report sheet', async () => upload(await sheet()))
      return { url: `/api/reports/${weeklyForm}/${week}/${w.t.unit(s.owner)}/sheet`, body, headers }
    },
  },
  {
    route: 'POST /api/reports/forms',
    seats: keepers,
    skip: ownOnly,
    ask: w => ({ url: '/api/reports/forms', body: { form: newForm(w), base: null, note: '' } }),
  },
  {
    route: 'PUT /api/reports/catalogue/:kind/:code',
    seats: keepers,
    skip: ownOnly,
    ask: w => {
      const code = `chi-tieu-${w.next()}`
      const option = { code: 'a', nameVi: 'một', nameEn: 'one' }
      return {
        url: `/api/reports/catalogue/breakdown/${code}`,
        body: { seen: 0, retired: false, body: { code, nameVi: 'Thử', nameEn: 'Test', options: [option] } },
      }
    },
  },
  {
    route: 'PUT /api/reports/days-off/:day',
    seats: keepers,
    skip: ownOnly,
    ask: () => ({ url: '/api/reports/days-off/2026-04-30', body: { kind: 'holiday', name: 'Ngày nghỉ' } }),
  },
  {
    route: 'DELETE /api/reports/days-off/:day',
    seats: keepers,
    skip: ownOnly,
    ask: async (w, s) => {
      const day = dayOf(w.next())
      await w.insert('report_days_off', dayOff(w, s, day))
      return { url: `/api/reports/days-off/${day}` }
    },
  },
  {
    route: 'POST /api/reports/calls',
    seats: keepers,
    skip: ownOnly,
    ask: async w => {
      const code = 'mau-theo-yeu-cau'
      await w.once('form on call', () =>
        w.insert('report_forms', {
          code,
          version: '1',
          body: { ...daily, code, version: '1' },
          loaded_at: w.now,
          province_id: w.t.unit('20'),
          owner_id: w.t.unit('20'),
        }),
      )
      return {
        url: '/api/reports/calls',
        body: { form: code, from: reportDay(w.now), to: null, unitIds: null, dueAt: null, note: '' },
      }
    },
  },
  {
    route: 'POST /api/reports/calls/:id/end',
    seats: keepers,
    skip: (s, relation) => (relation === 'child' ? 'a call is made by the office of a province' : undefined),
    ask: async (w, s) => ({ url: `/api/reports/calls/${await call(w, s)}/end`, body: {} }),
  },
  {
    route: 'POST /api/reports/releases',
    seats: keepers,
    skip: ownOnly,
    ask: async w => {
      // a form for each request: a period is released once
      const [form, period] = [`mo-so-${w.next()}`, '2025-W38']
      const elements = [{ ...daily?.elements[0], sensitive: true }]
      const body = { ...daily, code: form, version: '1', period: 'week', asked: 'calendar', elements }
      const owner = w.t.unit('20')
      await w.insert('report_forms', {
        code: form,
        version: '1',
        body,
        loaded_at: w.now,
        province_id: owner,
        owner_id: owner,
      })
      await w.insert('reports', {
        run_id: 0,
        form_code: form,
        form_version: '1',
        period_key: period,
        period_start: '2025-09-15',
        period_end: '2025-09-21',
        unit_id: w.t.unit('20A'),
        reach: w.ids(['20A', '20-CA']),
        state: 'accepted',
        due_at: w.now,
        sent_at: w.now,
        first_sent_at: w.now,
        created_at: w.now,
        created_by: w.maker.userId,
      })
      return { url: '/api/reports/releases', body: { form, period } }
    },
  },
]

const released = (w: World, s: Stand) => ({
  run_id: 0,
  form_code: weeklyForm,
  period_key: week,
  period_start: '2025-05-26',
  period_end: '2025-06-01',
  reach: w.ids(s.owner.startsWith('20') ? [s.owner, '20-CA'] : [s.owner]),
})
export const reportTables: Table[] = [
  {
    table: 'report_forms',
    sees: 'all',
    skip: (s, relation) => (/^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'a form is of a province'),
    make: async (w, s) => {
      const code = `mau-cua-${s.owner}`
      await w.once(code, () =>
        w.insert('report_forms', {
          code,
          version: '1',
          body: {},
          loaded_at: w.now,
          province_id: w.t.unit(s.owner),
          owner_id: w.t.unit(s.owner),
        }),
      )
      return byIds(['code', code])
    },
    everyRun: 'a form is the same in every run',
  },
  {
    table: 'report_catalogue',
    sees: 'all',
    skip: (s, relation) => (/^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'a catalogue is of a province'),
    make: async (w, s) => {
      const code = `chi-tieu-cua-${s.owner}`
      await w.once(code, () =>
        w.insert('report_catalogue', {
          province_id: w.t.unit(s.owner),
          kind: 'element',
          code,
          version: 1,
          body: {},
          owner_id: w.t.unit(s.owner),
          at: w.now,
          by_name: 'x',
        }),
      )
      return byIds(['code', code])
    },
    everyRun: 'what a form is made of is the same in every run',
  },
  {
    table: 'report_calls',
    sees: 'all',
    change: { set: 'ended_at = ended_at', by: 'subtree' },
    skip: (s, relation) => (/^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'a call is of a province'),
    make: async (w, s) => byId(await w.once(`call of ${s.owner}`, () => call(w, s))),
  },
  {
    table: 'report_days_off',
    sees: 'all',
    skip: (s, relation) => (/^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'a day is of a province'),
    make: async (w, s) => {
      const day = await w.once(`day off ${s.owner}`, async () => {
        const made = dayOf(1000 + w.next())
        await w.insert('report_days_off', dayOff(w, s, made))
        return made
      })
      return byIds(['day', day])
    },
    everyRun: 'days off are the same in every run',
  },
  {
    table: 'report_figures',
    sees: 'reach',
    skip: communesOnly,
    make: async (w, s) => {
      const report_id = await makeReport(w, s.owner, week, 'accepted')
      await w.once(`figures ${s.owner}`, () =>
        w.insert('report_figures', {
          ...released(w, s),
          unit_id: w.t.unit(s.owner),
          report_id,
          accepted: true,
          figures: [1],
        }),
      )
      return byIds(['report_id', report_id])
    },
  },
  {
    table: 'report_years',
    sees: 'reach',
    skip: communesOnly,
    make: async (w, s) => {
      const unit_id = w.t.unit(s.owner)
      const { run_id, form_code, reach } = released(w, s)
      await w.once(`years ${s.owner}`, () =>
        w.insert('report_years', {
          run_id,
          form_code,
          reach,
          unit_id,
          year: 2001,
          reports: 1,
          totals: [1],
          counts: [1],
        }),
      )
      return byIds(['unit_id', unit_id])
    },
  },
  {
    table: 'report_sums',
    sees: 'reach',
    skip: (s, relation) =>
      inReach(s, relation) ?? (/^\d+[A-Z]$/.test(s.owner) ? 'sums stand above communes' : undefined),
    make: async (w, s) => {
      const node_id = w.t.unit(s.owner)
      await w.once(`sums ${s.owner}`, () =>
        w.insert('report_sums', {
          ...released(w, s),
          period_key: '2025-W01',
          node_id,
          reports: 1,
          accepted: 1,
          totals: [1],
          counts: [1],
          na: [0],
        }),
      )
      return byIds(['node_id', node_id])
    },
  },
  {
    table: 'report_releases',
    sees: 'reach',
    skip: (s, relation) =>
      inReach(s, relation) ?? (/^\d+[A-Z]$/.test(s.owner) ? 'a release is of a province' : undefined),
    make: async (w, s) => {
      const over_id = w.t.unit(s.owner)
      await w.once(`release ${s.owner}`, () =>
        w.insert('report_releases', {
          ...released(w, s),
          over_id,
          elements: [],
          left_out: [],
          figures: {},
          released_at: w.now,
          released_by: w.maker.userId,
          released_by_name: w.maker.name,
        }),
      )
      return byIds(['over_id', over_id])
    },
  },
]
