/** How a fault is put into the reports (or tried at the door, where the program never lets it in). */
export type Planting =
  /** the figure times so many; a tenth is a decimal shift the other way */
  | { kind: 'times'; element: string; by: number }
  | { kind: 'set'; cells: Readonly<Record<string, number>> }
  /** figures of two lines stand in each other's place */
  | { kind: 'swap'; elements: readonly [string, string] }
  /** the report never came */
  | { kind: 'drop' }
  | { kind: 'late'; hours: number }
  /** every figure of the period before once more */
  | { kind: 'repeat-figures' }
  | { kind: 'repeat-words'; part: string }
  /** the report of another commune under this one's name */
  | { kind: 'copy-figures'; from: string }
  | { kind: 'copy-words'; part: string; from: string }
  /** accepted, then opened again and changed */
  | { kind: 'correct'; element: string; from: number }
  | { kind: 'unproven'; element: string }
  /** no earlier report of this commune is there: nothing to compare with */
  | { kind: 'no-history' }
  /** typed into a cell */
  | { kind: 'type'; element: string; value: number }
  /** a report begun for a period in which the unit did not stand: the half-year before the merger of 01/7/2025 */
  | { kind: 'begin'; period: string }
  /** a file of another system in which one cell stands twice with different figures */
  | { kind: 'file'; element: string; values: readonly [number, number] }

/**
 * Where the program says so. `blocked`: the form does not let it be sent; it stays a draft and the agency sees why. `marked`: it was sent,
 * with a reason where the form asked for one, and stands on the agency's page with a mark. `listed`: the agency's page names the unit among
 * the missing or late. `refused`: it never gets in. `hidden`: it is right, and who may not see it does not.
 */
export type Caught = 'blocked' | 'marked' | 'listed' | 'refused' | 'hidden'

export interface PlantedFault {
  id: string
  vi: string
  en: string
  form: 'half' | 'week' | 'month' | 'year'
  unitCode: string
  /** several things may be needed for one fault */
  plant: readonly Planting[]
  caught: Caught
  /** name of the check, mark, refusal or conflict */
  by: string
}

