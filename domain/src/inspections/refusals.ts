import type { RefusalMeaning } from '../refusals/refusal.ts'

export const inspectionRefusals: Record<string, RefusalMeaning> = {
  'inspection.unit': {
    status: 422,
    vi: '{unit} không thuộc phạm vi kiểm tra của đơn vị này: chọn đơn vị khác.',
    en: '{unit} is not for this unit to inspect: choose another.',
  },
  'inspection.days': {
    status: 422,
    vi: 'Ngày kết thúc phải từ ngày bắt đầu trở đi: chọn lại.',
    en: 'The last day must not come before the first: choose again.',
  },
  'inspection.state': {
    status: 409,
    vi: 'Cuộc kiểm tra hoặc nội dung này đã sang bước khác từ khi bạn mở trang: tải lại để xem.',
    en: 'The inspection or this finding has moved on since you opened the page: reload it.',
  },
  'inspection.finding-unit': {
    status: 422,
    vi: '{unit} không phải đơn vị được kiểm tra hay đơn vị trong tỉnh có thể khắc phục: chọn lại.',
    en: '{unit} is not a unit that is inspected, or cannot mend it: choose again.',
  },
  'inspection.finding-due': {
    status: 422,
    vi: 'Hạn khắc phục phải từ hôm nay trở đi: chọn lại ngày.',
    en: 'The day to mend by must not lie in the past: choose again.',
  },
  'inspection.not-mender': {
    status: 403,
    vi: 'Việc khắc phục do {unit} báo cáo.',
    en: 'What was done is reported by {unit}.',
  },
  'inspection.changed': {
    status: 409,
    vi: 'Người khác vừa sửa cuộc kiểm tra này: tải lại để xem bản mới rồi sửa tiếp.',
    en: 'Somebody else has just changed this inspection: reload it, then go on.',
  },
  'inspection.no-assessment': {
    status: 422,
    vi: 'Ghi đánh giá chung trước khi kết luận.',
    en: 'Write the general assessment before concluding.',
  },
  'inspection.not-concluded': {
    status: 409,
    vi: 'Chưa kết luận nên chưa có thông báo: đơn vị được kiểm tra chỉ xem sau khi kết luận.',
    en: 'It is not concluded, so there is no notice yet: units that were inspected read it once it is.',
  },
}
