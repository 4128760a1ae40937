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
  'task.other-province': {
    status: 422,
    vi: '{unit} thuộc tỉnh khác: chỉ phối hợp với đơn vị của tỉnh mình. Với tỉnh bạn, gửi công văn.',
    en: '{unit} is of another province: only units of your own may cooperate. Write a letter to the other province.',
  },
  'task.rules-order': {
    status: 422,
    vi: 'Số ngày phải tăng dần từ gần đến xa: lãnh đạo đơn vị, cơ quan thường trực, lãnh đạo tỉnh; mỗi nơi một dòng.',
    en: 'Days must grow from near to far: the unit’s leader, the standing agency, the province’s leader; one line each.',
  },
  'task.file-type': {
    status: 422,
    vi: 'Tệp này không nhận được: chỉ nhận PDF, Word (.docx), Excel (.xlsx) không có macro, ảnh PNG, JPG, WEBP và video MP4.',
    en: 'This file is not taken: only PDF, Word (.docx), Excel (.xlsx) without macros, PNG, JPG, WEBP and MP4.',
  },
  'task.file-size': {
    status: 413,
    vi: 'Tệp phải có nội dung và không quá {mb} MB: nén ảnh, hoặc chia thành nhiều tệp.',
    en: 'A file must not be empty and at most {mb} MB: compress the picture or split the file.',
  },
  'task.files-many': {
    status: 409,
    vi: 'Nhiệm vụ này đã có {n} tệp: không thêm được nữa.',
    en: 'This task has {n} files already: no more can be added.',
  },
  'task.no-target': {
    status: 422,
    vi: 'Nhiệm vụ này chưa có chỉ tiêu đo được: đơn vị giao việc đặt chỉ tiêu trước.',
    en: 'This task has no measurable target: its giver sets one first.',
  },
  'task.bad-period': {
    status: 422,
    vi: 'Kỳ «{period}» không có: chọn tháng, quý, 6 tháng hoặc năm đã bắt đầu.',
    en: 'There is no period "{period}": choose a month, quarter, half-year or year that has begun.',
  },
  'task.no-ask': {
    status: 422,
    vi: 'Đề nghị này không có, hoặc đã được trả lời.',
    en: 'This request is not there, or was answered already.',
  },
  'task.field-unknown': {
    status: 422,
    vi: 'Không có lĩnh vực «{field}».',
    en: 'There is no field "{field}".',
  },
}
