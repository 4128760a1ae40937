import type { RefusalMeaning } from '../refusals/refusal.ts'

export const scenarioRefusals: Record<string, RefusalMeaning> = {
  'scenario.not-a-commune': {
    status: 422,
    vi: '{unit} không phải là xã, phường: chọn các xã, phường cần kích hoạt.',
    en: '{unit} is no commune: choose the communes for which to activate.',
  },
  'scenario.other-hazard': {
    status: 422,
    vi: 'Kịch bản này không dùng cho loại thiên tai đã chọn: chọn một trong {hazards}.',
    en: 'This scenario does not cover that hazard: choose one of {hazards}.',
  },
  'scenario.no-steps': {
    status: 422,
    vi: 'Ở cấp {level} và các pha đã chọn, kịch bản không có bước nào: chọn cấp hoặc pha khác.',
    en: 'At level {level} the chosen phases have no steps: choose another level or phase.',
  },
  'scenario.stopped': {
    status: 409,
    vi: 'Lần kích hoạt này đã dừng lúc {at}: kích hoạt lại nếu cần.',
    en: 'This activation was stopped at {at}: activate again if needed.',
  },
  'scenario.wrong-incident': {
    status: 422,
    vi: 'Sự cố này đã đóng hoặc không chứa xã nào đang chọn: bỏ liên kết sự cố hoặc chọn sự cố khác.',
    en: 'That incident is closed or has none of these communes: leave it out or choose another.',
  },
  'scenario.no-rounds': {
    status: 409,
    vi: 'Nhiệm vụ này không lặp lại hoặc đã xong: cập nhật trạng thái ở trang nhiệm vụ.',
    en: 'This task does not come again or is closed: update its state on its own page.',
  },
}
