import { expect, it } from 'vitest'
import { accounts } from '../accounts/accounts.ts'
import { units } from '../units/units.ts'
import { samplePlanText } from './sample-plan.ts'

it('is a plan of 1.000–1.700 words in NFC that calls itself a sample', () => {
  const words = samplePlanText.split(/\s+/).filter(Boolean).length
  expect(words).toBeGreaterThanOrEqual(1000)
  expect(words).toBeLessThanOrEqual(1700)
  expect(samplePlanText).toBe(samplePlanText.normalize('NFC'))
  expect(samplePlanText).toContain('Văn bản mẫu')
})

it('gives work to twelve blocks of units, all known by name but the block of all communes', () => {
  const part = samplePlanText.split('IV. TỔ CHỨC THỰC HIỆN')[1]!.split('V. CHẾ ĐỘ BÁO CÁO')[0]!
  const blocks = [...part.matchAll(/^\d+\. (.+)$/gm)].map(m => m[1]!.replace(/^Đề nghị /, ''))
  expect(blocks).toHaveLength(12)
  expect(blocks.pop()).toBe('Ủy ban nhân dân các xã, phường')
  for (const b of blocks)
    expect(
      units.some(u => u.fullName === b || u.aliases.includes(b)),
      b,
    ).toBe(true)
})

it('is signed by a leader of the sample', () => {
  const signer = accounts.find(a => a.role === 'leader' && samplePlanText.trimEnd().endsWith(a.displayName))
  expect(signer?.position).toBe('Phó Chủ tịch UBND tỉnh')
})
