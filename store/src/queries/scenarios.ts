import type { Scenario, ScenarioPhase, ScenarioStep, UnitFunction } from '@tusom/domain'
import type { Tx } from '../database.ts'
import { insertTasks, type NewTask } from './tasks.ts'

export type ScenarioRow = Scenario & {
  id: number
  ownerId: number
  source: string
  invented: boolean
  inForce: boolean
  loadedAt: Date
}

const scenarioColumns = `id, code, version, name_vi as "nameVi", name_en as "nameEn", owner_id as "ownerId", hazards, phases, source, invented, in_force as "inForce", loaded_at as "loadedAt"`
const stepColumns = `scenario_id as "scenarioId", code, phase, hazards, json_build_object('from', level_from, 'to', level_to) as level, title_vi as "titleVi", title_en as "titleEn",
  done_when_vi as "doneWhenVi", done_when_en as "doneWhenEn", lead_function as lead, cooperating_functions as cooperating, clock, json_build_object('status', source_status, 'text', source_text) as source`

async function withSteps(tx: Tx, rows: Omit<ScenarioRow, 'steps'>[]): Promise<ScenarioRow[]> {
  const steps = await tx.query<ScenarioStep & { scenarioId: number }>(
    `select ${stepColumns} from scenario_steps where scenario_id = any ($1) order by scenario_id, position`,
    [rows.map(r => r.id)],
  )
  return rows.map(r => ({
    ...r,
    steps: steps.filter(s => s.scenarioId === r.id),
  }))
}

/** The versions in force, of the reader's province. */
export const listScenarios = async (tx: Tx): Promise<ScenarioRow[]> =>
  withSteps(
    tx,
    await tx.query<Omit<ScenarioRow, 'steps'>>(
      `select ${scenarioColumns} from scenarios where in_force order by name_vi collate "vi-x-icu", id`,
    ),
  )

export const findScenario = async (tx: Tx, id: number): Promise<ScenarioRow | null> =>
  (
    await withSteps(
      tx,
      await tx.query<Omit<ScenarioRow, 'steps'>>(`select ${scenarioColumns} from scenarios where id = $1`, [id]),
    )
  )[0] ?? null

export const scenarioFunctions = async (tx: Tx): Promise<UnitFunction[]> => {
  const rows = await tx.query<{ code: string; nameVi: string; nameEn: string; carrier: string; unitId: number | null }>(
    `select code, name_vi as "nameVi", name_en as "nameEn", carrier, unit_id as "unitId" from unit_functions order by code`,
  )
  return rows.map(({ carrier, unitId, ...r }) => ({
    ...r,
    carrier:
      carrier === 'unit'
        ? { kind: 'unit' as const, unitId: unitId as number }
        : { kind: carrier as 'commune' | 'force' | 'each-hamlet' },
  }))
}

export type NewScenario = Scenario & {
  provinceId: number
  ownerId: number
  source: string
  invented: boolean
  loadedAt: Date
}

