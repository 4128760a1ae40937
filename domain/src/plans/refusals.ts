import type { RefusalMeaning } from '../refusals/refusal.ts'

export const planRefusals: Record<string, RefusalMeaning> = {
  'plan.secret': {
    status: 422,
    vi: 'Văn bản có dấu độ mật «{mark}» nên bị từ chối, không một chữ nào được lưu. Hệ thống này không nhận bí mật nhà nước: giữ văn bản trong hệ thống dành cho tài liệu mật.',
    en: 'The document is marked "{mark}" (a state secret) and is refused; not a word of it was stored. Keep it in the system that is meant for such documents.',
  },
  'plan.unreadable': {
    status: 422,
    vi: '{why}',
    en: '{whyEn}',
  },
  'plan.empty': {
    status: 422,
    vi: 'Văn bản không có chữ nào đọc được: kiểm tra lại tệp, hoặc dán chữ vào ô bên cạnh.',
    en: 'There is no readable text in the document: check the file, or paste its text.',
  },
  'plan.no-lead': {
    status: 422,
    vi: 'Chưa có đơn vị chủ trì cho «{item}»: chọn đơn vị rồi xác nhận.',
    en: 'Nobody leads "{item}": choose a unit, then confirm.',
  },
  'plan.item-assigned': {
    status: 409,
    vi: '«{item}» đã giao thành nhiệm vụ: sửa ở trang nhiệm vụ.',
    en: '"{item}" is a task already: change it on the page of the task.',
  },
  'plan.bad-split': {
    status: 422,
    vi: 'Chỗ tách phải nằm giữa câu: đặt con trỏ vào giữa hai việc.',
    en: 'Split inside the sentence: put the cursor between the two pieces of work.',
  },
  'plan.bad-merge': {
    status: 422,
    vi: 'Gộp cần từ hai việc của cùng văn bản.',
    en: 'Merging needs two items or more of one document.',
  },
  'plan.nothing-to-undo': {
    status: 409,
    vi: 'Không còn bước nào để hoàn tác, hoặc các việc đó đã giao.',
    en: 'There is nothing left to undo, or the items were given already.',
  },
  'plan.nothing-to-assign': {
    status: 422,
    vi: 'Chưa có việc nào được xác nhận để giao.',
    en: 'No item has been confirmed yet.',
  },
  'plan.too-heavy': {
    status: 422,
    vi: 'Văn bản nặng quá mức đọc được: chia thành nhiều tệp, hoặc dán phần giao việc vào ô bên cạnh.',
    en: 'The document takes more to read than is allowed: split it, or paste the part that gives work.',
  },
  'progress.no-tasks': {
    status: 422,
    vi: 'Đơn vị chưa được giao nhiệm vụ nào theo văn bản này trong kỳ đã chọn: chọn kỳ khác, hoặc giao việc trước.',
    en: 'The unit has no task of this document in that period: choose another, or give the work first.',
  },
  'progress.not-numbered': {
    status: 409,
    vi: 'Báo cáo chưa có số: số liệu vẫn đang theo nhiệm vụ, không cần lấy lại.',
    en: 'The report bears no number yet: its figures follow the tasks anyway.',
  },
}
