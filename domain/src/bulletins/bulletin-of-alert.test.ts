import type { Alert } from '@tusom/cap'
import { expect, test } from 'vitest'
import { bulletinOfAlert } from './bulletin-of-alert.ts'

const alert = (more: Partial<Alert> = {}, info: Partial<Alert['info'][number]> = {}): Alert => ({
  identifier: 'vn.kttv.2025.10.08.1',
  sender: 'kttv@example.vn',
  sent: '2025-10-08T09:00:00+07:00',
  status: 'Actual',
  msgType: 'Alert',
  scope: 'Public',
  info: [
    {
      language: 'en',
      category: ['Met'],
      event: 'Flood',
      urgency: 'Immediate',
      severity: 'Severe',
      certainty: 'Observed',
    },
    {
      language: 'vi-VN',
      category: ['Met'],
      event: 'Lũ',
      urgency: 'Immediate',
      severity: 'Severe',
      certainty: 'Observed',
      headline: 'TIN LŨ KHẨN CẤP TRÊN SÔNG TRUNG',
      description:
        'Lúc 07h ngày 08/10, mực nước tại trạm Hữu Lũng 24,14m, trên BĐ3 5,14m. Cấp độ rủi ro thiên tai do lũ: cấp 3.',
      expires: '2025-10-08T15:00:00+07:00',
      senderName: 'Đài KTTV tỉnh Lạng Sơn',
      area: [{ areaDesc: 'Xã Hữu Lũng; Xã Vân Nham' }],
      ...info,
    },
  ],
  ...more,
})

test('an alert that is no real one, cancels, or says nothing is marked', () => {
  expect(bulletinOfAlert(alert({ status: 'Exercise' })).warnings[0]).toContain('Exercise')
  expect(bulletinOfAlert(alert({ msgType: 'Cancel' }))).toMatchObject({ final: true })
  expect(bulletinOfAlert(alert({ info: [] })).warnings[0]).toContain('không có phần nội dung')
})

test('severity is never made a level of risk', () => {
  expect(bulletinOfAlert(alert({}, { description: 'Nước dâng nhanh.' })).levels).toEqual([])
})

test('fields come before words; words are read like a bulletin', () => {
  expect(bulletinOfAlert(alert())).toMatchObject({
    kind: 'flood',
    number: 'vn.kttv.2025.10.08.1',
    issuedAt: '2025-10-08T09:00:00+07:00',
    expiresAt: '2025-10-08T15:00:00+07:00',
    issuer: 'Đài KTTV tỉnh Lạng Sơn',
    observations: [{ station: 'Hữu Lũng', at: '2025-10-08T07:00:00+07:00', value: 24.14, alarm: 3, delta: 5.14 }],
    levels: [{ hazard: 'flood', level: 3 }],
    areas: [{ name: 'Xã Hữu Lũng' }, { name: 'Xã Vân Nham' }],
  })
})

test('a level of a parameter counts where the words have none', () => {
  const p = bulletinOfAlert(alert({}, { description: 'Lũ lên.', parameter: [{ valueName: 'capDoRuiRo', value: '2' }] }))
  expect(p.levels).toMatchObject([{ hazard: 'flood', level: 2, areas: ['Xã Hữu Lũng', 'Xã Vân Nham'] }])
})

test('areas given only as codes are the communes of those codes; codes of other lists leave the words', () => {
  const area = (value: string) => [{ areaDesc: 'Vùng cảnh báo', geocode: [{ valueName: 'MaXa', value }] }]
  const names = (value: string) => bulletinOfAlert(alert({}, { area: area(value) })).areas.map(a => a.name)
  expect(names('06385 06415')).toEqual(['06385', '06415'])
  expect(names('VNM.27')).toEqual(['Vùng cảnh báo'])
})
