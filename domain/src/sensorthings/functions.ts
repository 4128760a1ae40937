import type { ValueType } from './model.ts'

type Arg = ValueType | readonly ValueType[]
export type FilterFunction = { args: readonly Arg[]; optional?: number; gives: ValueType }

const text: Arg = ['text', 'json']
const number: Arg = ['number', 'json']
const moment: Arg = ['time', 'span']
const moments: Arg = ['time', 'span']
const part = (gives: ValueType): FilterFunction => ({ args: [moment], gives })
const pair = (a: Arg): FilterFunction => ({ args: [a, a], gives: 'boolean' })

/** Functions of `$filter` and `$orderby` (18-088, table 21 and 22) that we know. Shapes: of one point and a point, line or polygon. */
export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  substringof: pair(text),
  contains: pair(text),
  startswith: pair(text),
  endswith: pair(text),
  length: { args: [text], gives: 'number' },
  indexof: { args: [text, text], gives: 'number' },
  substring: { args: [text, number, number], optional: 1, gives: 'text' },
  tolower: { args: [text], gives: 'text' },
  toupper: { args: [text], gives: 'text' },
  trim: { args: [text], gives: 'text' },
  concat: { args: [text, text], gives: 'text' },
  year: part('number'),
  month: part('number'),
  day: part('number'),
  hour: part('number'),
  minute: part('number'),
  second: part('number'),
  fractionalseconds: part('number'),
  date: part('date'),
  time: part('clock'),
  totaloffsetminutes: part('number'),
  now: { args: [], gives: 'time' },
  mindatetime: { args: [], gives: 'time' },
  maxdatetime: { args: [], gives: 'time' },
  round: { args: [number], gives: 'number' },
  floor: { args: [number], gives: 'number' },
  ceiling: { args: [number], gives: 'number' },
  before: pair(moments),
  after: pair(moments),
  meets: pair(moments),
  during: pair(moments),
  overlaps: pair(moments),
  starts: pair(moments),
  finishes: pair(moments),
  'geo.distance': { args: ['geo', 'geo'], gives: 'number' },
  'geo.length': { args: ['geo'], gives: 'number' },
  'geo.intersects': pair('geo'),
  st_intersects: pair('geo'),
  st_within: pair('geo'),
  st_disjoint: pair('geo'),
  st_equals: pair('geo'),
}