/** Adds a version and puts it in force; the same version again changes nothing. Returns its id. */
export async function addScenario(tx: Tx, s: NewScenario): Promise<number> {
  const had = await tx.maybe<{ id: number }>(
    'select id from scenarios where province_id = $1 and code = $2 and version = $3',
    [s.provinceId, s.code, s.version],
  )
  if (had) return had.id
  await tx.query('update scenarios set in_force = false where province_id = $1 and code = $2', [s.provinceId, s.code])
  const { id } = await tx.one<{ id: number }>(
    `insert into scenarios (province_id, code, version, name_vi, name_en, owner_id, hazards, phases, source, invented, loaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      s.provinceId,
      s.code,
      s.version,
      s.nameVi,
      s.nameEn,
      s.ownerId,
      s.hazards,
      JSON.stringify(s.phases),
      s.source,
      s.invented,
      s.loadedAt,
    ],
  )
  await tx.query(
    `insert into scenario_steps (scenario_id, position, code, phase, hazards, level_from, level_to, title_vi, title_en, done_when_vi, done_when_en, lead_function, cooperating_functions, clock, source_status, source_text)
     select $1, n, code, phase, hazards, (level ->> 'from')::smallint, (level ->> 'to')::smallint, "titleVi", "titleEn", "doneWhenVi", "doneWhenEn", lead, cooperating, clock, source ->> 'status', source ->> 'text'
     from rows from (jsonb_to_recordset($2::jsonb) as (code text, phase text, hazards text[], level jsonb, "titleVi" text, "titleEn" text, "doneWhenVi" text, "doneWhenEn" text, lead text, cooperating text[], clock jsonb, source jsonb))
       with ordinality as x(code, phase, hazards, level, "titleVi", "titleEn", "doneWhenVi", "doneWhenEn", lead, cooperating, clock, source, n)`,
    [id, JSON.stringify(s.steps)],
  )
  return id
}

export async function putFunctions(tx: Tx, provinceId: number, functions: readonly UnitFunction[]): Promise<void> {
  await tx.query(
    `insert into unit_functions (province_id, code, name_vi, name_en, scope, carrier, unit_id)
     select $1, code, "nameVi", "nameEn", case when carrier ->> 'kind' = 'unit' then 'province' else 'commune' end, carrier ->> 'kind', (carrier ->> 'unitId')::int
     from jsonb_to_recordset($2::jsonb) as x(code text, "nameVi" text, "nameEn" text, carrier jsonb)
     on conflict (province_id, code) do update set name_vi = excluded.name_vi, name_en = excluded.name_en, scope = excluded.scope, carrier = excluded.carrier, unit_id = excluded.unit_id`,
    [provinceId, JSON.stringify(functions)],
  )
}

export type ActivationRow = {
  id: number
  scenarioId: number
  scenarioCode: string
  scenarioVersion: string
  nameVi: string
  nameEn: string
  ownerId: number
  incidentId: number | null
  reach: number[]
  state: 'open' | 'stopped'
  openedAt: Date
  openedByName: string
  stoppedAt: Date | null
  stoppedByName: string | null
  stopReason: string | null
}
const activationColumns = `a.id, a.scenario_id as "scenarioId", s.code as "scenarioCode", s.version as "scenarioVersion", s.name_vi as "nameVi", s.name_en as "nameEn", a.owner_id as "ownerId", a.incident_id as "incidentId", a.reach, a.state,
  a.opened_at as "openedAt", a.opened_by_name as "openedByName", a.stopped_at as "stoppedAt", a.stopped_by_name as "stoppedByName", a.stop_reason as "stopReason"`

/** Newest first. `incidentId`, `state` narrow it down. */
export const listActivations = (tx: Tx, by: { incidentId?: number; state?: 'open' | 'stopped'; id?: number } = {}) =>
  tx.query<ActivationRow>(
    `select ${activationColumns} from scenario_activations a join scenarios s on s.id = a.scenario_id
     where ($1::int is null or a.incident_id = $1) and ($2::text is null or a.state = $2) and ($3::int is null or a.id = $3) order by a.opened_at desc, a.id desc limit 200`,
    [by.incidentId ?? null, by.state ?? null, by.id ?? null],
  )

export type ActivationScopeRow = {
  activationId: number
  communeId: number
  hazard: string
  level: number
  phases: ScenarioPhase[]
  at: Date
  byName: string
}
export const activationScopes = (tx: Tx, activationIds: readonly number[]) =>
  tx.query<ActivationScopeRow>(
    `select activation_id as "activationId", commune_id as "communeId", hazard, level, phases, at, by_name as "byName" from scenario_activation_scopes where activation_id = any ($1) order by id`,
    [activationIds],
  )

/** Held until commit: two people who activate one scenario at once must not give a task twice. */
export const lockScenario = (tx: Tx, runId: number, code: string) =>
  tx.query('select pg_advisory_xact_lock(hashtext($1))', [`scenario ${runId} ${code}`])

export type GivenTaskRow = {
  id: number
  activationId: number
  step: string
  leadId: number
  communeIds: number[]
  open: boolean
}
/** Tasks that open activations of a scenario (any version) have given. */
export const givenTasks = (tx: Tx, scenarioCode: string) =>
  tx.query<GivenTaskRow>(
    `select t.id, a.id as "activationId", t.source ->> 'step' as step, t.lead_id as "leadId", coalesce((select array_agg(x::int) from jsonb_array_elements_text(t.source -> 'communeIds') x), '{}') as "communeIds",
       t.state in ('assigned', 'accepted', 'doing') as open
     from tasks t join scenario_activations a on a.id = (t.source ->> 'activationId')::int and a.run_id = t.run_id join scenarios s on s.id = a.scenario_id
     where t.kind = 'scenario' and a.state = 'open' and s.code = $1 order by t.id`,
    [scenarioCode],
  )

export const openActivation = (tx: Tx, scenarioId: number, ownerId: number, incidentId: number | null) =>
  tx.maybe<{ id: number; reach: number[] }>(
    `select id, reach from scenario_activations where state = 'open' and scenario_id = $1 and owner_id = $2 and incident_id is not distinct from $3 order by id limit 1`,
    [scenarioId, ownerId, incidentId],
  )

export const insertActivation = async (
  tx: Tx,
  runId: number,
  a: { scenarioId: number; ownerId: number; incidentId: number | null; reach: number[] },
  by: { userId: number; name: string; at: Date },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into scenario_activations (run_id, scenario_id, owner_id, incident_id, reach, opened_at, opened_by, opened_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [runId, a.scenarioId, a.ownerId, a.incidentId, a.reach, by.at, by.userId, by.name],
    )
  ).id

export const widenActivation = (tx: Tx, id: number, reach: readonly number[]) =>
  tx.query(
    'update scenario_activations set reach = (select array_agg(distinct x) from unnest(reach || $2::int[]) x) where id = $1',
    [id, reach],
  )

/** Appends what was asked for; a commune that already had the same hazard, level and phases in it is left alone. */
export const addScopes = (
  tx: Tx,
  runId: number,
  activationId: number,
  scope: { communeIds: readonly number[]; hazard: string; level: number; phases: readonly string[] },
  by: { name: string; at: Date },
) =>
  tx.query(
    `insert into scenario_activation_scopes (run_id, activation_id, commune_id, hazard, level, phases, at, by_name)
     select $1, $2, c, $4, $5, $6, $7, $8 from unnest($3::int[]) c
     where not exists (select from scenario_activation_scopes s where s.activation_id = $2 and s.commune_id = c and s.hazard = $4 and s.level >= $5 and s.phases @> $6::text[])`,
    [runId, activationId, scope.communeIds, scope.hazard, scope.level, scope.phases, by.at, by.name],
  )

export const giveScenarioTasks = (
  tx: Tx,
  runId: number,
  tasks: readonly NewTask[],
  by: { userId: number; name: string; at: Date },
) => insertTasks(tx, runId, tasks, by)

/** An open task of the province joins further communes: they, those who cooperate there and their watchers now reach it. */
export const widenTask = (
  tx: Tx,
  taskId: number,
  w: { communeIds: readonly number[]; cooperatingIds: readonly number[]; reach: readonly number[] },
) =>
  tx.query(
    `update tasks set reach = coalesce((select array_agg(distinct x) from unnest(reach || $4::int[]) x), '{}'),
       cooperating_ids = coalesce((select array_agg(distinct x) from unnest(cooperating_ids || $3::int[]) x), '{}'),
       source = jsonb_set(source, '{communeIds}', (select jsonb_agg(distinct x::int) from (select jsonb_array_elements_text(source -> 'communeIds') as x union select unnest($2::int[])::text) y))
     where id = $1`,
    [taskId, w.communeIds, w.cooperatingIds, w.reach],
  )

export type ScenarioTaskRow = {
  id: number
  activationId: number
  step: string
  phase: string
  function: string
  functionName: string
  title: string
  leadId: number
  cooperatingIds: number[]
  cooperatingText: string
  communeIds: number[]
  dueAt: Date | null
  dueText: string | null
  recurs: string | null
  flag: string | null
  state: string
  stateReason: string | null
  stateAt: Date
  stateByName: string
  progress: number
  doneAt: Date | null
}
const taskColumns = `id, (source ->> 'activationId')::int as "activationId", coalesce(source ->> 'step', '') as step, coalesce(source ->> 'phase', '') as phase, coalesce(source ->> 'function', '') as function, coalesce(source ->> 'functionName', '') as "functionName", title,
  lead_id as "leadId", cooperating_ids as "cooperatingIds", cooperating_text as "cooperatingText", coalesce((select array_agg(x::int) from jsonb_array_elements_text(source -> 'communeIds') x), '{}') as "communeIds",
  due_at as "dueAt", due_text as "dueText", recurs, source ->> 'flag' as flag, state, state_reason as "stateReason", state_at as "stateAt", state_by_name as "stateByName", progress, done_at as "doneAt"`

export const activationTasks = (tx: Tx, activationIds: readonly number[]) =>
  tx.query<ScenarioTaskRow>(
    `select ${taskColumns} from tasks where kind = 'scenario' and (source ->> 'activationId')::int = any ($1) order by due_at nulls last, id`,
    [activationIds],
  )

/** The same by ids, for tasks that an incident shares or that were linked to it one by one. */
export const tasksByIds = (tx: Tx, ids: readonly number[]) =>
  tx.query<Omit<ScenarioTaskRow, 'activationId'> & { activationId: number | null }>(
    `select ${taskColumns} from tasks where id = any ($1) order by due_at nulls last, id`,
    [ids],
  )

/** Tasks of an activation that another open activation also covers stay open under that one. */
export const handOverTasks = (tx: Tx, taskIds: readonly number[], toActivationId: number) =>
  tx.query(`update tasks set source = jsonb_set(source, '{activationId}', to_jsonb($2::int)) where id = any ($1)`, [
    taskIds,
    toActivationId,
  ])

/** Cancels open tasks, with the reason, and notes it on each. Returns how many. */
export async function cancelTasks(
  tx: Tx,
  runId: number,
  taskIds: readonly number[],
  reason: string,
  by: { userId: number; name: string; unitId: number; at: Date },
): Promise<number> {
  const rows = await tx.query<{ id: number }>(
    `update tasks set state = 'cancelled', state_reason = $2, state_at = $3, state_by_name = $4 where id = any ($1) and state in ('assigned', 'accepted', 'doing') returning id`,
    [taskIds, reason, by.at, by.name],
  )
  await tx.query(
    `insert into task_notes (run_id, task_id, at, by_id, by_name, unit_id, state, text) select $1, x, $3, $4, $5, $6, 'cancelled', $7 from unnest($2::int[]) x`,
    [runId, rows.map(r => r.id), by.at, by.userId, by.name, by.unitId, reason],
  )
  return rows.length
}

export const stopActivation = (tx: Tx, id: number, reason: string, by: { name: string; at: Date }) =>
  tx.query(
    `update scenario_activations set state = 'stopped', stopped_at = $2, stopped_by_name = $3, stop_reason = $4 where id = $1 and state = 'open'`,
    [id, by.at, by.name, reason],
  )

/** One round of a task that comes again: noted, and the clock set to the next. */
export async function recordRound(
  tx: Tx,
  runId: number,
  taskId: number,
  nextDueAt: Date,
  by: { userId: number; name: string; unitId: number; at: Date; text: string },
): Promise<void> {
  await tx.query(`update tasks set due_at = $2, state = 'doing', state_at = $3, state_by_name = $4 where id = $1`, [
    taskId,
    nextDueAt,
    by.at,
    by.name,
  ])
  await tx.query(
    `insert into task_notes (run_id, task_id, at, by_id, by_name, unit_id, state, text) values ($1, $2, $3, $4, $5, $6, 'doing', $7)`,
    [runId, taskId, by.at, by.userId, by.name, by.unitId, by.text],
  )
}

/** Units whose mandates cover any of these places: who watches and who consolidates. */
export const mandateHolders = async (tx: Tx, overIds: readonly number[]): Promise<number[]> =>
  (
    await tx.query<{ unitId: number }>('select distinct unit_id as "unitId" from mandates where over_id = any ($1)', [
      overIds,
    ])
  ).map(r => r.unitId)
