/** A figure that a form asks for (chỉ tiêu). Only counts and money: no form of the sample asks about named people. */
export interface ReportElement {
  code: string
  form: 'six-month' | 'weekly'
  /** Its number on the form; "4.1" is a part of 4. */
  label: string
  nameVi: string
  nameEn: string
  unitVi: string
  unitEn: string
  /** `money`: millions of đồng, one decimal allowed; `count`: whole. Both add up over communes. */
  kind: 'count' | 'money'
}

const row = (
  form: ReportElement['form'],
  label: string,
  code: string,
  nameVi: string,
  nameEn: string,
  unitVi: string,
  unitEn: string,
): ReportElement => ({
  code,
  form,
  label,
  nameVi,
  nameEn,
  unitVi,
  unitEn,
  kind: unitVi === 'triệu đồng' ? 'money' : 'count',
})

const HALF = 'six-month'
const WEEK = 'weekly'

/** The thirteen figures of the six-month form and the two of the weekly one, in the order of the forms. */
export const reportElements: readonly ReportElement[] = [
  row(
    HALF,
    '1',
    'order.incidents',
    'Vụ việc liên quan đến an ninh, trật tự',
    'Incidents of public order',
    'vụ',
    'cases',
  ),
  row(HALF, '1.1', 'order.people', 'Số người liên quan', 'People involved', 'người', 'people'),
  row(HALF, '2', 'traffic.accidents', 'Tai nạn giao thông', 'Traffic accidents', 'vụ', 'cases'),
  row(HALF, '3', 'fire.cases', 'Cháy, nổ', 'Fires and explosions', 'vụ', 'cases'),
  row(HALF, '3.1', 'fire.damage', 'Thiệt hại do cháy, nổ', 'Loss by fire and explosion', 'triệu đồng', 'million VND'),
  row(HALF, '4', 'outreach.sessions', 'Buổi tuyên truyền', 'Outreach sessions', 'buổi', 'sessions'),
  row(HALF, '4.1', 'outreach.attendance', 'Lượt người dự', 'Attendance', 'lượt', 'attendances'),
  row(
    HALF,
    '5',
    'fire.commitments',
    'Hộ ký cam kết phòng cháy, chữa cháy',
    'Households signing fire safety commitments',
    'hộ',
    'households',
  ),
  row(HALF, '6', 'scam.cases', 'Vụ lừa đảo trên không gian mạng', 'Online scams', 'vụ', 'cases'),
  row(HALF, '6.1', 'scam.damage', 'Thiệt hại do lừa đảo', 'Loss by scams', 'triệu đồng', 'million VND'),
  row(
    HALF,
    '7',
    'health.cases',
    'Ca bệnh truyền nhiễm ở người',
    'Cases of infectious disease in people',
    'ca',
    'cases',
  ),
  row(HALF, '8', 'animal.culled', 'Gia súc, gia cầm phải tiêu hủy', 'Animals culled', 'con', 'animals'),
  row(HALF, '9', 'evacuation.households', 'Hộ phải sơ tán', 'Households evacuated', 'hộ', 'households'),
  row(WEEK, '1', 'scam.week.reports', 'Tin báo lừa đảo trong tuần', 'Scam reports in the week', 'tin', 'reports'),
  row(WEEK, '1.1', 'scam.week.damage', 'Thiệt hại trong tuần', 'Loss in the week', 'triệu đồng', 'million VND'),
]
