import { expect, it } from 'vitest'
import { planFieldCodes } from '../key-areas/plan-fields.ts'
import { taskFields } from './task-fields.ts'

it('each of the seven watched fields belongs to exactly one field of work', () => {
  expect(taskFields.flatMap(f => [...f.watched]).sort()).toEqual([...planFieldCodes].sort())
})
