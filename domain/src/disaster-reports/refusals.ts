import type { RefusalMeaning } from '../refusals/refusal.ts'

export const disasterReportRefusals: Record<string, RefusalMeaning> = {
  'loss.no-part': {
    status: 422,
    vi: 'Đơn vị này không có xã, phường nào trong sự cố: chọn đơn vị khác.',
    en: 'This unit has no commune in the incident: choose another.',
  },
  'loss.not-ended': {
    status: 409,
    vi: 'Đợt thiên tai chưa kết thúc: báo cáo tổng hợp đợt lập sau khi đóng sự cố; nay lập báo cáo nhanh.',
    en: 'The event has not ended: its sum is made after the incident is closed; make a quick report now.',
  },
}
