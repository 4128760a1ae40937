import type { Actor, Role } from '../permissions/roles.ts'
import { Refusal } from '../refusals/refusal.ts'
import { addDays, daysBetween } from '../reports/days.ts'
import { difficultyPolicies } from './policy.ts'

/**
 * A difficulty (khó khăn, vướng mắc, kiến nghị) raised upward. `open`: waits for an answer · `asked-back`: waits for the raiser ·
 * `answered`: the raiser says whether that settles it.
 */
export type DifficultyState = 'open' | 'asked-back' | 'answered' | 'settled' | 'withdrawn'
export const difficultyStates: readonly DifficultyState[] = ['open', 'asked-back', 'answered', 'settled', 'withdrawn']
export type DifficultyOutcome = 'accepted' | 'partly' | 'not'
export const handlingActs = ['pass-on', 'ask-back', 'answer'] as const
export const respondingActs = ['reply', 'settle', 'not-settled', 'withdraw'] as const
export type HandlingAct = (typeof handlingActs)[number]
export type RespondingAct = (typeof respondingActs)[number]
export type DifficultyAct = HandlingAct | RespondingAct

/** From which states an act may come, and where it leads. */
export const difficultyActs: Record<DifficultyAct, { from: readonly DifficultyState[]; to: DifficultyState }> = {
  'pass-on': { from: ['open'], to: 'open' },
  'ask-back': { from: ['open'], to: 'asked-back' },
  answer: { from: ['open', 'asked-back'], to: 'answered' },
  reply: { from: ['asked-back'], to: 'open' },
  settle: { from: ['answered'], to: 'settled' },
  'not-settled': { from: ['answered'], to: 'open' },
  withdraw: { from: ['open', 'asked-back'], to: 'withdrawn' },
}

/** What holds until a province sets its own. No text of law that we know fixes these days: a proposal, shown as such. */
export type DifficultyRules = {
  /** days of the calendar to answer in, counted from the day it was raised */
  answerDays: number
  /** a unit to which it was passed has at least so many days */
  passOnDays: number
  /** days before the day to answer by from which it counts as due soon */
  soonDays: number
}
export const proposedDifficultyRules: DifficultyRules = { answerDays: 15, passOnDays: 5, soonDays: 3 }
/** Nobody waits longer than half a year by a date that was typed. */
export const LONGEST_ANSWER_DAYS = 180

/** How the day to answer by stands. Only an open item is late: while the raiser was asked back, the raiser owes the word. */
export function difficultyStanding(
  d: { state: DifficultyState; dueOn: string },
  today: string,
  rules: DifficultyRules,
): { kind: 'late' | 'soon' | 'ahead' | 'none'; days: number } {
  const days = daysBetween(today, d.dueOn)
  if (d.state !== 'open') return { kind: 'none', days }
  return { kind: days < 0 ? 'late' : days <= rules.soonDays ? 'soon' : 'ahead', days }
}

/** @throws Refusal difficulty.due */
export function checkDueDay(dueOn: string, today: string): string {
  const last = addDays(today, LONGEST_ANSWER_DAYS)
  if (Number.isNaN(Date.parse(dueOn)) || dueOn < today || dueOn > last)
    throw new Refusal('difficulty.due', { last: last.split('-').reverse().join('/') })
  return dueOn
}

/**
 * The new day to answer by. Passing on leaves the day alone unless the next unit would have too little time; the days that the raiser
 * took to reply are not counted against whoever answers; what was not settled starts anew. The first day is kept beside it.
 */
export function dueAfter(
  act: DifficultyAct,
  d: { dueOn: string; askedBackOn: string | null },
  today: string,
  rules: DifficultyRules,
): string {
  if (act === 'pass-on') {
    const least = addDays(today, rules.passOnDays)
    return d.dueOn < least ? least : d.dueOn
  }
  if (act === 'reply') return addDays(d.dueOn, Math.max(0, daysBetween(d.askedBackOn ?? today, today)))
  if (act === 'not-settled') return addDays(today, rules.answerDays)
  return d.dueOn
}

type UnitFacts = { id: number; kind: string; parentId: number | null }
/**
 * Units that may be asked: every unit above, and the departments of the province. A hamlet asks its commune, which passes on.
 * `above`: from the raiser up, the raiser first. `departments`: of the province.
 */
export function competentFor(above: readonly UnitFacts[], departments: readonly UnitFacts[]): number[] {
  const [self, ...higher] = above
  if (!self) return []
  if (self.kind === 'hamlet' || self.kind === 'force') return higher.slice(0, 1).map(u => u.id)
  // a province's own departments stand below it: it gives them tasks, it does not ask them
  if (self.kind === 'province') return higher.map(u => u.id)
  return [...higher.map(u => u.id), ...departments.map(u => u.id).filter(id => id !== self.id)]
}

/** Where it may be passed on to: whoever might have been asked by the raiser, and for a hamlet's item whoever its commune may ask. */
export function passOnTo(above: readonly UnitFacts[], departments: readonly UnitFacts[], toId: number): number[] {
  const [self, ...higher] = above
  if (!self) return []
  return [...new Set([...higher.map(u => u.id), ...departments.map(u => u.id)])].filter(
    id => id !== toId && id !== self.id,
  )
}

const handlers: readonly Role[] = difficultyPolicies['difficulties.handle'].roles
const raisers: readonly Role[] = difficultyPolicies['difficulties.respond'].roles

/**
 * The unit for which a person acts on an item, or null. The raiser's side is that very unit: a level above does not say in its place that
 * it is settled. The answering side is the unit that was asked, or the standing agency that speaks for it (`agencies`).
 */
export function actingUnit(
  actor: Actor,
  side: 'raiser' | 'addressee',
  d: { unitId: number; toId: number },
  agencies: readonly number[],
): number | null {
  const units = side === 'raiser' ? [d.unitId] : [d.toId, ...agencies]
  const roles = side === 'raiser' ? raisers : handlers
  for (const id of units) if (actor.assignments.some(a => a.unitId === id && roles.includes(a.role))) return id
  return null
}

/** @throws Refusal difficulty.state when the item is at another step */
export function stateAfter(act: DifficultyAct, state: DifficultyState): DifficultyState {
  const rule = difficultyActs[act]
  if (!rule.from.includes(state)) throw new Refusal('difficulty.state')
  return rule.to
}

/** Everybody with a part in it; who once had it keeps seeing it, because his word stands in its history. */
export const difficultyReach = (before: readonly number[], ...ids: readonly number[]): number[] =>
  [...new Set([...before, ...ids])].sort((a, b) => a - b)

const oneLine = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()
/** Whether a sentence stands in what a report says, however its lines are broken. */
export const saysSentence = (text: string, sentence: string): boolean => oneLine(text).includes(oneLine(sentence))
