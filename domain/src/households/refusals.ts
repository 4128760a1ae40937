import type { RefusalMeaning } from '../refusals/refusal.ts'

export const householdRefusals: Record<string, RefusalMeaning> = {
  'household.exercise': {
    status: 409,
    vi: 'Trong diễn tập không mở tên, số điện thoại của hộ dân: hộ mang tên "Hộ" và mã hộ.',
    en: 'An exercise shows no names or telephone numbers of households; they are called by their code.',
  },
  'household.reason': {
    status: 422,
    vi: 'Ghi rõ lý do mở thông tin hộ (ít nhất 10 ký tự): lý do được lưu lại.',
    en: 'Say why you open this household (at least 10 characters): the reason is kept.',
  },
  'household.faults': { status: 422, vi: '{fault}', en: '{fault}' },
  'sheet.not-xlsx': {
    status: 422,
    vi: 'Tệp không phải là Excel .xlsx: trong Excel chọn Lưu thành, kiểu "Sổ làm việc Excel (.xlsx)", rồi tải lại.',
    en: 'The file is not an Excel .xlsx workbook: save it as .xlsx and try again.',
  },
  'sheet.too-large': {
    status: 413,
    vi: 'Tệp quá lớn hoặc giải nén ra quá lớn: tối đa {rows} dòng, {mb} MB. Chia tệp theo thôn rồi tải từng tệp.',
    en: 'The file is too large, packed or unpacked: at most {rows} rows and {mb} MB. Split it by hamlet.',
  },
  'sheet.unreadable': {
    status: 422,
    vi: 'Không đọc được tệp Excel này: {why}. Tải mẫu của hệ thống, chép dữ liệu sang rồi thử lại.',
    en: 'This workbook cannot be read: {why}. Download our template, copy the data over and try again.',
  },
  'sheet.no-header': {
    status: 422,
    vi: 'Không tìm thấy dòng tiêu đề có cột {columns}: dùng mẫu Excel của hệ thống.',
    en: 'No header row with the columns {columns}: use the template.',
  },
  'sheet.missing': {
    status: 422,
    vi: 'Chưa chọn tệp Excel để tải lên.',
    en: 'No Excel file was sent.',
  },
  'sheet.empty': {
    status: 422,
    vi: 'Tệp không có dòng dữ liệu nào dưới dòng tiêu đề.',
    en: 'The file has no rows below its header.',
  },
}
