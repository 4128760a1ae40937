/**
 * What happened to a household during one evacuation, as told by phones that may be hours late, out of order and twice.
 * planned → left (by themselves) | moving (being fetched) → arrived → returned; a call for help and a refusal stand beside it.
 * The five states are never added together: "evacuated" meant three different numbers in one province (Kalmaegi, 11/2025).
 */
export const moveStates = ['planned', 'left', 'moving', 'arrived', 'returned'] as const
export type MoveState = (typeof moveStates)[number]

export const moveStateNames: Record<MoveState, { vi: string; en: string }> = {
  planned: { vi: 'Chưa đi', en: 'Not left' },
  left: { vi: 'Tự đi', en: 'Left by themselves' },
  moving: { vi: 'Đang được đưa đi', en: 'Being moved' },
  arrived: { vi: 'Đã tới nơi', en: 'Arrived' },
  returned: { vi: 'Đã về nhà', en: 'Returned home' },
}

export const moveKinds = ['left', 'moving', 'arrived', 'returned', 'help', 'helped', 'refused', 'undo'] as const
export type MoveKind = (typeof moveKinds)[number]

export const helpNeeds = ['carry', 'boat', 'medical', 'vehicle', 'other'] as const
export type HelpNeed = (typeof helpNeeds)[number]
export const helpNeedNames: Record<HelpNeed, { vi: string; en: string }> = {
  carry: { vi: 'cần người khiêng', en: 'needs people to carry' },
  boat: { vi: 'cần xuồng', en: 'needs a boat' },
  medical: { vi: 'cần y tế', en: 'needs a medic' },
  vehicle: { vi: 'cần xe', en: 'needs a vehicle' },
  other: { vi: 'cần giúp', en: 'needs help' },
}

export type MovePlace = { kind: 'shelter' | 'host'; id: number }

/** One fact from one phone. `id` is made by the phone (uuid): the same fact sent twice is one. `at`: ms since 1970. */
export type MoveEvent = {
  id: string
  kind: MoveKind
  at: number
  place?: MovePlace | null
  /** people who really went, when it differs from the register */
  people?: number | null
  need?: HelpNeed | null
  /** kind `undo`: the event taken back */
  undoes?: string | null
  by?: string | null
}

export type HouseholdMove = {
  state: MoveState
  /** since when, ms; null while planned */
  since: number | null
  place: MovePlace | null
  people: number | null
  help: { need: HelpNeed; since: number } | null
  refusedSince: number | null
  /** who told the last thing that counts */
  by: string | null
  /** the last event that counts: what an undo takes back */
  lastId: string | null
}

const rank: Record<MoveKind, number> = {
  left: 0,
  moving: 1,
  arrived: 2,
  returned: 3,
  help: 4,
  helped: 5,
  refused: 6,
  undo: 7,
}

/**
 * The state that follows from a set of events, whatever the order in which they came and however often each came.
 * - events count in order of `at`; at one instant in order of kind, then of id
 * - an `undo` removes its event, also when it comes first; an undo cannot be undone (press the button again)
 * - within one leg progress does not go back: who has arrived stays arrived when somebody later says "left"; only
 *   `returned` ends the leg, and what follows it begins a new one
 * - `returned` without having gone changes nothing; arriving ends a call for help; going ends a refusal
 */
export function deriveMove(events: Iterable<MoveEvent>): HouseholdMove {
  const byId = new Map<string, MoveEvent>()
  for (const e of events) {
    const had = byId.get(e.id)
    // one id with two contents is a fault of a client: the same one of the two wins whatever came first
    if (!had || JSON.stringify(canonical(e)) < JSON.stringify(canonical(had))) byId.set(e.id, e)
  }
  const undone = new Set<string>()
  for (const e of byId.values()) if (e.kind === 'undo' && e.undoes) undone.add(e.undoes)
  const line = [...byId.values()]
    .filter(e => e.kind !== 'undo' && !undone.has(e.id))
    .sort((a, b) => a.at - b.at || rank[a.kind] - rank[b.kind] || (a.id < b.id ? -1 : 1))
  const s: HouseholdMove = {
    state: 'planned',
    since: null,
    place: null,
    people: null,
    help: null,
    refusedSince: null,
    by: null,
    lastId: null,
  }
  for (const e of line) apply(s, e)
  return s
}

function apply(s: HouseholdMove, e: MoveEvent): void {
  const told = () => {
    s.by = e.by ?? null
    s.lastId = e.id
  }
  switch (e.kind) {
    case 'left':
    case 'moving':
      s.refusedSince = null
      if (s.state === 'arrived' || s.state === e.kind) return
      s.place = e.place ?? null
      break
    case 'arrived':
      s.refusedSince = null
      s.help = null
      s.place = e.place ?? s.place
      break
    case 'returned':
      if (s.state === 'planned' || s.state === 'returned') return
      s.place = null
      s.help = null
      break
    case 'help':
      s.help = { need: e.need ?? 'other', since: s.help?.since ?? e.at }
      told()
      return
    case 'helped':
      if (!s.help) return
      s.help = null
      told()
      return
    case 'refused':
      if (s.state === 'arrived') return
      s.refusedSince = s.refusedSince ?? e.at
      told()
      return
    case 'undo':
      return
  }
  // said twice, a state keeps its first time
  if (s.state !== e.kind) s.since = e.at
  s.state = e.kind
  s.people = e.people ?? s.people
  told()
}

const canonical = (e: MoveEvent) => [e.kind, e.at, e.place?.kind, e.place?.id, e.people, e.need, e.undoes]
