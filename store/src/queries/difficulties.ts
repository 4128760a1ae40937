import type { DifficultyOutcome, DifficultyRules, DifficultyState } from '@tusom/domain'
import type { Tx } from '../database.ts'

export type DifficultyRecord = {
  id: number
  provinceId: number
  unitId: number
  toId: number
  reach: number[]
  title: string
  text: string
  field: string | null
  reportId: number | null
  reportPart: string | null
  sentence: string | null
  firstDueOn: string
  dueOn: string
  state: DifficultyState
  askedBackOn: string | null
  outcome: DifficultyOutcome | null
  answer: string | null
  taskId: number | null
  passes: number
  reopened: number
  raisedAt: Date
  raisedByName: string
  answeredAt: Date | null
  stateAt: Date
  sample: boolean
}
const columns = `id, province_id as "provinceId", unit_id as "unitId", to_id as "toId", reach, title, text, field, report_id as "reportId",
  report_part as "reportPart", sentence, first_due_on as "firstDueOn", due_on as "dueOn", state, asked_back_on as "askedBackOn", outcome, answer,
  task_id as "taskId", passes, reopened, raised_at as "raisedAt", raised_by_name as "raisedByName", answered_at as "answeredAt",
  state_at as "stateAt", sample`

/** What is open first, by the day to answer by; then what is done, the latest first. */
export const listDifficulties = (tx: Tx, limit = 2000) =>
  tx.query<DifficultyRecord>(
    `select ${columns} from difficulties
     order by state in ('settled', 'withdrawn'), case when state in ('settled', 'withdrawn') then null else due_on end, state_at desc, id desc limit $1`,
    [limit],
  )
export const findDifficulty = (tx: Tx, id: number) =>
  tx.maybe<DifficultyRecord>(`select ${columns} from difficulties where id = $1`, [id])
export const lockDifficulty = (tx: Tx, id: number) =>
  tx.maybe<DifficultyRecord>(`select ${columns} from difficulties where id = $1 for update`, [id])
/** Whose it is and who has a part in it, whoever asks: for `permit`. Asked by the system. */
export const difficultyTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ unitId: number; reach: number[] }>(
    'select unit_id as "unitId", reach from difficulties where run_id = $1 and id = $2',
    [runId, id],
  )

/** Null where the same sentence of the report was raised before. */
export const raiseDifficulty = (
  tx: Tx,
  d: Pick<
    DifficultyRecord,
    | 'provinceId'
    | 'unitId'
    | 'toId'
    | 'reach'
    | 'title'
    | 'text'
    | 'field'
    | 'reportId'
    | 'reportPart'
    | 'sentence'
    | 'dueOn'
  > & { runId: number; at: Date; byId: number; byName: string; sample?: boolean },
) =>
  tx.maybe<{ id: number }>(
    `insert into difficulties (run_id, province_id, unit_id, to_id, reach, title, text, field, report_id, report_part, sentence, first_due_on, due_on,
       raised_at, raised_by, raised_by_name, state_at, sample)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $13, $16) on conflict do nothing returning id`,
    [
      d.runId,
      d.provinceId,
      d.unitId,
      d.toId,
      d.reach,
      d.title,
      d.text,
      d.field,
      d.reportId,
      d.reportPart,
      d.sentence,
      d.dueOn,
      d.at,
      d.byId,
      d.byName,
      d.sample ?? false,
    ],
  )

export type DifficultyChange = Pick<
  DifficultyRecord,
  | 'toId'
  | 'reach'
  | 'dueOn'
  | 'state'
  | 'askedBackOn'
  | 'outcome'
  | 'answer'
  | 'taskId'
  | 'passes'
  | 'reopened'
  | 'answeredAt'
