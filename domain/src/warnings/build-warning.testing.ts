import type { WarningCore, WarningLevel, WarningText } from './warning.ts'

/** A warning of which a test says only what it is about. Drafted by person 1. */
export const buildWarning = (over: Partial<WarningCore> = {}): WarningCore => ({
  state: 'draft',
  msgType: 'Alert',
  version: 1,
  drafterId: 1,
  authors: [1],
  approverId: null,
  issuerId: null,
  templateId: null,
  editsSinceApproval: 0,
  returnedRemark: null,
  expiresAt: new Date('2025-10-08T09:00:00+07:00'),
  issuedAt: null,
  reviewDueAt: null,
  reviewedAt: null,
  reviewOutcome: null,
  ...over,
})

export const buildLevel = (over: Partial<WarningLevel> = {}): WarningLevel => ({
  level: 3,
  status: 'suggested',
  article: 'Điều 45 QĐ 18/2021/QĐ-TTg',
  pack: 'qd18-2021 2021.1',
  rule: '3b',
  bulletin: null,
  alarm: 3,
  ...over,
})

export const buildText = (over: Partial<WarningText> = {}): WarningText => ({
  headline: 'Lũ sông Trung, nước trên báo động 3: rời vùng thấp ven sông ngay',
  description:
    'Nước sông Trung tại Hữu Lũng 19,26 m lúc 03:00 ngày 08/10. Rủi ro do lũ cấp 3 (lớn), nước trên báo động 3.',
  instruction: '1. Rời nhà ở vùng thấp.\n2. Ngắt điện trước khi đi.',
  headlineEn: 'Flood on the Trung river, water above alarm 3: leave low ground now',
  descriptionEn: 'Water at Hữu Lũng 19.26 m at 03:00 on 8 Oct.',
  instructionEn: '1. Leave low ground.\n2. Switch off the power.',
  urgency: 'Immediate',
  severity: 'Severe',
  certainty: 'Observed',
  responses: ['Evacuate'],
  effectiveAt: null,
  expiresAt: new Date('2025-10-08T09:00:00+07:00'),
  ...over,
})
