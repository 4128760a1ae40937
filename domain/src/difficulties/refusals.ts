import type { RefusalMeaning } from '../refusals/refusal.ts'

export const difficultyRefusals: Record<string, RefusalMeaning> = {
  'difficulty.not-own': {
    status: 403,
    vi: 'Kiến nghị do chính đơn vị có khó khăn nêu và xác nhận: đăng nhập bằng tài khoản của đơn vị đó.',
    en: 'A difficulty is raised and settled by the unit that has it: sign in with an account of that unit.',
  },
  'difficulty.not-yours': {
    status: 403,
    vi: 'Kiến nghị này đang do {unit} trả lời.',
    en: 'This item is with {unit} for an answer.',
  },
  'difficulty.not-competent': {
    status: 422,
    vi: '{unit} không ở trên và không phải sở, ngành của tỉnh: chọn cấp trên hoặc sở, ngành có thẩm quyền.',
    en: '{unit} is neither above nor a department of the province: choose the unit above or a competent department.',
  },
  'difficulty.same-unit': {
    status: 422,
    vi: 'Kiến nghị đang ở {unit}: chọn đơn vị khác để chuyển.',
    en: 'The item is with {unit} already: choose another unit to pass it to.',
  },
  'difficulty.state': {
    status: 409,
    vi: 'Kiến nghị đã sang bước khác từ khi bạn mở trang: tải lại để xem.',
    en: 'The item has moved on since you opened the page: reload it.',
  },
  'difficulty.due': {
    status: 422,
    vi: 'Hạn trả lời phải từ hôm nay đến {last}: chọn lại ngày.',
    en: 'The day to answer by must lie between today and {last}: choose again.',
  },
  'difficulty.raised-already': {
    status: 409,
    vi: 'Câu này của báo cáo đã được đưa thành kiến nghị: mở mục Kiến nghị để xem trả lời.',
    en: 'This sentence of the report was raised already: see its answer among the items raised.',
  },
  'difficulty.sentence': {
    status: 422,
    vi: 'Câu này không còn trong báo cáo đã lưu: chờ báo cáo lưu xong rồi bấm lại.',
    en: 'This sentence is not in the saved report: wait until the report is saved, then press again.',
  },
  'difficulty.report-of-another': {
    status: 422,
    vi: 'Báo cáo này của đơn vị khác: chỉ đưa lên kiến nghị từ báo cáo của đơn vị mình.',
    en: 'This is another unit’s report: items are raised from the own report only.',
  },
}
