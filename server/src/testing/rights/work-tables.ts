import { makeActivation, makeDocument, makeIncident, makeReport, makeScenario, makeTask } from './objects.ts'
import { communeNear, communesOnly } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, byIds, type Table } from './table.ts'
import { makeTemplate, makeWarning } from './warning-objects.ts'
import { standName, type World } from './world.ts'

const by = (w: World) => ({ by_id: w.maker.userId, by_name: w.maker.name })
const task = (w: World, s: Stand) => w.once(`task ${standName(s)}`, () => makeTask(w, s))
const document = (w: World, s: Stand) => w.once(`document ${standName(s)}`, () => makeDocument(w, s))
const incident = (w: World, s: Stand) => w.once(`incident ${standName(s)}`, () => makeIncident(w, s))
const activation = (w: World, s: Stand) => w.once(`activation ${standName(s)}`, () => makeActivation(w, s))
const draft = (w: World, s: Stand) => w.once(`draft ${standName(s)}`, () => makeWarning(w, s, 'draft'))
const template = (w: World, s: Stand) => w.once(`template ${standName(s)}`, () => makeTemplate(w, s))
const report = (w: World, s: Stand) => makeReport(w, s.owner, '2025-W38')

const ofTasks: Table[] = [
  {
    table: 'tasks',
    sees: 'reach',
    change: { set: 'progress = progress', by: 'reach' },
    make: async (w, s) => byId(await task(w, s)),
  },
  {
    table: 'task_notes',
    sees: 'reach',
    make: async (w, s) =>
      byId(
        await w.insert('task_notes', {
          run_id: 0,
          task_id: await task(w, s),
          at: w.now,
          ...by(w),
          unit_id: w.t.unit(s.owner),
          text: 'Đã gọi',
        }),
      ),
  },
  {
    table: 'documents',
    sees: 'reach',
    change: { set: 'reach = reach', by: 'subtree' },
    make: async (w, s) => byId((await document(w, s)).id),
  },
  {
    table: 'plan_items',
    sees: 'reach',
    change: { set: 'title = title', by: 'subtree' },
    make: async (w, s) => byId((await document(w, s)).items[0] as number),
  },
  {
    table: 'plan_edits',
    sees: 'reach',
    make: async (w, s) =>
      byId(
        await w.insert('plan_edits', {
          run_id: 0,
          document_id: (await document(w, s)).id,
          at: w.now,
          by_id: w.maker.userId,
          step: 'change',
          before: {},
        }),
      ),
  },
  {
    table: 'scenarios',
    sees: 'province',
    make: async (w, s) => byId(await makeScenario(w, s.owner.slice(0, 2))),
    everyRun: 'a framework scenario is the same for every run',
  },
  {
    table: 'scenario_steps',
    sees: 'province',
    make: async (w, s) => byIds(['scenario_id', await makeScenario(w, s.owner.slice(0, 2))]),
    everyRun: 'a framework scenario is the same for every run',
  },
  {
    table: 'unit_functions',
    sees: 'province',
    make: async (w, s) => {
      await makeScenario(w, s.owner.slice(0, 2))
      return byIds(['province_id', w.t.unit(s.owner.slice(0, 2))])
    },
    everyRun: 'who carries a function is the same for every run',
  },
  {
    table: 'scenario_activations',
    sees: 'reach',
    change: { set: 'state = state', by: 'subtree' },
    make: async (w, s) => byId((await activation(w, s)).id),
  },
  {
    table: 'scenario_activation_scopes',
    sees: 'reach',
    make: async (w, s) => byIds(['activation_id', (await activation(w, s)).id]),
  },
]

/** A row that hangs on an incident. */
const onIncident = (
  table: string,
  row: (w: World, s: Stand) => Record<string, unknown>,
  change?: Table['change'],
): Table => ({
  table,
  sees: 'reach',
  ...(change ? { change } : {}),
  make: async (w, s) => {
    const incident_id = await incident(w, s)
    await w.once(`${table} ${standName(s)}`, () => w.insert(table, { run_id: 0, incident_id, ...row(w, s) }))
    return byIds(['incident_id', incident_id])
  },
})
const ofIncidents: Table[] = [
  {
    table: 'incidents',
    sees: 'reach',
    change: { set: 'title = title', by: 'subtree' },
    make: async (w, s) => byId(await incident(w, s)),
  },
  onIncident(
    'incident_units',
    w => ({ unit_id: w.t.unit('20-YT'), part: 'supports', since: w.now, by_name: w.maker.name }),
    { set: 'note = note', by: 'subtree' },
  ),
  onIncident('incident_entries', (w, s) => ({
    at: w.now,
    recorded_at: w.now,
    kind: 'report',
    text: 'Ngập',
    ...by(w),
    unit_id: w.t.unit(s.owner),
    key: 'mot-dong',
  })),
  onIncident('incident_links', () => ({ kind: 'task', ref_id: 1 })),
  onIncident('incident_damage', (w, s) => ({
    commune_id: w.t.unit(communeNear(s.owner)),
    as_of: w.now,
    recorded_at: w.now,
    figures: {},
    ...by(w),
    key: 'mot-bao-cao',
  })),
  onIncident(
    'incident_texts',
    (w, s) => ({ unit_id: w.t.unit(s.owner), part: 'situation', text: 'Ngập', at: w.now, by_name: w.maker.name }),
    { set: 'text = text', by: 'subtree' },
  ),
  onIncident('incident_sitreps', (w, s) => ({
    unit_id: w.t.unit(s.owner),
    number: 1,
    as_of: w.now,
    sent_at: w.now,
    ...by(w),
    content: {},
    file: Buffer.from('PK'),
    file_name: 'bao-cao.docx',
    sha256: Buffer.alloc(32),
    key: 'mot-bao-cao-nhanh',
  })),
]

