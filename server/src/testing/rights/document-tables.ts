import { makeRegisterEntry, makeTaskFile, standOwnPlan } from './document-probes.ts'
import { mailTables } from './mail-probes.ts'
import { makeProgressReport } from './progress-probes.ts'
import { makeDocument, makeTask } from './objects.ts'
import { placed } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, byIds, type Table } from './table.ts'
import { standName, type World } from './world.ts'

const by = (w: World) => ({ at: w.now, by_id: w.maker.userId, by_name: w.maker.name })
const task = (w: World, s: Stand) => w.once(`task ${standName(s)}`, () => makeTask(w, s))
const ownPlan = (w: World, s: Stand) => w.once(`own plan row ${standName(s)}`, () => standOwnPlan(w, s))
const entry = (w: World, s: Stand) => w.once(`entry row ${s.owner}`, () => makeRegisterEntry(w, s.owner))
const provinceOnly: Table['skip'] = (s, relation) =>
  /^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'only a province has rules'

export const documentTables: Table[] = [
  ...mailTables,
  { table: 'task_files', sees: 'reach', make: async (w, s) => byId(await makeTaskFile(w, await task(w, s), s.owner)) },
  {
    table: 'task_measures',
    sees: 'reach',
    make: async (w, s) =>
      byId(
        await w.insert('task_measures', {
          run_id: 0,
          task_id: await task(w, s),
          period_key: '2025',
          value: 1,
          ...by(w),
          unit_id: w.t.unit(s.owner),
        }),
      ),
  },
  {
    table: 'task_signals',
    sees: 'reach',
    make: async (w, s) => {
      const task_id = await task(w, s)
      const signal = `late:lead-leader:${w.next()}`
      await w.insert('task_signals', { run_id: 0, task_id, signal, unit_id: w.t.unit(s.owner), at: w.now })
      return byIds(['task_id', task_id], ['signal', signal])
    },
  },
  {
    table: 'task_rules',
    sees: 'all',
    change: { set: 'rules = rules', by: 'subtree' },
    skip: provinceOnly,
    everyRun: 'how late work is chased is the same in every run',
    make: async (w, s) => {
      await w.once(`rules ${s.owner}`, () =>
        w.insert('task_rules', {
          province_id: w.t.unit(s.owner),
          rules: { soonDays: 7 },
          updated_at: w.now,
          updated_by_name: w.maker.name,
        }),
      )
      return byIds(['province_id', w.t.unit(s.owner)])
    },
  },
  {
    table: 'digests',
    sees: 'subtree',
    skip: placed,
    make: async (w, s) => {
      const unit_id = w.t.unit(s.owner)
      await w.once(`digest ${s.owner}`, () =>
        w.insert('digests', { run_id: 0, unit_id, day: '2025-10-08', made_at: w.now, content: {} }),
      )
      return byIds(['unit_id', unit_id])
    },
  },
  {
    table: 'urgent_notices',
    sees: 'subtree',
    skip: placed,
    make: async (w, s) =>
      byId(
        await w.insert('urgent_notices', {
          run_id: 0,
          unit_id: w.t.unit(s.owner),
          at: w.now,
          kind: 'given',
          task_ids: [1],
        }),
      ),
  },
  {
    table: 'own_plans',
    sees: 'reach',
    change: { set: 'state = state', by: 'reach' },
    make: async (w, s) => byId(await ownPlan(w, s)),
  },
  {
    table: 'progress_reports',
    when: 'it bears a number',
    sees: 'reach',
    change: { set: 'texts = texts', by: 'subtree' },
    make: async (w, s) => byId(await makeProgressReport(w, s)),
  },
  {
    table: 'progress_reports',
    when: 'a draft',
    sees: 'subtree',
    change: { set: 'texts = texts', by: 'subtree' },
    make: async (w, s) => byId(await makeProgressReport(w, s, { facts: null, frozen_at: null })),
  },
  {
    table: 'own_plan_versions',
    sees: 'reach',
    make: async (w, s) => {
      const own_plan_id = await ownPlan(w, s)
      await w.once(`version ${own_plan_id}`, async () =>
        w.insert('own_plan_versions', {
          run_id: 0,
          own_plan_id,
          version: 1,
          document_id: (await makeDocument(w, s)).id,
          focal_name: 'Người đầu mối',
          ...by(w),
        }),
      )
      return byIds(['own_plan_id', own_plan_id])
    },
  },
  {
    table: 'own_plan_events',
    sees: 'reach',
    make: async (w, s) =>
      byId(
        await w.insert('own_plan_events', {
          run_id: 0,
          own_plan_id: await ownPlan(w, s),
          ...by(w),
          unit_id: w.t.unit(s.owner),
          act: 'ask',
        }),
      ),
  },
  {
    table: 'register_entries',
    sees: 'subtree',
    skip: placed,
    change: { set: 'state = state', by: 'subtree' },
    make: async (w, s) => byId(await entry(w, s)),
  },
  {
    table: 'register_links',
    sees: 'subtree',
    skip: placed,
    change: { set: 'to_id = to_id', by: 'subtree' },
    make: async (w, s) =>
      byId(
        await w.insert('register_links', {
          run_id: 0,
          entry_id: await entry(w, s),
          kind: 'basis',
          number: `${w.next()}/KH-UBND`,
        }),
      ),
  },
]
