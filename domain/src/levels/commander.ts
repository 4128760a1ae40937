/** Who commands at a disaster risk level: NĐ 66/2021 Đ.7–11 as amended by NĐ 53/2026. */
const commanders: Record<number, { vi: string; en: string }> = {
  1: { vi: 'Chủ tịch UBND cấp xã chỉ huy trực tiếp', en: 'The chair of the commune commands' },
  2: { vi: 'Chủ tịch UBND cấp tỉnh chỉ huy', en: 'The chair of the province commands' },
  3: {
    vi: 'Chủ tịch UBND cấp tỉnh chỉ huy tại địa bàn, theo chỉ đạo của Ban Chỉ đạo Phòng thủ dân sự quốc gia',
    en: 'The chair of the province commands, directed by the National Civil Defence Steering Committee',
  },
  4: { vi: 'Thủ tướng Chính phủ chỉ đạo', en: 'The Prime Minister directs' },
  5: {
    vi: 'Thủ tướng Chính phủ đề nghị Chủ tịch nước ban bố tình trạng khẩn cấp',
    en: 'The Prime Minister asks the President to declare a state of emergency',
  },
}
export const commanderArticle = 'NĐ 66/2021/NĐ-CP Đ.7–11, sửa đổi bởi NĐ 53/2026/NĐ-CP'
export const commanderAt = (level: number | null): { vi: string; en: string } | null =>
  level === null ? null : (commanders[level] ?? null)

/**
 * Who must be told and how often. The recipients of a bulletin are those of Phụ lục IV QĐ 18/2021, a list we do not have (unknown), within 15
 * minutes (Điều 35); directives are broadcast again at least every 3 hours up to level 3, every hour above it (NĐ 66/2021 Đ.4).
 */
export function toldAt(level: number | null): { vi: string; en: string; article: string } | null {
  if (level === null || level < 1) return null
  const hours = level <= 3 ? 3 : 1
  return {
    vi: `Phát lại chỉ đạo ít nhất ${hours} giờ một lần; bản tin phải tới nơi nhận trong 15 phút. Danh sách nơi nhận (Phụ lục IV) chưa có trong hệ thống: tỉnh nhập vào danh bạ cảnh báo.`,
    en: `Directives are broadcast again at least every ${hours === 1 ? 'hour' : '3 hours'}; a bulletin must reach its recipients within 15 minutes. The list of recipients (Annex IV) is not in the system: the province enters them among those who are warned.`,
    article: 'NĐ 66/2021/NĐ-CP Đ.4; QĐ 18/2021/QĐ-TTg Đ.35',
  }
}
