import { describe, expect, it } from 'vitest'
import { buildAlert, buildInfo } from '../test/build-alert.ts'
import { checkAlert } from './check-alert.ts'
import { cancelOf, findReferenceCircle, parseReferences, referenceTo, updateOf } from './references.ts'

const first = buildAlert({ identifier: 'LS-1', sent: '2025-10-08T03:45:00+07:00' })
const next = (identifier: string, sent: string) => {
  const { msgType: _, references: __, ...rest } = buildAlert({ identifier, sent })
  return rest
}
const second = updateOf([first], next('LS-2', '2025-10-08T06:00:00+07:00'))
const third = updateOf([second], next('LS-3', '2025-10-08T09:00:00+07:00'))

describe('updateOf', () => {
  it('names what it replaces', () => {
    expect(second.msgType).toBe('Update')
    expect(second.references).toBe('pctt@langson.example.vn,LS-1,2025-10-08T03:45:00+07:00')
    expect(checkAlert(second)).toEqual([])
  })

  it('names the whole chain, oldest first, each once', () => {
    expect(parseReferences(third.references).references.map(r => r.identifier)).toEqual(['LS-1', 'LS-2'])
    const merged = updateOf([third, second, first], next('LS-4', '2025-10-08T10:00:00+07:00'))
    expect(parseReferences(merged.references).references.map(r => r.identifier)).toEqual(['LS-1', 'LS-2', 'LS-3'])
  })
})

describe('cancelOf', () => {
  const own = { identifier: 'LS-4', sent: '2025-10-08T12:00:00+07:00', note: 'Nước đã rút dưới báo động 1.' }

  it('takes back the message and all it superseded, and passes the check', () => {
    const cancel = cancelOf(third, own)
    expect(cancel).toMatchObject({ msgType: 'Cancel', status: 'Actual', scope: 'Public', note: own.note, info: [] })
    expect(parseReferences(cancel.references).references.map(referenceTo)).toEqual([
      'pctt@langson.example.vn,LS-1,2025-10-08T03:45:00+07:00',
      'pctt@langson.example.vn,LS-2,2025-10-08T06:00:00+07:00',
      'pctt@langson.example.vn,LS-3,2025-10-08T09:00:00+07:00',
    ])
    expect(checkAlert(cancel)).toEqual([])
  })

  it('stays an exercise where the warning was one, and goes to the same receivers', () => {
    const drill = buildAlert({
      status: 'Exercise',
      scope: 'Private',
      addresses: 'xa1@example.vn',
      code: ['LS:1'],
      incidents: 'bao-11',
      note: 'Diễn tập 2025',
    })
    const cancel = cancelOf(drill, { ...own, info: [buildInfo({ responseType: ['AllClear'] })] })
    expect(cancel).toMatchObject({
      status: 'Exercise',
      scope: 'Private',
      addresses: 'xa1@example.vn',
      code: ['LS:1'],
      incidents: 'bao-11',
    })
    expect(cancel.info).toHaveLength(1)
    expect(checkAlert(cancel)).toEqual([])
  })

  it('sent before the message it cancels, it is refused by the check', () => {
    const early = cancelOf(third, { ...own, sent: '2025-10-08T08:00:00+07:00' })
    expect(checkAlert(early).map(f => f.code)).toContain('references.later')
  })
})

describe('findReferenceCircle', () => {
  const to = (identifier: string) => `pctt@langson.example.vn,${identifier},2025-10-08T03:45:00+07:00`
  const named = (identifier: string, ...refs: string[]) =>
    buildAlert({ identifier, ...(refs.length > 0 ? { references: refs.map(to).join(' ') } : {}) })

  it('finds a circle and leaves chains and diamonds alone', () => {
    expect(findReferenceCircle([first, second, third])).toBeNull()
    expect(findReferenceCircle([named('d', 'b', 'c'), named('b', 'a'), named('c', 'a'), named('a')])).toBeNull()
    const circle = findReferenceCircle([named('x', 'a'), named('a', 'b'), named('b', 'c'), named('c', 'a')])
    expect(circle?.map(key => key.split(',')[1])).toEqual(['a', 'b', 'c', 'a'])
  })

  it('survives a chain of ten thousand', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => (i === 0 ? named('0') : named(`${i}`, `${i - 1}`)))
    expect(findReferenceCircle(chain)).toBeNull()
  })
})
