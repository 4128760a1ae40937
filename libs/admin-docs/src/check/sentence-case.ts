/** Names that keep their capitals in any document. */
const always = [
  'Việt Nam',
  'Cộng hòa xã hội chủ nghĩa Việt Nam',
  'Đảng Cộng sản Việt Nam',
  'Chính phủ',
  'Thủ tướng',
  'Quốc hội',
  'Nhà nước',
  'Tổ quốc',
  'Nhân dân',
  'Mặt trận Tổ quốc',
  'Ủy ban',
  // longer than "Nhân dân", and so put after it: in these names it stays small
  'Ủy ban nhân dân',
  'Hội đồng nhân dân',
  'Tòa án nhân dân',
  'Viện kiểm sát nhân dân',
  'Công an nhân dân',
  'Quỹ tín dụng nhân dân',
  'Bộ Công an',
  'Bộ Quốc phòng',
  'Bộ Y tế',
  'Bộ Tài chính',
  'Bộ Nội vụ',
  'Bộ Xây dựng',
  'Bộ Công Thương',
  'Bộ Nông nghiệp và Môi trường',
  'Sở Y tế',
  'Sở Nội vụ',
  'Sở Tài chính',
  'Sở Xây dựng',
  'Sở Công Thương',
  'Sở Nông nghiệp và Môi trường',
  'Sở Khoa học và Công nghệ',
  'Sở Giáo dục và Đào tạo',
  'Sở Văn hóa, Thể thao và Du lịch',
  'Sở Dân tộc và Tôn giáo',
  'Công an tỉnh',
  'Công an xã',
  'Công an phường',
  'Bộ Chỉ huy Quân sự',
  'Ban Chỉ huy Quân sự',
  'Ban Chỉ huy Phòng thủ dân sự',
  'Ban Chỉ đạo',
  'Tết Nguyên đán',
  'Nghị quyết số',
  'Nghị định số',
  'Quyết định số',
  'Kế hoạch số',
  'Chỉ thị số',
  'Thông tư số',
  'Công văn số',
  'Kết luận số',
  'Công điện số',
]
/** Provinces and cities, as they stand since 2025 and as many texts still name them. */
const provinces =
  'Hà Nội|Cao Bằng|Tuyên Quang|Điện Biên|Lai Châu|Sơn La|Lào Cai|Thái Nguyên|Lạng Sơn|Quảng Ninh|Bắc Ninh|Phú Thọ|Hải Phòng|Hưng Yên|Ninh Bình|Thanh Hóa|Nghệ An|Hà Tĩnh|Quảng Trị|Huế|Đà Nẵng|Quảng Ngãi|Gia Lai|Khánh Hòa|Đắk Lắk|Lâm Đồng|Đồng Nai|Hồ Chí Minh|Tây Ninh|Đồng Tháp|Vĩnh Long|An Giang|Cần Thơ|Cà Mau|Hà Giang|Bắc Kạn|Yên Bái|Hòa Bình|Bắc Giang|Hải Dương|Hà Nam|Nam Định|Thái Bình|Vĩnh Phúc|Quảng Bình|Quảng Nam|Bình Định|Phú Yên|Kon Tum|Đắk Nông|Ninh Thuận|Bình Thuận|Bình Dương|Bình Phước|Bà Rịa|Vũng Tàu|Long An|Tiền Giang|Bến Tre|Trà Vinh|Hậu Giang|Sóc Trăng|Bạc Liêu|Kiên Giang'.split(
    '|',
  )
const signs =
  /^(?:UBND|HĐND|MTTQ|MTTQVN|UBMTTQ|CHQS|BCHQS|BĐBP|PTDS|PCTT|TKCN|PCCC|CNCH|ANTT|ANTQ|ANQG|ANPTT|ANM|TTATXH|TTHC|CCHC|CĐS|KT|XH|BHXH|BHYT|NTM|ATGT|ATTP|THCS|THPT|CNTT|VNPT|CSDL|QLNN|TNHH|MTV|ODA|AI|IOT|CAP)$/u
