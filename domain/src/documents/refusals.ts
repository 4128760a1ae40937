import type { RefusalMeaning } from '../refusals/refusal.ts'

export const documentRefusals: Record<string, RefusalMeaning> = {
  'register.bad-code': {
    status: 422,
    vi: 'Ký hiệu «{code}» không đúng: viết như KH-UBND, BC-UBND, UBND-VX.',
    en: 'The sign "{code}" is not right: write it like KH-UBND, BC-UBND, UBND-VX.',
  },
  'register.day-ahead': {
    status: 422,
    vi: 'Ngày {day} chưa tới: văn bản vào sổ theo ngày hôm nay hoặc trước đó.',
    en: 'The day {day} has not come: enter a document today or before.',
  },
  'register.day-back': {
    status: 422,
    vi: 'Sổ đã có văn bản của ngày sau: số và ngày phải cùng tăng. Chọn ngày của văn bản cuối trong sổ hoặc sau đó.',
    en: 'The book already holds a later day: numbers and days go on together. Choose the day of its last entry or a later one.',
  },
  'register.numbered': {
    status: 409,
    vi: 'Văn bản này đã có số trong sổ: {number}.',
    en: 'This document has a number already: {number}.',
  },
  'register.void': {
    status: 409,
    vi: 'Số này đã hủy: không sửa được nữa.',
    en: 'This number is void and cannot be changed.',
  },
  'register.link': {
    status: 422,
    vi: 'Liên kết cần số văn bản hoặc một văn bản khác trong sổ; mỗi văn bản chỉ dẫn một lần.',
    en: 'A link needs a number or another entry of the register; each document is named once.',
  },
}

export const ownPlanRefusals: Record<string, RefusalMeaning> = {
  'own-plan.waiting': {
    status: 409,
    vi: 'Kế hoạch đã gửi, đang chờ xem: gửi lại sau khi được trả lại hoặc duyệt.',
    en: 'The plan is filed and waits for review: file again after it was returned or accepted.',
  },
  'own-plan.no-focal': {
    status: 422,
    vi: 'Chưa có đầu mối: ghi họ tên, chức vụ người theo dõi kế hoạch.',
    en: 'There is no focal person: name who answers for the plan.',
  },
  'own-plan.not-filed': {
    status: 409,
    vi: 'Chỉ xem được kế hoạch đã gửi; kế hoạch này đang ở trạng thái «{state}».',
    en: 'Only a filed plan can be judged; this one is "{stateEn}".',
  },
  'own-plan.remark-missing': {
    status: 422,
    vi: 'Trả lại phải ghi rõ cần sửa gì.',
    en: 'Returning needs a remark that says what to mend.',
  },
  'own-plan.line-unknown': {
    status: 422,
    vi: 'Có việc không thuộc phần của đơn vị trong kế hoạch cấp trên: tải lại trang rồi chọn lại.',
    en: 'One line is no part of yours in the plan above: reload and choose again.',
  },
  'own-plan.line-twice': {
    status: 422,
    vi: '«{title}» đứng hai lần.',
    en: '"{title}" stands twice.',
  },
  'own-plan.line-lead': {
    status: 422,
    vi: '«{title}» chưa có người làm: ghi bộ phận hoặc thôn chủ trì.',
    en: '"{title}" names nobody who does it.',
  },
  'own-plan.bad-day': {
    status: 422,
    vi: 'Ngày «{day}» không có trong lịch.',
    en: 'There is no day "{day}".',
  },
  'own-plan.nothing-chosen': {
    status: 422,
    vi: 'Chưa chọn việc nào: đánh dấu ít nhất một việc được giao.',
    en: 'Nothing is chosen: mark at least one piece of work.',
  },
  'own-plan.self': {
    status: 422,
    vi: 'Đơn vị ban hành không tự gửi kế hoạch cho mình: bỏ {unit} khỏi danh sách.',
    en: 'The issuer files no plan to itself: take {unit} off the list.',
  },
  'own-plan.due-past': {
    status: 422,
    vi: 'Hạn {due} đã qua: chọn ngày sau hôm nay.',
    en: 'The day {due} has passed: choose a later one.',
  },
  'own-plan.document': {
    status: 422,
    vi: 'Văn bản này không phải của đơn vị: tải kế hoạch của đơn vị lên trước.',
    en: 'This document is not the unit’s own: upload the unit’s plan first.',
  },
}

export const documentCheckRefusals: Record<string, RefusalMeaning> = {
  'document-check.secret': {
    status: 422,
    vi: 'Văn bản có dấu độ mật «{mark}» nên không được kiểm tra, không một chữ nào được lưu. Hệ thống này không nhận bí mật nhà nước: xử lý văn bản trong hệ thống dành cho tài liệu mật.',
    en: 'The document is marked "{mark}" (a state secret) and is not checked; not a word of it was stored. Handle it in the system that is meant for such documents.',
  },
  'document-check.not-docx': {
    status: 422,
    vi: 'Chỉ kiểm tra được tệp Word .docx; «{name}» không phải: mở bằng Word rồi lưu thành .docx.',
    en: 'Only a Word file (.docx) can be checked; "{name}" is none: open it in Word and save it as .docx.',
  },
  'document-check.unreadable': { status: 422, vi: '{why}', en: '{whyEn}' },
  'document-check.too-heavy': {
    status: 422,
    vi: 'Văn bản nặng quá mức kiểm tra được: bỏ bớt phụ lục hoặc chia thành nhiều tệp.',
    en: 'The document takes more to check than is allowed: take annexes out or split it.',
  },
}
