import type { RefusalMeaning } from '../refusals/refusal.ts'

export const commendationRefusals: Record<string, RefusalMeaning> = {
  'commendation.unit': {
    status: 422,
    vi: '{unit} không thuộc đơn vị đề nghị: chọn tập thể, cá nhân của đơn vị mình.',
    en: '{unit} does not belong to the unit that proposes: choose a collective or a person of it.',
  },
  'commendation.name': {
    status: 422,
    vi: 'Ghi họ tên và chức vụ của cá nhân được đề nghị.',
    en: 'Write the name and post of the person who is proposed.',
  },
  'commendation.delete-after': {
    status: 422,
    vi: 'Ngày xóa dữ liệu cá nhân phải sau hôm nay và không quá {years} năm: chọn lại.',
    en: 'The day on which personal data is deleted must lie ahead, at most {years} years: choose again.',
  },
  'commendation.state': {
    status: 409,
    vi: 'Đề nghị này đã sang bước khác từ khi bạn mở trang: tải lại để xem.',
    en: 'This proposal has moved on since you opened the page: reload it.',
  },
  'commendation.not-reviewer': {
    status: 403,
    vi: 'Đề nghị này do {unit} xem xét.',
    en: 'This proposal is reviewed by {unit}.',
  },
  'commendation.same-person': {
    status: 409,
    vi: 'Người đề nghị không tự xét và không tự ghi quyết định: nhờ người khác.',
    en: 'Who proposed does not review or record the decision: ask somebody else.',
  },
  'commendation.decision-date': {
    status: 422,
    vi: 'Ngày của quyết định không được sau hôm nay.',
    en: 'The day of the decision must not lie ahead.',
  },
  'commendation.link': {
    status: 422,
    vi: 'Không thấy nhiệm vụ, báo cáo hoặc sự cố đã chọn: chọn lại.',
    en: 'The task, report or incident was not found: choose again.',
  },
  'commendation.erased': {
    status: 409,
    vi: 'Dữ liệu cá nhân của đề nghị này đã xóa đúng hạn, không lập văn bản được nữa.',
    en: 'The personal data of this proposal was deleted on its day, so no document can be made of it.',
  },
}
