/**
 * The 65 communes and wards of Lạng Sơn since 01/07/2025: code of the General Statistics Office, name, area in km²,
 * latitude and longitude of the middle of the bounding box. The middle is for drawing maps only; it is nobody's address.
 * Facts taken over from the MIT compilation thanglequoc/vietnamese-provinces-database (release 4.2.0, basis: Decision
 * 19/2025/QĐ-TTg). Code 06325 is written "xã Bắc Sơn" in lower case there; here it reads like all others.
 */
export const COMMUNES_SOURCE =
  'mã, tên, diện tích: thanglequoc/vietnamese-provinces-database 4.2.0 (MIT), căn cứ Quyết định 19/2025/QĐ-TTg; điểm giữa: tính từ khung bao'

export interface CommuneRow {
  code: string
  ward: boolean
  name: string
  areaKm2: number
  lat: number
  lon: number
}

const TABLE = `
05977 P.Đông Kinh 54.71 21.81 106.767
05983 P.Lương Văn Tri 31.76 21.827 106.729
05986 P.Tam Thanh 27.35 21.885 106.739
06187 P.Kỳ Lừa 61.7 21.841 106.815
06001 Đoàn Kết 156.29 22.388 106.273
06004 Quốc Khánh 168.15 22.34 106.534
06019 Tân Tiến 213.39 22.285 106.319
06037 Kháng Chiến 142 22.267 106.587
06040 Thất Khê 100.52 22.302 106.434
06046 Tràng Định 118.41 22.208 106.479
06058 Quốc Việt 117.97 22.216 106.619
06073 Hoa Thám 151.78 22.18 106.355
06076 Quý Hoà 130.28 22.178 106.275
06079 Hồng Phong 132.98 22.067 106.414
06085 Thiện Hoà 160.31 22.08 106.218
06091 Thiện Thuật 134.5 22.051 106.3
06103 Thiện Long 167.26 21.981 106.189
06112 Bình Gia 104.98 21.971 106.335
06115 Tân Văn 112.06 21.924 106.464
06124 Na Sầm 94.47 22.08 106.601
06148 Thuỵ Hùng 108.76 22.112 106.652
06151 Hội Hoan 117.43 22.036 106.49
06154 Văn Lãng 132.28 22.086 106.53
06172 Hoàng Văn Thụ 114.5 21.965 106.651
06184 Đồng Đăng 91.57 21.948 106.728
06196 Ba Sơn 154.96 21.907 106.968
06211 Cao Lộc 103.86 21.941 106.814
06220 Công Sơn 84.74 21.881 106.866
06253 Văn Quan 87.57 21.863 106.509
06280 Điềm He 103.12 21.944 106.558
06286 Khánh Khê 93.64 21.858 106.67
06298 Yên Phúc 117.93 21.815 106.56
06313 Tri Lễ 131.28 21.781 106.443
06316 Tân Đoàn 100.41 21.784 106.637
06325 Bắc Sơn 80.46 21.913 106.319
06337 Tân Tri 137.61 21.876 106.198
06349 Hưng Vũ 133.24 21.802 106.366
06364 Vũ Lễ 92.1 21.816 106.178
06367 Vũ Lăng 112.27 21.833 106.285
06376 Nhất Hoà 143.72 21.737 106.259
06385 Hữu Lũng 52.87 21.516 106.371
06391 Yên Bình 119.22 21.64 106.27
06400 Hữu Liên 122.56 21.672 106.357
06415 Vân Nham 81.22 21.532 106.282
06427 Cai Kinh 105.56 21.586 106.365
06436 Thiện Tân 93.07 21.553 106.221
06445 Tân Thành 121.93 21.502 106.46
06457 Tuấn Sơn 111.21 21.46 106.35
06463 Chi Lăng 80.74 21.608 106.543
06475 Bằng Mạc 117.82 21.717 106.527
06481 Chiến Thắng 114.27 21.725 106.761
06496 Nhân Lý 126.86 21.697 106.659
06505 Vạn Linh 126.54 21.63 106.492
06517 Quan Sơn 138.05 21.605 106.674
06526 Na Dương 109.91 21.684 106.946
06529 Lộc Bình 79.15 21.785 106.908
06541 Mẫu Sơn 136.04 21.797 106.998
06565 Khuất Xá 124.91 21.726 107.088
06577 Thống Nhất 190.61 21.679 106.832
06601 Lợi Bác 139.11 21.638 107.001
06607 Xuân Dương 206.7 21.587 106.901
06613 Đình Lập 164.66 21.593 107.084
06616 Thái Bình 305.25 21.45 106.997
06625 Kiên Mộc 417.78 21.642 107.226
06637 Châu Sơn 301.31 21.464 107.151
`

/** All 65 rows, ordered by code. */
export const communeRows: readonly CommuneRow[] = TABLE.trim()
  .split('\n')
  .map(line => {
    const m = /^(\d{5}) (P\.)?(.+) ([\d.]+) ([\d.]+) ([\d.]+)$/.exec(line)
    if (!m) throw new Error(`communes-table: cannot read "${line}"`)
    return { code: m[1]!, ward: !!m[2], name: m[3]!, areaKm2: +m[4]!, lat: +m[5]!, lon: +m[6]! }
  })
  .sort((a, b) => (a.code < b.code ? -1 : 1))
