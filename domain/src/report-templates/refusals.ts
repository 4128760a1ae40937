import type { RefusalMeaning } from '../refusals/refusal.ts'

/** Refusals of the feature `report-templates`. */
export const reportTemplateRefusals: Record<string, RefusalMeaning> = {
  'template.no-file': {
    status: 422,
    vi: 'Chưa chọn tệp: gửi một tệp Word (.docx).',
    en: 'No file was sent: send one Word file (.docx).',
  },
  'template.too-large': {
    status: 413,
    vi: 'Mẫu lớn hơn {mb} MB: bỏ bớt ảnh rồi tải lên lại.',
    en: 'The template is larger than {mb} MB: remove pictures and upload it again.',
  },
  'template.unreadable': { status: 422, vi: '{why}', en: '{whyEn}' },
  'template.active': {
    status: 422,
    vi: 'Mẫu có {what}: bỏ đi, lưu thành .docx rồi tải lên lại.',
    en: 'The template holds {whatEn}: take it out, save as .docx and upload it again.',
  },
  'template.too-heavy': {
    status: 422,
    vi: 'Mẫu này cần quá nhiều thời gian hoặc bộ nhớ: bớt phần lặp lồng nhau rồi thử lại.',
    en: 'This template needs too much time or memory: use fewer nested loops and try again.',
  },
  'template.faults': {
    status: 422,
    vi: 'Mẫu còn {count} lỗi. {first}',
    en: 'The template has {count} faults. {firstEn}',
  },
  'template.state': {
    status: 409,
    vi: 'Mẫu này {state} rồi: tải lại trang.',
    en: 'This template is already {stateEn}: reload the page.',
  },
  'template.own': {
    status: 403,
    vi: 'Bạn đã tải bản mẫu này lên: người khác duyệt thì mới đưa vào dùng.',
    en: 'You uploaded this version: somebody else approves it.',
  },
  'template.not-yours': {
    status: 403,
    vi: 'Mẫu báo cáo của tỉnh do cơ quan tổng hợp của tỉnh giữ.',
    en: 'Templates of a province are kept by the office that consolidates its reports.',
  },
}
