import type { RefusalMeaning } from '../refusals/refusal.ts'

export const taskRefusals: Record<string, RefusalMeaning> = {
  'task.same-state': {
    status: 409,
    vi: 'Nhiệm vụ đang ở trạng thái «{state}» rồi: tải lại trang để xem ai vừa đổi.',
    en: 'The task is already "{stateEn}": reload to see who changed it.',
  },
  'task.no-such-step': {
    status: 409,
    vi: 'Không chuyển được từ «{from}» sang «{to}».',
    en: 'A task cannot go from "{fromEn}" to "{toEn}".',
  },
  'task.not-lead': {
    status: 403,
    vi: 'Chỉ đơn vị chủ trì đổi được trạng thái này; đơn vị phối hợp ghi ý kiến vào nhật ký.',
    en: 'Only the leading unit may do this; a cooperating unit may write a note.',
  },
  'task.not-owner': {
    status: 403,
    vi: 'Chỉ đơn vị giao việc làm được bước này.',
    en: 'Only the unit that gave the task may do this.',
  },
  'task.reason-missing': {
    status: 422,
    vi: 'Chuyển sang «{to}» phải ghi lý do.',
    en: 'A reason is needed to set a task to "{toEn}".',
  },
  'task.has-parts': {
    status: 409,
    vi: 'Nhiệm vụ này đã chia cho {parts} đơn vị: trạng thái theo từng phần, mở phần của đơn vị để cập nhật.',
    en: 'This task was given to {parts} units: its state follows from their parts; open a part to change it.',
  },
  'task.lead-outside': {
    status: 403,
    vi: 'Không giao được cho {unit}: chỉ giao cho đơn vị cấp dưới, hoặc đơn vị mà cơ quan bạn được giao theo dõi, đôn đốc.',
    en: 'You cannot give work to {unit}: only to units below yours, or below one that your agency consolidates.',
  },
  'task.unknown-unit': {
    status: 422,
    vi: 'Không có đơn vị số {unit}, hoặc đơn vị này đã giải thể, sáp nhập.',
    en: 'There is no unit {unit}, or it no longer exists.',
  },
  'task.due-past': {
    status: 422,
    vi: 'Hạn {due} đã qua: chọn hạn sau lúc này.',
    en: 'The deadline {due} has passed: choose a later one.',
  },
}
