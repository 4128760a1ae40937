import type { RefusalMeaning } from '../refusals/refusal.ts'

/** Refusals of the feature `reports`. */
export const reportRefusals: Record<string, RefusalMeaning> = {
  'report.actual-only': {
    status: 409,
    vi: 'Báo cáo định kỳ không có trong diễn tập: ra khỏi chế độ diễn tập rồi làm lại.',
    en: 'Periodic reports do not exist in an exercise: leave the exercise and try again.',
  },
  'report.no-form': { status: 404, vi: 'Không có biểu mẫu "{form}".', en: 'There is no form "{form}".' },
  'report.no-period': {
    status: 404,
    vi: 'Biểu mẫu này không có kỳ "{period}": kỳ 6 tháng viết 2026-H1, tuần viết 2026-W05.',
    en: 'This form has no period "{period}": half-years are written 2026-H1, weeks 2026-W05.',
  },
  'report.not-begun': {
    status: 409,
    vi: 'Kỳ này chưa bắt đầu (từ {start}): chờ đến ngày đó.',
    en: 'This period has not begun (from {start}): wait until then.',
  },
  'report.not-standing': {
    status: 409,
    vi: 'Đơn vị chỉ có từ {from} đến {to}, không có trong kỳ này: báo cáo của kỳ đó thuộc đơn vị trước khi sắp xếp.',
    en: 'The unit stood from {from} to {to}, not in this period: that report belongs to the units before the merger.',
  },
  'report.too-many-units': {
    status: 422,
    vi: 'Chỉ soát được tối đa {most} xã, phường một lần: chọn một tỉnh.',
    en: 'At most {most} communes are reviewed at a time: choose a province.',
  },
  'report.not-commune': {
    status: 422,
    vi: 'Biểu mẫu này do xã, phường điền: chọn một xã, phường.',
    en: 'This form is filled by communes: choose a commune.',
  },
  'report.not-own': {
    status: 403,
    vi: 'Số liệu do chính đơn vị nhập: nếu sai, trả báo cáo lại kèm ý kiến.',
    en: 'Figures are typed by the unit itself: return the report with a remark instead.',
  },
  'report.own-judge': {
    status: 403,
    vi: 'Đơn vị không tự duyệt, trả lại hay mở lại báo cáo của mình: đề nghị cơ quan tổng hợp.',
    en: 'A unit does not accept, return or reopen its own report: ask the consolidating agency.',
  },
  'report.locked': {
    status: 409,
    vi: 'Báo cáo đã duyệt và khóa: đề nghị cơ quan tổng hợp mở lại.',
    en: 'The report was accepted and locked: ask the consolidating agency to reopen it.',
  },
  'report.sent': {
    status: 409,
    vi: 'Báo cáo đã gửi, đang chờ duyệt: đề nghị trả lại để sửa.',
    en: 'The report was sent and waits for acceptance: ask for it to be returned.',
  },
  'report.state': {
    status: 409,
    vi: 'Không làm được khi báo cáo {state}: tải lại trang để xem trạng thái mới.',
    en: 'Not possible while the report is {stateEn}: reload the page to see its state.',
  },
  'report.remark-needed': {
    status: 422,
    vi: 'Ghi ý kiến để đơn vị biết cần sửa gì.',
    en: 'Write a remark, so that the unit knows what to change.',
  },
  'report.incomplete': {
    status: 422,
    vi: 'Chưa gửi được, còn {count} điều: {first}',
    en: 'It cannot be sent yet, {count} left: {firstEn}',
  },
  'report.nothing-sent': {
    status: 409,
    vi: 'Chưa xã, phường nào gửi báo cáo kỳ này: chưa có gì để tổng hợp.',
    en: 'No commune has sent its report for this period: there is nothing to consolidate yet.',
  },
  'report.no-consolidation': {
    status: 403,
    vi: 'Đơn vị của bạn không tổng hợp báo cáo của xã, phường nào.',
    en: 'Your unit does not consolidate reports of any commune.',
  },
  'report.form-fault': {
    status: 422,
    vi: 'Biểu mẫu còn {count} chỗ sai: {first}',
    en: 'The form has {count} faults: {firstEn}',
  },
  'report.form-changed': {
    status: 409,
    vi: 'Người khác đã ban hành bản {version} của biểu mẫu này: tải lại trang, làm lại trên bản đó.',
    en: 'Somebody else put version {version} of this form in force: reload the page and work on that one.',
  },
  'report.form-taken': {
    status: 409,
    vi: 'Mã "{form}" đã có biểu mẫu khác: chọn mã khác, hoặc sửa biểu mẫu đó.',
    en: 'Another form has the code "{form}": choose another, or change that form.',
  },
  'report.form-period': {
    status: 422,
    vi: 'Biểu mẫu đã có báo cáo thì không đổi loại kỳ được: lập biểu mẫu mới.',
    en: 'A form that has reports keeps its kind of period: make a new form.',
  },
  'report.element-changed': {
    status: 409,
    vi: 'Người khác vừa sửa mục này: tải lại trang.',
    en: 'Somebody else has just changed this: reload the page.',
  },
  'report.element-fault': {
    status: 422,
    vi: 'Chỉ tiêu hoặc phân tổ chưa đúng: {first}',
    en: 'The element or breakdown is not sound: {firstEn}',
  },
  'report.call-days': {
    status: 422,
    vi: 'Kỳ yêu cầu chưa đúng: {why}',
    en: 'The days asked for are not right: {whyEn}',
  },
  'report.call-ended': {
    status: 409,
    vi: 'Yêu cầu này đã kết thúc.',
    en: 'This call has ended.',
  },
  'report.not-asked': {
    status: 409,
    vi: 'Chưa có cơ quan nào yêu cầu biểu mẫu này cho kỳ đó: chọn một kỳ trong danh sách phải gửi.',
    en: 'Nobody asked for this form for those days: choose a period of the list.',
  },
  'report.range': {
    status: 422,
    vi: 'Chọn từ ngày đến ngày, không quá {years} năm.',
    en: 'Choose from which day to which, at most {years} years.',
  },
  'report.elements': {
    status: 422,
    vi: 'Chọn từ 1 đến {most} chỉ tiêu có trong biểu mẫu.',
    en: 'Choose 1 to {most} figures of the form.',
  },
  'report.released': {
    status: 409,
    vi: 'Kỳ này đã mở số nhạy cảm lúc trước; mỗi kỳ chỉ mở một lần, vì hai lần mở trừ nhau sẽ lộ số nhỏ.',
    en: 'This period was released before; once only, because two releases subtracted from each other give small cells away.',
  },
  'report.release-early': {
    status: 409,
    vi: 'Kỳ chưa kết thúc hoặc chưa có báo cáo nào được duyệt: chờ rồi mở.',
    en: 'The period has not ended or no report was accepted: wait.',
  },
  'report.nothing-sensitive': {
    status: 409,
    vi: 'Biểu mẫu này không có số nhạy cảm: ai đọc được tổng số cũng thấy đủ.',
    en: 'This form has no sensitive figures: whoever reads totals sees all of them.',
  },
  'exchange.unreadable': {
    status: 422,
    vi: 'Không đọc được tệp: {why}',
    en: 'The file cannot be read: {whyEn}',
  },
  'exchange.too-many': {
    status: 413,
    vi: 'Tệp có quá nhiều dòng: mỗi lần tối đa {most} giá trị.',
    en: 'Too many values: at most {most} at a time.',
  },
}
