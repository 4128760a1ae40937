import type { RefusalMeaning } from '../refusals/refusal.ts'

export const incidentRefusals: Record<string, RefusalMeaning> = {
  'incident.closed': {
    status: 409,
    vi: 'Sự cố này đã đóng lúc {at}: mở sự cố mới nếu cần ghi tiếp.',
    en: 'This incident was closed at {at}: open a new one to go on.',
  },
  'incident.future': {
    status: 422,
    vi: 'Giờ ghi {at} ở tương lai: kiểm tra lại ngày giờ.',
    en: 'The time {at} is in the future: check date and time.',
  },
  'incident.bad-correction': {
    status: 422,
    vi: 'Dòng được đính chính không thuộc nhật ký của sự cố này.',
    en: 'The entry to correct is not in the log of this incident.',
  },
  'incident.not-a-commune': {
    status: 422,
    vi: '{unit} không phải là xã, phường: chọn các xã, phường nơi xảy ra sự cố.',
    en: '{unit} is no commune: choose the communes where it happens.',
  },
  'incident.commune-outside': {
    status: 422,
    vi: '{unit} không thuộc sự cố này: thêm xã vào sự cố trước khi nhập thiệt hại.',
    en: '{unit} is not part of this incident: add it before entering its losses.',
  },
  'incident.damage-unknown': {
    status: 422,
    vi: 'Không có chỉ tiêu thiệt hại {indicator}.',
    en: 'There is no loss figure {indicator}.',
  },
  'incident.damage-not-a-count': {
    status: 422,
    vi: '{indicator}: {says} không phải số đếm hợp lệ, nhập số từ 0 trở lên.',
    en: '{indicator}: {says} is no valid count, enter 0 or more.',
  },
  'incident.damage-needs-reason': {
    status: 422,
    vi: '{indicator} giảm so với số đã báo ({says}): số liệu là cộng dồn, ghi lý do đính chính rồi gửi lại.',
    en: '{indicator} falls below what was reported ({says}): figures are cumulative, give the reason for the correction.',
  },
}
