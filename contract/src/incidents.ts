import { Type, type Static } from 'typebox'
import { Id, limits, Line } from './common.ts'
import { ActivationOut, ScenarioTaskOut } from './scenarios.ts'

const Maybe = Type.Union([Type.String(), Type.Null()])
const Named = Type.Object({ id: Id, name: Type.String() })
const LevelOrNull = Type.Union([Type.Integer({ minimum: 0, maximum: 5 }), Type.Null()])
/** Made by the sender, so that sending again after a lost answer adds nothing. */
const Key = Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' })
const Time = Type.String({ format: 'date-time', maxLength: 40 })

export const IncidentIn = Type.Object(
  {
    title: Line,
    hazard: Type.String({ minLength: 1, maxLength: 40 }),
    level: LevelOrNull,
    /** communes */
    unitIds: Type.Array(Id, { minItems: 1, maxItems: 400, uniqueItems: true }),
    leadId: Id,
    key: Type.Optional(Key),
  },
  { additionalProperties: false },
)
export type IncidentIn = Static<typeof IncidentIn>

export const IncidentSummary = Type.Object({
  id: Id,
  title: Type.String(),
  hazard: Type.String(),
  level: LevelOrNull,
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  owner: Named,
  lead: Named,
  communes: Type.Array(Named),
  openedAt: Type.String(),
  openedBy: Type.String(),
  closedAt: Maybe,
  closedBy: Maybe,
  closeReason: Maybe,
})
export const IncidentListItem = Type.Object({
  ...IncidentSummary.properties,
  entries: Type.Integer(),
  lastEntryAt: Maybe,
  lastEntry: Maybe,
  tasksOpen: Type.Integer(),
  tasksLate: Type.Integer(),
  tasksDone: Type.Integer(),
})
export type IncidentListItem = Static<typeof IncidentListItem>
export const IncidentList = Type.Object({ now: Type.String(), incidents: Type.Array(IncidentListItem) })
export type IncidentList = Static<typeof IncidentList>

export const EntryKind = Type.Union([
  Type.Literal('decision'),
  Type.Literal('report'),
  Type.Literal('observation'),
  Type.Literal('resource'),
])
export type EntryKind = Static<typeof EntryKind>
export const EntryIn = Type.Object(
  {
    key: Key,
    kind: EntryKind,
    text: Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' }),
    /** who said so, or where it was seen */
    source: Type.String({ maxLength: limits.line }),
    /** when it happened; absent: now */
    at: Type.Optional(Time),
    communeId: Type.Optional(Type.Union([Id, Type.Null()])),
    /** the entry that this one corrects; the old one stays readable */
    correctsId: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
  },
  { additionalProperties: false },
)
export type EntryIn = Static<typeof EntryIn>
export const EntryOut = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  recordedAt: Type.String(),
  kind: EntryKind,
  text: Type.String(),
  source: Type.String(),
  commune: Type.Union([Named, Type.Null()]),
  correctsId: Type.Union([Type.Integer(), Type.Null()]),
  link: Type.Union([Type.Object({ kind: Type.String(), id: Type.Integer() }), Type.Null()]),
  by: Type.String(),
  unit: Named,
})
export type EntryOut = Static<typeof EntryOut>
export const EntryList = Type.Object({
  entries: Type.Array(EntryOut),
  /** id to ask `before` for older ones; null when this is the beginning */
  next: Type.Union([Type.Integer(), Type.Null()]),
})
export type EntryList = Static<typeof EntryList>
export const EntryResult = Type.Object({ entry: EntryOut, added: Type.Boolean() })

export const IncidentUnitIn = Type.Object(
  {
    unitId: Id,
    part: Type.Union([Type.Literal('cooperates'), Type.Literal('on-scene'), Type.Literal('supports')]),
    note: Type.String({ maxLength: limits.line }),
  },
  { additionalProperties: false },
)
export const IncidentCommunesIn = Type.Object(
  { unitIds: Type.Array(Id, { minItems: 1, maxItems: 400, uniqueItems: true }) },
  { additionalProperties: false },
)
export const IncidentLinkIn = Type.Object(
  { kind: Type.Union([Type.Literal('warning'), Type.Literal('task'), Type.Literal('activation')]), id: Id },
  { additionalProperties: false },
)

/** People moved in the communes of an incident; the five states are never added together. */
const PeopleCount = Type.Object({ households: Type.Integer(), people: Type.Integer() })
export const IncidentPeopleCounts = Type.Object({
  /** everybody who has to leave by the plan */
  total: PeopleCount,
  planned: PeopleCount,
  left: PeopleCount,
  moving: PeopleCount,
  arrived: PeopleCount,
  returned: PeopleCount,
  reported: Type.Integer({ description: 'communes that have told anything since their order' }),
  of: Type.Integer(),
  withoutPlan: Type.Integer(),
  silent: Type.Array(Type.String()),
  asOf: Maybe,
})
/** people null: there is no evacuation plan for these communes, which is not zero */
export const IncidentPeople = Type.Object({
  /** communes of the incident whose counts the reader may see; 0: none of them is the reader's matter */
  communes: Type.Integer(),
  people: Type.Union([IncidentPeopleCounts, Type.Null()]),
})
export type IncidentPeople = Static<typeof IncidentPeople>