>
export const changeDifficulty = (tx: Tx, id: number, d: DifficultyChange, at: Date) =>
  tx.query(
    `update difficulties set to_id = $2, reach = $3, due_on = $4, state = $5, asked_back_on = $6, outcome = $7, answer = $8, task_id = $9,
       passes = $10, reopened = $11, answered_at = $12, state_at = $13 where id = $1`,
    [
      id,
      d.toId,
      d.reach,
      d.dueOn,
      d.state,
      d.askedBackOn,
      d.outcome,
      d.answer,
      d.taskId,
      d.passes,
      d.reopened,
      d.answeredAt,
      at,
    ],
  )

export type DifficultyStep = {
  act: string
  at: Date
  byName: string
  unitId: number
  toId: number | null
  outcome: DifficultyOutcome | null
  text: string
  dueOn: string | null
  taskId: number | null
}
export const difficultySteps = (tx: Tx, id: number) =>
  tx.query<DifficultyStep>(
    `select act, at, by_name as "byName", unit_id as "unitId", to_id as "toId", outcome, text, due_on as "dueOn", task_id as "taskId"
     from difficulty_steps where difficulty_id = $1 order by id`,
    [id],
  )
export const addDifficultyStep = (
  tx: Tx,
  s: Omit<DifficultyStep, 'toId' | 'outcome' | 'dueOn' | 'taskId'> & {
    runId: number
    difficultyId: number
    byId: number
    toId?: number | null
    outcome?: DifficultyOutcome | null
    dueOn?: string | null
    taskId?: number | null
  },
) =>
  tx.query(
    `insert into difficulty_steps (run_id, difficulty_id, act, at, by_id, by_name, unit_id, to_id, outcome, text, due_on, task_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      s.runId,
      s.difficultyId,
      s.act,
      s.at,
      s.byId,
      s.byName,
      s.unitId,
      s.toId ?? null,
      s.outcome ?? null,
      s.text,
      s.dueOn ?? null,
      s.taskId ?? null,
    ],
  )

export const findDifficultyRules = (tx: Tx, provinceId: number) =>
  tx.maybe<DifficultyRules>(
    `select answer_days as "answerDays", pass_on_days as "passOnDays", soon_days as "soonDays" from difficulty_rules where province_id = $1`,
    [provinceId],
  )
export const allDifficultyRules = (tx: Tx) =>
  tx.query<DifficultyRules & { provinceId: number }>(
    `select province_id as "provinceId", answer_days as "answerDays", pass_on_days as "passOnDays", soon_days as "soonDays" from difficulty_rules`,
  )
export const saveDifficultyRules = (tx: Tx, provinceId: number, r: DifficultyRules, at: Date, byName: string) =>
  tx.query(
    `insert into difficulty_rules (province_id, answer_days, pass_on_days, soon_days, updated_at, updated_by_name) values ($1, $2, $3, $4, $5, $6)
     on conflict (province_id) do update set answer_days = excluded.answer_days, pass_on_days = excluded.pass_on_days, soon_days = excluded.soon_days,
       updated_at = excluded.updated_at, updated_by_name = excluded.updated_by_name`,
    [provinceId, r.answerDays, r.passOnDays, r.soonDays, at, byName],
  )

/** What somebody owes a word on now, for lists of what is owed and for digests. By the system: outside row-level security, names its run. */
export const openDifficulties = (tx: Tx, runId: number) =>
  tx.query<DifficultyRecord>(
    `select ${columns} from difficulties where run_id = $1 and state in ('open', 'asked-back', 'answered') order by due_on, id`,
    [runId],
  )

/**
 * For a consolidated report: what units raised within some days, and what came of it by now. Under the reader's rights; answered and
 * unanswered ones, by unit and day.
 */
export const difficultiesRaised = (tx: Tx, unitIds: readonly number[], from: string, to: string) =>
  tx.query<DifficultyRecord>(
    `select ${columns} from difficulties
     where unit_id = any ($1::int[]) and state <> 'withdrawn' and (raised_at at time zone 'Asia/Ho_Chi_Minh')::date between $2::date and $3::date
     order by unit_id, raised_at, id`,
    [unitIds, from, to],
  )
