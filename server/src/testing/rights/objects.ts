import { periodOf, reportDueAt, shippedForms } from '@tusom/domain'
import { addScenario, putFunctions } from '@tusom/store'
import { communeNear } from './probe.ts'
import { reachOf, type Stand } from './relations.ts'
import type { World } from './world.ts'

/** Objects in the database as the system puts them there, whose they are given by a stand. Each returns the id. */

const hour = 3_600_000
export const later = (w: World, hours: number) => new Date(w.now.getTime() + hours * hour)

export const makeTask = (w: World, s: Stand, over: Record<string, unknown> = {}): Promise<number> =>
  w.insert('tasks', {
    run_id: 0,
    kind: 'ad-hoc',
    title: 'Việc đã giao',
    owner_id: w.t.unit(s.owner),
    lead_id: w.t.unit(s.lead),
    cooperating_ids: w.ids(s.cooperating),
    reach: w.ids(reachOf(s)),
    due_at: later(w, 24),
    state_at: w.now,
    state_by_name: w.maker.name,
    created_at: w.now,
    created_by: w.maker.userId,
    created_by_name: w.maker.name,
    ...over,
  })

/** A document with two items that are found and one that is confirmed. */
export async function makeDocument(
  w: World,
  s: Stand,
  over: Record<string, unknown> = {},
): Promise<{ id: number; items: number[] }> {
  const id = await w.insert('documents', {
    run_id: 0,
    owner_id: w.t.unit(s.owner),
    reach: w.ids(reachOf(s)),
    title: 'Kế hoạch thử',
    text: 'Rà soát hộ nguy cơ; lập danh sách. Kiểm tra điểm sơ tán.',
    sha256: `thử ${w.next()}`,
    uploaded_by: w.maker.userId,
    uploaded_by_name: w.maker.name,
    uploaded_at: w.now,
    ...over,
  })
  const items: number[] = []
  for (const state of ['found', 'found', 'confirmed'])
    items.push(
      await w.insert('plan_items', {
        run_id: 0,
        document_id: id,
        kind: 'task',
        unit_text: 'UBND xã',
        sentence: 'Rà soát hộ nguy cơ; lập danh sách.',
        title: 'Rà soát hộ nguy cơ',
        text: 'Rà soát hộ nguy cơ; lập danh sách.',
        span_start: 0,
        span_end: 34,
        role: 'do',
        how: 'name',
        unit_ids: [w.t.unit(s.lead)],
        state,
      }),
    )
  return { id, items }
}

/** An open incident at one commune; `place` when it is another than the owner's own. */
export function makeIncident(w: World, s: Stand, place = communeNear(s.owner), title = 'Sự cố thử'): Promise<number> {
  const key = `su-co-${w.next()}`
  return w.insert('incidents', {
    run_id: 0,
    title,
    hazard: 'flood',
    level: 2,
    owner_id: w.t.unit(s.owner),
    lead_id: w.t.unit(s.lead),
    commune_ids: [w.t.unit(place)],
    reach: w.ids([...new Set([...reachOf(s), place])]),
    opened_at: w.now,
    opened_by: w.maker.userId,
    opened_by_name: w.maker.name,
    key,
  })
}

/** One framework scenario of a province, with a step for the commune and one for its hamlets. */
export const makeScenario = (w: World, province: string): Promise<number> =>
  w.once(`scenario ${province}`, () =>
    w.t.database.db.asSystem(async tx => {
      await putFunctions(tx, w.t.unit(province), [
        { code: 'commune.police', nameVi: 'Công an xã', nameEn: 'Commune police', carrier: { kind: 'commune' } },
      ])
      return addScenario(tx, {
        provinceId: w.t.unit(province),
        ownerId: w.t.unit(province),
        code: 'KB',
        version: '1',
        nameVi: `Lũ thử ${province}`,
        nameEn: 'Test flood',
        hazards: ['flood'],
        phases: [{ code: 'warning', nameVi: 'Cảnh báo', nameEn: 'Warning' }],
        steps: [
          {
            code: 'W1',
            phase: 'warning',
            hazards: ['flood'],
            level: { from: 1, to: 5 },
            titleVi: 'Trực ngầm tràn',
            titleEn: 'Guard the ford',
            doneWhenVi: 'Không ai qua',
            doneWhenEn: 'Nobody crosses',
            lead: 'commune.police',
            cooperating: [],
            clock: { kind: 'every', minutes: 60 },
            source: { status: 'proposal', text: 'thử' },
          },
        ],
        source: 'thử',
        invented: true,
        loadedAt: w.now,
      })
    }),
  )

/** An activation with one task that comes round every hour. */
export async function makeActivation(w: World, s: Stand): Promise<{ id: number; taskId: number }> {
  const scenarioId = await makeScenario(w, s.owner.slice(0, 2))
  const place = w.t.unit(communeNear(s.owner))
  const id = await w.insert('scenario_activations', {
    run_id: 0,
    scenario_id: scenarioId,
    owner_id: w.t.unit(s.owner),
    reach: w.ids(reachOf(s)),
    opened_at: w.now,
    opened_by: w.maker.userId,
    opened_by_name: w.maker.name,
  })
  await w.insert('scenario_activation_scopes', {
    run_id: 0,
    activation_id: id,
    commune_id: place,
    hazard: 'flood',
    level: 2,
    phases: ['warning'],
    at: w.now,
    by_name: w.maker.name,
  })
  const taskId = await makeTask(w, s, {
    kind: 'scenario',
    recurs: 'PT60M',
    source: {
      activationId: id,
      scenario: 'KB',
      version: '1',
      scenarioId,
      step: 'W1',
      phase: 'warning',
      function: 'commune.police',
      functionName: 'Công an xã',
      hazard: 'flood',
      level: 2,
      communeIds: [place],
    },
  })
  return { id, taskId }
}

export const weeklyForm = 'scam-weekly'

/** The weekly report of a commune, filled, begun by nobody who walks; its reach names the agency that consolidates the province. */
export const makeReport = (w: World, commune: string, period: string, state = 'draft'): Promise<number> =>
  w.once(`report ${commune} ${period}`, async () => {
    const form = shippedForms.find(f => f.code === weeklyForm)
    const span = periodOf(period)
    if (!form || !span) throw new Error(`no form or no period ${period}`)
    const open = state === 'draft'
    const id = await w.insert('reports', {
      run_id: 0,
      form_code: form.code,
      form_version: form.version,
      period_key: period,
      period_start: span.start,
      period_end: span.end,
      unit_id: w.t.unit(commune),
      reach: w.ids(commune.startsWith('20') ? [commune, '20-CA'] : [commune]),
      state,
      due_at: reportDueAt(form.due, span),
      ...(open ? {} : { first_sent_at: w.now, sent_at: w.now }),
      created_at: w.now,
      created_by: w.maker.userId,
    })
    for (const e of form.elements)
      await w.insert('report_values', {
        run_id: 0,
        report_id: id,
        element: e.code,
        value: 3,
        version: 1,
        at: w.now,
        by_id: w.maker.userId,
        by_name: w.maker.name,
      })
    return id
  })