/** The faults of the sample, in the newest period of each form that has ended. All invented, like the reports they stand in. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    id: 'missing-1',
    vi: 'Không gửi báo cáo',
    en: 'No report',
    form: 'half',
    unitCode: '06085',
    plant: [{ kind: 'drop' }],
    caught: 'listed',
    by: 'late',
  },
  {
    id: 'missing-2',
    vi: 'Không gửi báo cáo',
    en: 'No report',
    form: 'half',
    unitCode: '06637',
    plant: [{ kind: 'drop' }],
    caught: 'listed',
    by: 'late',
  },
  {
    id: 'late-1',
    vi: 'Gửi chậm hai ngày',
    en: 'Two days late',
    form: 'half',
    unitCode: '06148',
    plant: [{ kind: 'late', hours: 50 }],
    caught: 'listed',
    by: 'came-late',
  },
  {
    id: 'late-2',
    vi: 'Gửi chậm vài giờ',
    en: 'Some hours late',
    form: 'half',
    unitCode: '06376',
    plant: [{ kind: 'late', hours: 5 }],
    caught: 'listed',
    by: 'came-late',
  },
  {
    id: 'ten-times',
    vi: 'Số buổi tuyên truyền thừa một số 0',
    en: 'One zero too many in the outreach sessions',
    form: 'half',
    unitCode: '06415',
    plant: [{ kind: 'times', element: 'outreach.sessions', by: 10 }],
    caught: 'marked',
    by: 'outlier',
  },
  {
    id: 'decimal-up',
    vi: 'Dấu phẩy thập phân lệch: 48,5 thành 485',
    en: 'Decimal comma lost: 48.5 became 485',
    form: 'half',
    unitCode: '06427',
    plant: [{ kind: 'set', cells: { 'fire.cases': 2, 'fire.damage': 485 } }],
    caught: 'marked',
    by: 'outlier',
  },
  {
    id: 'decimal-down',
    vi: 'Lệch một hàng: còn một phần mười số hộ ký cam kết',
    en: 'One place short: a tenth of the households that signed',
    form: 'half',
    unitCode: '06040',
    plant: [{ kind: 'times', element: 'fire.commitments', by: 0.1 }],
    caught: 'marked',
    by: 'outlier',
  },
  {
    id: 'swapped-1',
    vi: 'Lẫn cột: số vụ và số người đổi chỗ',
    en: 'Columns swapped: cases and people',
    form: 'half',
    unitCode: '06463',
    plant: [
      { kind: 'set', cells: { 'order.incidents': 5, 'order.people': 9 } },
      { kind: 'swap', elements: ['order.incidents', 'order.people'] },
    ],
    caught: 'marked',
    by: 'people-cases',
  },
  {
    id: 'swapped-2',
    vi: 'Lẫn cột: số buổi và lượt người dự đổi chỗ',
    en: 'Columns swapped: sessions and attendance',
    form: 'half',
    unitCode: '06601',
    plant: [{ kind: 'swap', elements: ['outreach.sessions', 'outreach.attendance'] }],
    caught: 'blocked',
    by: 'attendance-sessions',
  },
  {
    id: 'cases-above-people',
    vi: 'Số người liên quan ít hơn số vụ',
    en: 'Fewer people involved than cases',
    form: 'half',
    unitCode: '06112',
    plant: [{ kind: 'set', cells: { 'order.incidents': 8, 'order.people': 3 } }],
    caught: 'marked',
    by: 'people-cases',
  },
  {
    id: 'loss-without-case',
    vi: 'Có thiệt hại do cháy mà không có vụ cháy',
    en: 'A loss by fire without a fire',
    form: 'half',
    unitCode: '06004',
    plant: [{ kind: 'set', cells: { 'fire.cases': 0, 'fire.damage': 60 } }],
    caught: 'blocked',
    by: 'fire-damage',
  },
  {
    id: 'missing-as-zero',
    vi: 'Chưa có số liệu mà ghi 0',
    en: 'A missing figure written as zero',
    form: 'half',
    unitCode: '06253',
    plant: [{ kind: 'set', cells: { 'fire.commitments': 0 } }],
    caught: 'marked',
    by: 'zero-usual',
  },
  {
    id: 'old-figures',
    vi: 'Gửi lại đúng số của kỳ trước',
    en: 'The figures of the period before once more',
    form: 'half',
    unitCode: '06211',
    plant: [{ kind: 'repeat-figures' }],
    caught: 'marked',
    by: 'same-as-last',
  },
  {
    id: 'old-words',
    vi: 'Chép lời của kỳ trước',
    en: 'The words of the period before once more',
    form: 'half',
    unitCode: '06286',
    plant: [{ kind: 'repeat-words', part: 'situation' }],
    caught: 'marked',
    by: 'text-as-last',
  },
  {
    id: 'words-of-another',
    vi: 'Chép lời của xã khác',
    en: 'The words of another commune',
    form: 'half',
    unitCode: '06325',
    plant: [{ kind: 'copy-words', part: 'outlook', from: '06349' }],
    caught: 'marked',
    by: 'text-of-another',
  },
  {
    id: 'double-report',
    vi: 'Một báo cáo gửi cho hai xã: mọi số trùng nhau',
    en: 'One report sent for two communes: every figure alike',
    form: 'half',
    unitCode: '06400',
    plant: [{ kind: 'copy-figures', from: '06445' }],
    caught: 'marked',
    by: 'same-figures',
  },
  {
    id: 'corrected',
    vi: 'Sửa số sau khi đã duyệt',
    en: 'A figure changed after acceptance',
    form: 'half',
    unitCode: '06184',
    plant: [{ kind: 'correct', element: 'order.incidents', from: 31 }],
    caught: 'marked',
    by: 'corrected',
  },
  {
    id: 'first-report-ten-times',
    vi: 'Xã gửi lần đầu, số ca bệnh thừa một số 0: không có kỳ trước để so',
    en: 'A first report with one zero too many: no earlier one to compare with',
    form: 'half',
    unitCode: '06541',
    plant: [{ kind: 'no-history' }, { kind: 'set', cells: { 'health.cases': 90 } }],
    caught: 'marked',
    by: 'above-others',
  },
  {
    id: 'below-the-weeks',
    vi: 'Thiệt hại do lừa đảo 6 tháng ít hơn các tuần đã báo',
    en: 'A half-year’s loss by scams below that of its weeks',
    form: 'half',
    unitCode: '05977',
    plant: [{ kind: 'times', element: 'scam.damage', by: 0.5 }],
    caught: 'marked',
    by: 'scam-weeks',
  },
  {
    id: 'below-the-months',
    vi: 'Tai nạn giao thông 6 tháng ít hơn các tháng đã báo',
    en: 'Fewer accidents in six months than in its months',
    form: 'half',
    unitCode: '06385',
    plant: [{ kind: 'set', cells: { 'traffic.accidents': 0 } }],
    caught: 'marked',
    by: 'traffic-months',
  },
  {
    id: 'week-ten-times',
    vi: 'Tin báo lừa đảo trong tuần thừa một số 0',
    en: 'One zero too many in the scam reports of a week',
    form: 'week',
    unitCode: '06415',
    plant: [{ kind: 'set', cells: { 'scam.week.reports': 20, 'scam.week.damage': 35 } }],
    caught: 'marked',
    by: 'outlier',
  },
  {
    id: 'parts-not-sum',
    vi: 'Các phân tổ cộng lại không bằng tổng',
    en: 'The parts do not add up to the total',
    form: 'month',
    unitCode: '06427',
    plant: [{ kind: 'times', element: 'movement.members/sex:male', by: 2 }],
    caught: 'blocked',
    by: 'options-sum',
  },
  {
    id: 'solved-above-cases',
    vi: 'Số vụ làm rõ nhiều hơn số vụ xảy ra',
    en: 'More cases solved than happened',
    form: 'month',
    unitCode: '06385',
    plant: [{ kind: 'set', cells: { 'order.cases.crime': 2, 'order.cases.solved': 6 } }],
    caught: 'marked',
    by: 'solved-cases',
  },
  {
    id: 'unproven-score',
    vi: 'Chấm điểm mà không có minh chứng',
    en: 'A score without its evidence',
    form: 'year',
    unitCode: '06415',
    plant: [{ kind: 'unproven', element: 'criteria.c3' }],
    caught: 'blocked',
    by: 'evidence',
  },
  {
    id: 'negative',
    vi: 'Số âm',
    en: 'A negative figure',
    form: 'half',
    unitCode: '06385',
    plant: [{ kind: 'type', element: 'order.incidents', value: -3 }],
    caught: 'refused',
    by: 'range',
  },
  {
    id: 'impossible-score',
    vi: 'Điểm cao hơn điểm tối đa (25/20)',
    en: 'A score above the highest (25 of 20)',
    form: 'year',
    unitCode: '06385',
    plant: [{ kind: 'type', element: 'criteria.c1', value: 25 }],
    caught: 'refused',
    by: 'range',
  },
  {
    id: 'before-merger',
    vi: 'Báo cáo cho kỳ trước khi sắp xếp đơn vị',
    en: 'A report for a period before the merger',
    form: 'half',
    unitCode: '06385',
    plant: [{ kind: 'begin', period: '2024-H2' }],
    caught: 'refused',
    by: 'report.not-standing',
  },
  {
    id: 'twice-in-file',
    vi: 'Một đơn vị có hai số cho cùng một ô trong tệp',
    en: 'One unit twice in a file, with two figures for one cell',
    form: 'half',
    unitCode: '06385',
    plant: [{ kind: 'file', element: 'fire.cases', values: [1, 4] }],
    caught: 'refused',
    by: 'TS01',
  },
  {
    id: 'small-cell',
    vi: 'Số ca bệnh rất nhỏ của một xã (nhạy cảm)',
    en: 'A very small count of cases of disease (sensitive)',
    form: 'half',
    unitCode: '05986',
    plant: [{ kind: 'set', cells: { 'health.cases': 1 } }],
    caught: 'hidden',
    by: 'small-cells',
  },
]