export const IncidentOut = Type.Object({
  now: Type.String(),
  incident: IncidentSummary,
  units: Type.Array(
    Type.Object({ unit: Named, part: Type.String(), note: Type.String(), since: Type.String(), by: Type.String() }),
  ),
  warnings: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Union([Type.Integer(), Type.Null()]),
      headline: Type.String(),
      issuedAt: Type.String(),
      standing: Type.String(),
    }),
  ),
  activations: Type.Array(ActivationOut),
  /** what the reader may do here */
  may: Type.Object({
    log: Type.Boolean(),
    change: Type.Boolean(),
    /** communes for which the reader may enter losses */
    damage: Type.Array(Id),
    /** units whose situation report the reader may read, the owner first */
    sitreps: Type.Array(Type.Object({ id: Id, name: Type.String(), maySend: Type.Boolean() })),
  }),
})
export type IncidentOut = Static<typeof IncidentOut>

export const IncidentTasks = Type.Object({
  now: Type.String(),
  counts: Type.Object({
    all: Type.Integer(),
    open: Type.Integer(),
    done: Type.Integer(),
    late: Type.Integer(),
    cannot: Type.Integer(),
  }),
  tasks: Type.Array(ScenarioTaskOut),
})
export type IncidentTasks = Static<typeof IncidentTasks>

export const DamageIn = Type.Object(
  {
    key: Key,
    communeId: Id,
    /** tính đến; absent: now */
    asOf: Type.Optional(Time),
    /** cumulative since the event began; null takes a figure back */
    figures: Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Union([Type.Number({ minimum: 0, maximum: 1e9 }), Type.Null()]),
      { minProperties: 1, maxProperties: 60 },
    ),
    /** needed when a figure falls */
    reason: Type.String({ maxLength: limits.line }),
    source: Type.String({ maxLength: limits.line }),
  },
  { additionalProperties: false },
)
export type DamageIn = Static<typeof DamageIn>
export const DamageTotalOut = Type.Object({
  indicator: Type.String(),
  group: Type.String(),
  vi: Type.String(),
  en: Type.String(),
  unit: Type.String(),
  core: Type.Boolean(),
  decimals: Type.Boolean(),
  value: Type.Union([Type.Number(), Type.Null()]),
  reported: Type.Integer(),
  of: Type.Integer(),
  oldest: Maybe,
  newest: Maybe,
})
export const DamageOut = Type.Object({
  totals: Type.Array(DamageTotalOut),
  communes: Type.Array(
    Type.Object({
      commune: Named,
      /** null: silent */
      lastAt: Maybe,
      lastBy: Maybe,
      reports: Type.Integer(),
      figures: Type.Record(Type.String(), Type.Object({ value: Type.Number(), asOf: Type.String() })),
    }),
  ),
  reported: Type.Integer(),
  of: Type.Integer(),
  newest: Maybe,
})
export type DamageOut = Static<typeof DamageOut>
export const DamageResult = Type.Object({ id: Id, added: Type.Boolean() })

export const SitrepPart = Type.Union([
  Type.Literal('situation'),
  Type.Literal('direction'),
  Type.Literal('recovery'),
  Type.Literal('proposals'),
])
export type SitrepPart = Static<typeof SitrepPart>
export const SitrepTextIn = Type.Object(
  { unitId: Id, part: SitrepPart, text: Type.String({ maxLength: limits.text }) },
  { additionalProperties: false },
)
export const SitrepSendIn = Type.Object({ unitId: Id, key: Key }, { additionalProperties: false })
export const SitrepTextSaved = Type.Object({ at: Type.String() })
const SitrepBlock = Type.Union([
  Type.Object({ type: Type.Literal('heading'), text: Type.String() }),
  Type.Object({ type: Type.Literal('text'), text: Type.String() }),
  Type.Object({ type: Type.Literal('bullet'), text: Type.String() }),
  /** figures that nobody has reported; never written as zero */
  Type.Object({ type: Type.Literal('missing'), text: Type.String() }),
  /** typed by a person */
  Type.Object({
    type: Type.Literal('typed'),
    part: SitrepPart,
    text: Type.String(),
    at: Maybe,
    by: Maybe,
  }),
  Type.Object({
    type: Type.Literal('table'),
    caption: Type.String(),
    columns: Type.Array(
      Type.Object({
        title: Type.String(),
        width: Type.Number(),
        align: Type.Union([Type.Literal('left'), Type.Literal('center'), Type.Literal('right')]),
      }),
    ),
    rows: Type.Array(Type.Array(Type.String())),
  }),
])
export const SitrepContent = Type.Object({
  number: Type.Union([Type.Integer(), Type.Null()]),
  unit: Named,
  incident: Type.Object({ id: Id, title: Type.String() }),
  title: Type.String(),
  asOf: Type.String(),
  exercise: Type.Boolean(),
  sample: Type.Boolean(),
  sections: Type.Array(Type.Object({ key: Type.String(), title: Type.String(), blocks: Type.Array(SitrepBlock) })),
  /** where each figure comes from */
  figures: Type.Array(Type.Object({ label: Type.String(), value: Type.String(), asOf: Maybe, source: Type.String() })),
})
export type SitrepContentOut = Static<typeof SitrepContent>
export const SitrepRowOut = Type.Object({
  id: Id,
  unit: Named,
  number: Type.Integer(),
  asOf: Type.String(),
  sentAt: Type.String(),
  by: Type.String(),
  fileName: Type.String(),
  sha256: Type.String(),
})
export type SitrepRowOut = Static<typeof SitrepRowOut>
export const SitrepDraft = Type.Object({
  content: SitrepContent,
  sent: Type.Array(SitrepRowOut),
  /** due by law today: commune before 17:00, province before 19:00 */
  dueAt: Type.String(),
  dueArticle: Type.String(),
})
export type SitrepDraft = Static<typeof SitrepDraft>
