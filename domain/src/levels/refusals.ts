import type { RefusalMeaning } from '../refusals/refusal.ts'

export const levelRefusals: Record<string, RefusalMeaning> = {
  'level-raise.one-hazard': {
    status: 409,
    vi: 'Xã này chưa có hai loại hình thiên tai cùng lúc: chỉ khi đó mới được nâng cấp (QĐ 18/2021 Điều 4).',
    en: 'Two natural hazards do not stand together here: only then may the level be raised (Decision 18/2021 Article 4).',
  },
}
