import type { RefusalMeaning } from '../refusals/refusal.ts'

export const outlookRefusals: Record<string, RefusalMeaning> = {
  'outlook.unit': {
    status: 422,
    vi: 'Dự báo tình hình lập cho tỉnh hoặc xã, phường: chọn lại đơn vị.',
    en: 'An outlook is made for a province or a commune: choose the unit again.',
  },
  'outlook.period': {
    status: 422,
    vi: 'Không có kỳ "{period}" để dự báo: chọn tuần, tháng, quý, 6 tháng hoặc năm.',
    en: 'There is no period "{period}" to make an outlook for: choose week, month, quarter, half-year or year.',
  },
  'outlook.begun': {
    status: 409,
    vi: 'Chỉ xác nhận dự báo của kỳ đang chạy, trước khi kỳ được dự báo bắt đầu: tải lại trang.',
    en: 'Only the outlook of the running period is confirmed, before the period it speaks of begins: reload the page.',
  },
  'outlook.changed': {
    status: 409,
    vi: 'Số liệu đã đổi từ khi bạn mở trang: tải lại để xem nhận định mới rồi xác nhận.',
    en: 'The figures changed since you opened the page: reload, read the claims again, then confirm.',
  },
}
