import type { RefusalMeaning } from '../refusals/refusal.ts'

export const evacuationRefusals: Record<string, RefusalMeaning> = {
  'evacuation.nobody': {
    status: 422,
    vi: 'Không hộ nào phải đi theo lệnh này: kiểm tra cấp độ, mức báo động và danh sách hộ nguy cơ của xã.',
    en: 'No household must go under this order: check the level, the alarm and the register of the commune.',
  },
  'evacuation.due-past': {
    status: 422,
    vi: 'Giờ phải đi xong đã qua: chọn giờ sau {now}.',
    en: 'The time to be gone by has passed: choose one after {now}.',
  },
  'evacuation.no-order': {
    status: 409,
    vi: 'Xã chưa có lệnh sơ tán nên không có gì để kết thúc.',
    en: 'The commune has no evacuation order to end.',
  },
  'evacuation.not-commune': {
    status: 422,
    vi: '{unit} không phải là xã, phường: chọn một xã.',
    en: '{unit} is not a commune: choose one.',
  },
  'evacuation.not-hamlet': {
    status: 422,
    vi: 'Cần chọn một thôn.',
    en: 'Choose a hamlet.',
  },
  'move.malformed': {
    status: 422,
    vi: 'Việc thứ {index} sai dạng{where}: {why}.',
    en: 'Event {index} is malformed{where}: {why}.',
  },
  'move.unknown-household': {
    status: 422,
    vi: 'Không có hộ số {household} trong phạm vi của bạn.',
    en: 'There is no household {household} within your reach.',
  },
  'move.unknown-place': {
    status: 422,
    vi: 'Không có nơi đến này trong danh sách của xã.',
    en: 'This place is not in the list of the commune.',
  },
  'move.future': {
    status: 422,
    vi: 'Giờ {at} ở tương lai: kiểm tra đồng hồ của máy.',
    en: 'The time {at} lies in the future: check the clock of the device.',
  },
  'move.people': {
    status: 422,
    vi: 'Hộ này có {people} người, không thể đi {given} người: sửa số khẩu trong sổ hộ trước.',
    en: 'This household has {people} people; {given} cannot have gone: correct the register first.',
  },
}
