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
