import type { DocumentFinding } from '@tusom/contract'
import { expect, test } from 'vitest'
import { splitFindings } from './split-findings.ts'

const finding = (rule: string, fixable: boolean, severity: DocumentFinding['severity'] = 'error'): DocumentFinding => ({
  rule,
  severity,
  message: '',
  messageEn: '',
  where: '',
  found: '',
  expected: '',
  clause: '',
  fixable,
})

test('what the copy mends is not asked of a person, errors stand first', () => {
  const findings = [
    finding('a', true, 'warning'),
    finding('b', false, 'warning'),
    finding('c', true),
    finding('d', false),
  ]
  const split = splitFindings({
    findings,
    fixed: { content: '', remaining: [findings[1], findings[3]] as DocumentFinding[] },
  })
  expect(split.mended.map(f => f.rule)).toEqual(['c', 'a'])
  expect(split.left.map(f => f.rule)).toEqual(['d', 'b'])
})
test('what was tried and came back is a person’s', () => {
  const back = finding('a', true)
  expect(splitFindings({ findings: [back], fixed: { content: '', remaining: [back] } })).toEqual({
    mended: [],
    left: [back],
  })
})
test('without a copy everything stays', () => {
  const findings = [finding('b', false)]
  expect(splitFindings({ findings, fixed: null })).toEqual({ mended: [], left: findings })
})