/** Reports are of one commune; who consolidates it stands in the reach, and no other unit. */
const ofReport = (
  table: string,
  row: null | ((w: World, s: Stand) => Record<string, unknown>),
  change?: Table['change'],
): Table => ({
  table,
  sees: 'reach',
  skip: communesOnly,
  ...(change ? { change } : {}),
  make: async (w, s) => {
    const report_id = await report(w, s)
    if (row)
      await w.once(`${table} ${s.owner}`, () =>
        w.insert(table, { run_id: 0, report_id, at: w.now, ...by(w), ...row(w, s) }),
      )
    return byIds(['report_id', report_id])
  },
})
const ofReports: Table[] = [
  {
    table: 'reports',
    sees: 'reach',
    skip: communesOnly,
    change: { set: 'state = state', by: 'reach' },
    make: async (w, s) => byId(await report(w, s)),
  },
  ofReport('report_values', null, { set: 'value = value', by: 'subtree' }),
  ofReport('report_value_changes', () => ({ element: 'x', version: 1, not_applicable: false })),
  ofReport('report_narratives', () => ({ part: 'situation', text: 'Yên', version: 1 }), {
    set: 'text = text',
    by: 'subtree',
  }),
  ofReport('report_events', (w, s) => ({ unit_id: w.t.unit(s.owner), act: 'submit' })),
]

const ofWarnings: Table[] = [
  {
    table: 'warnings',
    sees: 'reach',
    change: { set: 'headline = headline', by: 'reach' },
    make: async (w, s) => byId(await draft(w, s)),
  },
  {
    table: 'warnings',
    when: ', issued, by those for whom it is and who watch them',
    sees: 'watch',
    skip: communesOnly,
    make: async (w, s) =>
      byId(
        await makeWarning(w, { owner: '19', lead: '19', cooperating: [] }, 'issued', {
          area_ids: [w.t.unit(s.owner)],
          reach: [w.t.unit(s.owner)],
        }),
      ),
  },
  {
    table: 'warning_events',
    sees: 'reach',
    make: async (w, s) =>
      byId(
        await w.insert('warning_events', {
          run_id: 0,
          warning_id: await draft(w, s),
          at: w.now,
          act: 'draft',
          ...by(w),
          version: 1,
        }),
      ),
  },
  {
    table: 'warning_names',
    sees: 'reach',
    make: async (w, s) => {
      const [warning_id, named_id] = [await draft(w, s), await makeWarning(w, s, 'draft')]
      await w.insert('warning_names', { run_id: 0, warning_id, named_id })
      return byIds(['warning_id', warning_id], ['named_id', named_id])
    },
  },
  {
    // asked of a unit: that unit and who watches it see it, and the office that sent it
    table: 'warning_receipts',
    sees: 'watch',
    skip: communesOnly,
    change: { set: 'how = how', by: 'subtree' },
    make: async (w, s) => {
      const warning_id = await makeWarning(w, { owner: '19', lead: '19', cooperating: [] }, 'approved')
      await w.insert('warning_receipts', { run_id: 0, warning_id, unit_id: w.t.unit(s.owner), told_at: w.now })
      return byIds(['warning_id', warning_id], ['unit_id', w.t.unit(s.owner)])
    },
  },
  {
    table: 'warning_templates',
    sees: 'reach',
    change: { set: 'name = name', by: 'reach' },
    make: async (w, s) => byId(await template(w, s)),
    everyRun: 'a prepared text serves every run',
  },
  {
    table: 'warning_template_approvals',
    sees: 'reach',
    make: async (w, s) => {
      const template_id = await template(w, s)
      await w.once(`approval ${template_id}`, () =>
        w.insert('warning_template_approvals', {
          template_id,
          version: 1,
          user_id: w.approver.userId,
          user_name: w.approver.name,
          leader: true,
          at: w.now,
        }),
      )
      return byIds(['template_id', template_id])
    },
    everyRun: 'a prepared text serves every run',
  },
  {
    table: 'warning_settings',
    sees: 'all',
    change: { set: 'hotline = hotline', by: 'subtree' },
    skip: (s, relation) => (/^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'only a province has settings'),
    make: async (w, s) => {
      await w.once(`settings ${s.owner}`, () =>
        w.insert('warning_settings', {
          province_id: w.t.unit(s.owner),
          sender: 'vn.thu',
          identifier_prefix: 'vn.thu',
          sender_name: 'Ban Chỉ huy',
          sender_name_en: 'Command',
          sender_short: 'UBND',
          updated_at: w.now,
          updated_by_name: w.maker.name,
        }),
      )
      return byIds(['province_id', w.t.unit(s.owner)])
    },
    everyRun: 'who speaks is the same in every run',
  },
]

export const workTables: Table[] = [...ofTasks, ...ofIncidents, ...ofReports, ...ofWarnings]