const afterPlace =
  /(?<!\p{L})(tỉnh|thành phố|xã|phường|đặc khu|thị trấn|huyện|thôn|bản|làng|sông|suối|hồ|đèo)\s+((?!(?:năm|quý|tháng|lần|là|với|cho|khi|đã|đang|giai|đến|trên|về|của|và|các|ngày|theo|trong|có|được|vùng|biên|miền|nông|đạt|ven|trọng|này|hội|chứa|thủy|dân|quản|lý|sạch)(?!\p{L}))\p{Ll}+(?:\s+(?!(?:năm|giai|đến|trên|về|của|và|các|ngày|theo|trong|tháng|tỉnh|xã|lần|khi|do|để|sau|trước|từ|quý|thực|tổ|phòng|triển|tăng|bảo|nhiệm)(?!\p{L}))\p{Ll}+){0,2})/gu

const key = (s: string) => s.toLowerCase().replace(/\s+/g, ' ')

/**
 * The names a document writes with capitals in the middle of its sentences ("xã Suối Mơ", "Công an xã", "UBND"): what a title in capitals
 * must keep when it is set in small letters.
 */
export function namesIn(texts: string[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const text of texts) {
    // lines in capitals say nothing of what is a name
    if ((text.match(/\p{Lu}/gu) ?? []).length > (text.match(/\p{Ll}/gu) ?? []).length) continue
    for (const m of text.matchAll(/(?<=[\p{Ll}\d,)]\s)\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*)*(?:\s\p{Ll}+)?/gu)) {
      const words = m[0].split(' ')
      const last = words.at(-1) ?? ''
      const small = /^\p{Ll}/u.test(last)
      const capitals = small ? words.slice(0, -1) : words
      // one capital alone says nothing of the next word: "Công an" keeps its capital, "công tác" has none
      if (capitals.length === 1) {
        if (small && (words[0]?.length ?? 0) > 1) names.set(key(m[0]), m[0])
      } else names.set(key(capitals.join(' ')), capitals.join(' '))
    }
    for (const m of text.matchAll(/(?<![\p{L}\d])[\p{Lu}\d]*\p{Lu}{2}[\p{Lu}\d]*(?![\p{L}\d])/gu))
      names.set(key(m[0]), m[0])
  }
  return names
}

/**
 * "BÁO CÁO KẾT QUẢ CỦA UBND XÃ SUỐI MƠ" → "Báo cáo kết quả của UBND xã Suối Mơ": small letters but for the first, names the document
 * writes elsewhere, names of the state, places behind "tỉnh", "xã" …, signs, numbers of documents and Roman figures.
 */
export function sentenceCase(text: string, names: Map<string, string> = new Map(), first = true): string {
  let out = text.toLowerCase()
  // A place's name: up to three words, kept as capitals
  out = out.replace(afterPlace, (_, place: string, name: string) => `${place} ${capitals(name)}`)
  const known = [...provinces, ...always].map(n => [key(n), n] as const)
  for (const [small, name] of [...names.entries(), ...known].sort((a, b) => a[0].length - b[0].length))
    out = put(out, small, name)
  out = out
    .replace(/(?<![\p{L}\d])\d+\/[\p{L}\d/-]+/gu, s => s.toUpperCase())
    .replace(/(?<=(?:quý|khu vực|khóa|khoá|lần thứ|phụ lục|giai đoạn)\s)[ivx]{1,5}(?!\p{L})/giu, s => s.toUpperCase())
    .replace(/(?<![\p{L}\d])\p{L}{2,7}(?![\p{L}\d])/gu, s =>
      signs.test(s.toUpperCase()) && !/^(?:kt|xh|ai|cap)$/.test(s) ? s.toUpperCase() : s,
    )
  return first ? out.replace(/\p{L}/u, c => c.toUpperCase()) : out
}

const capitals = (s: string) => s.replace(/(?<!\p{L})\p{L}/gu, c => c.toUpperCase())

function put(text: string, small: string, name: string): string {
  const lower = text.toLowerCase()
  let out = ''
  let at = 0
  for (let i = lower.indexOf(small); i >= 0 && small !== ''; i = lower.indexOf(small, i + small.length)) {
    const whole = !/\p{L}/u.test(lower[i - 1] ?? ' ') && !/\p{L}/u.test(lower[i + small.length] ?? ' ')
    if (!whole) continue
    out += text.slice(at, i) + name
    at = i + small.length
  }
  return out + text.slice(at)
}
