import type { Alert, AlertInfo } from '../src/alert.ts'

/** A valid info block; a test names only what it is about. */
export const buildInfo = (parts: Partial<AlertInfo> = {}): AlertInfo => ({
  language: 'vi-VN',
  category: ['Met'],
  event: 'Lũ trên sông Kỳ Cùng',
  responseType: ['Evacuate'],
  urgency: 'Expected',
  severity: 'Severe',
  certainty: 'Likely',
  expires: '2025-10-08T21:00:00+07:00',
  headline: 'Lũ trên báo động 3 tại Lạng Sơn',
  area: [{ areaDesc: 'Các xã ven sông', polygon: ['21.8,106.7 21.9,106.7 21.9,106.8 21.8,106.7'] }],
  ...parts,
})

/** A valid alert; a test names only what it is about. */
export const buildAlert = (parts: Partial<Alert> = {}): Alert => ({
  identifier: 'LS-2025-17',
  sender: 'pctt@langson.example.vn',
  sent: '2025-10-08T03:45:00+07:00',
  status: 'Actual',
  msgType: 'Alert',
  scope: 'Public',
  info: [buildInfo()],
  ...parts,
})
