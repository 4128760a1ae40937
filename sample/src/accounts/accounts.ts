import { PROVINCE_CODE } from '../units/units.ts'

/** What an account may do, held at its unit. */
export type Role =
  | 'leader'
  | 'duty-officer'
  | 'standing-agency'
  | 'department-officer'
  | 'commune-officer'
  | 'hamlet-head'
  | 'administrator'

/** An account of the sample. The people are invented; the password is public, so it must never leave the sample. */
export interface Account {
  login: string
  displayName: string
  /** What the person is, as it stands under a signature. */
  position: string
  role: Role
  unitCode: string
  password: string
  invented: true
}

/**
 * The one password of all sample accounts. It is printed by the program and written in the README: an installation for
 * real use must not load these accounts.
 */
export const SAMPLE_PASSWORD = 'mau-TuSom-2026'

const rows: readonly (readonly [login: string, name: string, position: string, role: Role, unit: string])[] = [
  ['chu-tich.tinh', 'Hoàng Minh Khải', 'Chủ tịch UBND tỉnh', 'leader', PROVINCE_CODE],
  ['pho-chu-tich.tinh', 'Nông Thị Thu Hiền', 'Phó Chủ tịch UBND tỉnh', 'leader', PROVINCE_CODE],
  ['truc-ban.tinh', 'Vi Đức Toàn', 'Trực ban Ban Chỉ huy PTDS tỉnh', 'duty-officer', PROVINCE_CODE],
  ['truc-ban2.tinh', 'Lương Thị Mai Anh', 'Trực ban Ban Chỉ huy PTDS tỉnh', 'duty-officer', PROVINCE_CODE],
  ['thuong-truc', 'Triệu Quang Huy', 'Cán bộ thường trực, Công an tỉnh', 'standing-agency', `${PROVINCE_CODE}-CA`],
  ['so-nnmt', 'Đàm Văn Lợi', 'Chuyên viên Sở NN&MT', 'department-officer', `${PROVINCE_CODE}-NNMT`],
  ['so-yte', 'Hà Thị Bích Ngọc', 'Chuyên viên Sở Y tế', 'department-officer', `${PROVINCE_CODE}-YT`],
  ['so-xaydung', 'Lý Hữu Phước', 'Chuyên viên Sở Xây dựng', 'department-officer', `${PROVINCE_CODE}-XD`],
  ['bo-chqs', 'Bế Quốc Dũng', 'Trợ lý Bộ CHQS tỉnh', 'department-officer', `${PROVINCE_CODE}-QS`],
  ['lanh-dao.huulung', 'Nguyễn Thanh Bình', 'Chủ tịch UBND xã Hữu Lũng', 'leader', '06385'],
  ['truc-ban.huulung', 'Hứa Văn Tùng', 'Trực ban xã Hữu Lũng', 'duty-officer', '06385'],
  ['can-bo.huulung', 'Chu Thị Lan', 'Công chức Phòng Kinh tế xã Hữu Lũng', 'commune-officer', '06385'],
  ['lanh-dao.vannham', 'Trần Công Định', 'Chủ tịch UBND xã Vân Nham', 'leader', '06415'],
  ['can-bo.vannham', 'Hoàng Thị Nhung', 'Công chức Phòng Kinh tế xã Vân Nham', 'commune-officer', '06415'],
  ['can-bo.yenbinh', 'Linh Văn Thắng', 'Công chức Phòng Kinh tế xã Yên Bình', 'commune-officer', '06391'],
  ['can-bo.thatkhe', 'Nông Văn Hậu', 'Công chức Phòng Kinh tế xã Thất Khê', 'commune-officer', '06040'],
  ['truong-thon.langben', 'Lô Văn Sáng', 'Trưởng thôn Làng Bến, xã Hữu Lũng', 'hamlet-head', '06385-T01'],
  ['truong-thon.nahoa', 'Nguyễn Thị Tuyết', 'Trưởng thôn Na Hoa, xã Hữu Lũng', 'hamlet-head', '06385-T02'],
  ['truong-thon.bensen', 'Vi Văn Quý', 'Trưởng thôn Bến Sến, xã Vân Nham', 'hamlet-head', '06415-T01'],
  ['quan-tri', 'Đỗ Hải Nam', 'Quản trị hệ thống', 'administrator', PROVINCE_CODE],
]

/** The sample accounts: every role at least once, two leaders of the province so that one drafts and another approves. */
export const accounts: readonly Account[] = rows.map(([login, displayName, position, role, unitCode]) => ({
  login,
  displayName,
  position,
  role,
  unitCode,
  password: SAMPLE_PASSWORD,
  invented: true,
}))
