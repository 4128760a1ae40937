/** First words of the names of agencies, forces, posts and bodies. `^` means a capital must follow ("Phòng Kinh tế"). */
const heads = [
  'Sở',
  'Các Sở',
  'các Sở',
  'Công an',
  'Bộ Chỉ huy',
  'Bộ CHQS',
  'Bộ Tư lệnh',
  'Bộ đội Biên phòng',
  'Bộ đội biên phòng',
  'BĐBP',
  'BCH',
  'BCHQS',
  'Ban CHQS',
  'Bộ ^',
  'Ban ^',
  'Ban quản lý',
  'Ban công tác',
  'Tiểu ban',
  'Ủy ban',
  'Uỷ ban',
  'UBND',
  'UBMTTQ',
  'UB MTTQ',
  'MTTQ',
  'Mặt trận',
  'HĐND',
  'Hội đồng',
  'Thường trực',
  'Đảng ủy',
  'Đảng uỷ',
  'Tỉnh ủy',
  'Thành ủy',
  'Huyện ủy',
  'Cấp ủy',
  'Chi bộ',
  'Tỉnh đoàn',
  'Thành đoàn',
  'Huyện đoàn',
  'Đoàn ^',
  'Đoàn thanh niên',
  'Đoàn viên',
  'Hội ^',
  'Liên đoàn',
  'Liên minh',
  'Liên hiệp',
  'Công đoàn',
  'Hiệp hội',
  'Văn phòng',
  'Chi cục',
  'Cục ^',
  'Tổng cục',
  'Thanh tra tỉnh',
  'Thanh tra ^',
  'Kho bạc',
  'Ngân hàng',
  'Bảo hiểm xã hội',
  'Bảo hiểm ^',
  'BHXH',
  'Thuế ^',
  'Thuế tỉnh',
  'Hải quan',
  'Quản lý thị trường',
  'Đài ^',
  'Báo ^',
  'Báo và Đài',
  'Báo, Đài',
  'Phó ^',
  'Cơ quan Báo',
  'Trung tâm',
  'TTYT',
  'Bệnh viện',
  'Viện kiểm sát',
  'Viện ^',
  'Tòa án',
  'Toà án',
  'Trường ^',
  'Trường học',
  'Trạm ^',
  'Phòng ^',
  'Đội ^',
  'Tổ ^',
  'Tổ dân phố',
  'Tổ bảo vệ',
  'Công ty',
  'Tổng công ty',
  'Tập đoàn',
  'Chi nhánh',
  'Bưu điện',
  'Viễn thông',
  'Điện lực',
  'Hợp tác xã',
  'Doanh nghiệp',
  'Hạt ^',
  'Hạt kiểm lâm',
  'Đồn ^',
  'Đồn biên phòng',
  'Quân khu',
  'Trung đoàn',
  'Lữ đoàn',
  'Sư đoàn',
  'Tiểu đoàn',
  'Lực lượng',
  'Quỹ ^',
  'Vụ ^',
  'Nhà máy',
  'Nhà trường',
  'Khu bảo tồn',
  'Vườn ^',
  'Chủ tịch',
  'Phó Chủ tịch',
  'Giám đốc',
  'Thủ trưởng',
  'Trưởng thôn',
  'Trưởng bản',
  'Trưởng khu',
  'Trưởng ban',
  'Trưởng ^',
  'Trưởng các',
  'Chánh ^',
  'Chánh văn phòng',
  'Bí thư',
  'Hiệu trưởng',
  'Chỉ huy trưởng',
  'Cục trưởng',
  'Chi cục trưởng',
  'Người đứng đầu',
  'Bộ trưởng',
  'Thủ tướng',
  'Chủ đầu tư',
  'Chủ hồ',
  'chủ đầu tư',
  'chủ đập',
  'chủ hồ',
  'nhà thầu',
  'Nhà thầu',
  'Tổ trưởng',
  'Đội trưởng',
  'Trưởng phòng',
  'Trưởng Công an',
  'Phó Trưởng',
  'Tổ công nghệ',
  'Tổ xung kích',
  'Tổ thủy nông',
  'Đội xung kích',
  'Ban chỉ huy',
  'Ban chỉ đạo',
  'Bên ^',
  'Chủ đập',
  'Chủ các',
  'Chủ quản lý',
  'Chủ cơ sở',
  'Chủ phương tiện',
  'Chủ rừng',
  'Cơ quan',
  'Đơn vị',
  'Cán bộ',
  'Công chức',
  'Nhân dân',
  'Người dân',
  'Hộ gia đình',
  'Thôn ^',
  'Bản ^',
  'Xã ^',
  'Phường ^',
  'Viettel',
  'VNPT',
  'MobiFone',
  'Mobifone',
  'EVN',
  'Kiểm lâm',
  'Thông tấn xã',
  'Thôn trưởng',
  'trưởng thôn',
  'trưởng bản',
  'già làng',
  'Già làng',
  'Thành viên',
  'thành viên ^',
  'Ủy viên',
  'Uỷ viên',
  'trường ^',
  'Cảng vụ',
  'Cảng ^',
  'Bộ phận',
  'Chính quyền',
  'Tổng Công ty',
  'Hộ dân',
  'Gia đình',
]
/** offices of the police known by a sign ("PV01", "phòng PC07"), and persons by name ("đồng chí Bùi Văn Tám") */
const shapes =
  '(?:[Pp]hòng\\s+)?P[ACVKX]\\d{2}(?![\\p{L}\\d])|(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\\s+\\p{Lu}\\p{Ll}+(?:\\s\\p{Lu}\\p{L}*){1,4}'
const escape = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+')
const headSource = heads
  .sort((a, b) => b.length - a.length)
  .map(h => (h.endsWith(' ^') ? `${escape(h.slice(0, -2))}\\s+(?=[\\p{Lu}\\d])` : `${escape(h)}(?![\\p{L}])`))
  .concat(shapes)
  .join('|')
const notHead =
  '(?!(?:Phòng,?\\s*(?:[Cc]hống|[Nn]gừa|[Tt]hủ|[Tt]rừ)|Ban\\s+[Hh]ành|Bảo\\s+(?:đảm|vệ)|Hội\\s+(?:[Nn]ghị|[Tt]hảo|[Tt]hi|[Nn]hập)|Tổ\\s+(?:[Cc]hức|[Qq]uốc)|Đoàn\\s+[Kk]ết|Báo\\s+[Cc]áo|Cơ\\s+quan\\s+thường\\s+trực\\s+giúp)(?!\\p{L}))'
/** one unit name opens here; "các", "toàn thể" may stand before it */
export const headAt = new RegExp(
  `${notHead}(?:(?:[Cc]ác|[Tt]oàn thể|[Mm]ột số|[Nn]hững|[Tt]ập thể|[Ll]ãnh đạo|[Đđ]ồng chí|[Đđ]/c|[Cc]ác đồng chí)\\s+)?(?:${headSource})`,
  'uy',
)

const noun =
  '(?:[Ss]ở(?=,\\s*(?:ban|ngành|phòng|đoàn thể))|sở|ban(?! hành)|ngành|địa phương|đơn vị|cơ quan|đoàn thể|lực lượng|doanh nghiệp|hiệp hội|chính quyền|cá nhân|cấp ủy|cấp uỷ|cấp|xã|phường|đặc khu|thị trấn|huyện|thành phố|tỉnh|thôn|bản|làng|tổ dân phố|khu dân cư|khối phố|hộ gia đình|hộ dân|gia đình|già làng|trưởng bản|trưởng thôn|người có uy tín|người dân|cộng đồng dân cư|nhà trường|trường học|trường(?=\\s+(?:đại học|cao đẳng|trung cấp|mầm non|tiểu học|phổ thông|dạy nghề|nội trú))|cơ sở giáo dục|cơ sở y tế|bệnh viện|[Bb]ộ(?=,\\s*(?:ban|ngành|cơ))|phòng(?=,?\\s+(?:ban|đơn vị|chuyên môn|nghiệp vụ|trung tâm))|hội(?=,?\\s+(?:đoàn|quần|đặc))|tổ chức(?=\\s+(?:liên quan|có liên|chính trị|xã hội|đoàn thể|quần chúng|quốc tế|tôn giáo|tín dụng|thành viên|trên|khác|trực|thuộc)|,\\s*(?:cá nhân|đơn vị|doanh nghiệp|địa phương)|\\s+và\\s+cá nhân|\\s*$|\\s*[:;.])|cơ sở sản xuất|hợp tác xã|trung tâm|trạm y tế|hội(?=,\\s)|cán bộ|công chức|viên chức|người lao động|Nhân dân|nhân dân|đảng viên|hội viên|đoàn viên)'
const qualifier =
  '(?:có liên quan|liên quan|ngang bộ|đại học|cao đẳng|trung cấp|mầm non|tiểu học|phổ thông|trung học cơ sở|trung học phổ thông|dạy nghề|thuộc Chính phủ|(?:trực )?thuộc (?:Bộ|Sở|UBND tỉnh|Ủy ban nhân dân tỉnh|Tỉnh ủy)(?:\\s+(?:Y tế|Công an|Quốc phòng|Tài chính|Xây dựng|Nội vụ|Tư pháp|Công Thương|Ngoại giao|Ngoại vụ|Nông nghiệp và Môi trường|Khoa học và Công nghệ|Giáo dục và Đào tạo|Văn hóa, Thể thao và Du lịch|Dân tộc và Tôn giáo))?|thông tin đại chúng|thông tin cơ sở|biên giới|giáp ranh|vùng cao|miền núi|ven biển|cùng cấp|tư vấn|công lập|ngoài công lập|nghề nghiệp|tình nguyện|dân quân tự vệ|dân quân|dân phòng|kiểm lâm|đóng|điện lực|cấp nước|xăng dầu|bảo hiểm|sản xuất|kinh doanh|dịch vụ|chuyên ngành|chức năng|có chức năng|cấp tỉnh|được (?:phân công|giao)(?:\\s+(?:nhiệm vụ|chủ trì|thực hiện|thực hiện nhiệm vụ))?(?:\\s+(?:tại|theo|trong|ở)\\s+(?:Phụ lục|phụ lục|Kế hoạch|danh mục|Danh mục)(?:\\s+(?:kèm theo|này|nêu trên|đính kèm|[IVX\\d]{1,3}))?)?|cấp xã|cấp huyện|cấp ủy|của tỉnh|của xã|của huyện|trong tỉnh|trên địa bàn(?:\\s+(?:toàn\\s+)?(?:tỉnh|xã|phường|huyện|thành phố))?|tại địa phương|ở địa phương|địa phương|trực thuộc|thuộc tỉnh|thuộc xã|thuộc quyền|trung ương|Trung ương|chuyên môn|nghiệp vụ|khác|nêu trên|có thẩm quyền|chính trị\\s*-\\s*xã hội|xã hội|chính trị|quần chúng|vũ trang|tại chỗ|xung kích|nòng cốt|thành viên|tín dụng|quốc tế|báo chí|truyền thông|viễn thông|vận tải|du lịch|đóng chân|đứng chân|y tế|giáo dục|quản lý nhà nước|quản lý)'
export const genericAt = new RegExp(
  `(?:(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]oàn thể|[Cc]ấp)\\s+)?${noun}(?!\\p{L})(?:(?:,\\s*|\\s+và\\s+|\\s+|\\s*-\\s*|/)(?:các\\s+)?(?:${noun}|${qualifier})(?!\\p{L})){0,14}`,
  'uy',
)
export const genericStart = new RegExp(`(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]oàn thể)\\s+|${noun}(?!\\p{L})`, 'uy')
/** "Các cơ quan …": a generic name that begins a sentence has its capital */
export const genericCapital = new RegExp(`(?:Các|Những|Toàn thể)\\s+${noun}(?!\\p{L})`, 'uy')

/** Verbs of work: where one begins, the name of the unit has ended. */
export const verbs =
  'chủ trì|chủ động|phối hợp|quyết định|cụ thể hóa|cụ thể hoá|bổ sung|kiểm điểm|tăng(?! cường)|công bố|công khai|niêm yết|chấn chỉnh|điều động|điều phối|điều tiết|điều tra|xác minh|khôi phục|tạm dừng|nộp|mở|khám|lắp(?! đặt)|thu gom|phân loại|đăng ký|sửa đổi|cấp phép|phân luồng|định hướng|xét xử|trao đổi|nhắn tin|truy bắt|trang bị|dự trữ|đưa tin|phát sóng|bảo vệ|đấu nối|hoàn chỉnh|góp ý|tranh thủ|kết hợp|nạo vét|tiêm phòng|lấy mẫu|xét nghiệm|điều trị|cấp cứu|thu dung|khoanh vùng|nhân rộng|xử phạt|đình chỉ|thu hồi|bồi dưỡng|thực tập|thanh tra|kiểm định|thăm hỏi|động viên|hòa giải|giữ gìn|giữ vững|sắp xếp|điều chỉnh|bình ổn|chi trả|thanh toán|quyết toán|nghiệm thu|số hóa|số hoá|tích hợp|phân định|phân vùng|mời|sơ kết|tổng kết|dọn dẹp|tiêu hủy|tiêu độc|phun|gắn|soạn|rút|bàn giao|tập hợp|hỗ trợ|tham mưu|tham gia|triển khai|thực hiện|xây dựng|tổ chức|hướng dẫn|chỉ đạo|rà soát|đề xuất|kiểm tra|tăng cường|đẩy mạnh|huy động|thống nhất|phát huy|nghiên cứu|theo dõi|tuyên truyền|thúc đẩy|kiện toàn|quản lý|bảo đảm|đảm bảo|lập|tiến hành|cung cấp|duy trì|vận hành|bố trí|tổng hợp|thẩm định|giám sát|giải quyết|xử lý|ứng phó|khắc phục|sơ tán|di dời|cảnh báo|phổ biến|vận động|đào tạo|tập huấn|diễn tập|ngăn chặn|đấu tranh|nắm|phát hiện|chuẩn bị|thành lập|ban hành|trình|báo cáo|cập nhật|kết nối|chia sẻ|hoàn thiện|hoàn thành|đánh giá|thống kê|phân bổ|phân công|hỗ trợ|đôn đốc|kêu gọi|xác định|lồng ghép|kịp thời|thường xuyên|tích cực|sẵn sàng|khẩn trương|căn cứ|chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|tiếp tục|tập trung|đưa|làm|giúp|quán triệt|nâng cao|ưu tiên|lãnh đạo|kiểm soát|tiếp nhận|thông tin|thông báo|đăng tải|gửi|hoạt động|rút kinh nghiệm|xem xét|quan tâm|bám sát|tạo điều kiện|chấp hành|nghiêm túc|cử|trực(?! thuộc)|đầu tư|mua sắm|khảo sát|biên soạn|in ấn|phát động|ký kết|ký|áp dụng|đo đạc|quan trắc|dự báo|phân tích|hiệp đồng|khuyến khích|tính toán|cân đối|tư vấn|phê duyệt|truyền thông|lắp đặt|sửa chữa|tu sửa|gia cố|kiểm đếm|cấp phát|chốt chặn|cắm biển|canh gác|tuần tra|được giao|phải|cần|sẽ|đã|đang|không|nhằm|để|khi|trong việc|trong công tác|trong quá trình|theo(?! dõi)|trước ngày|trước|sau khi|hằng năm|hàng năm|định kỳ|hằng|hàng|vào|kể từ|nếu|tại(?! chỗ| địa phương)|gồm|như|là|về(?! tinh)'
export const verbAt = new RegExp(`(?:${verbs})(?!\\p{L})`, 'uy')

const verbFirst = new RegExp(`^(?:${verbs})(?!\\p{L})`, 'iu')
/** Whether a sentence begins with what someone does: "Thực hiện …", "Chủ trì …". */
export const opensWithVerb = (text: string) => verbFirst.test(text)

/** Names of departments that hold a comma or "và": they are taken whole. */
export const departments =
  /(?:Sở\s+)?(?:Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và PTNT|Tài nguyên và Môi trường|Khoa học và Công nghệ|Khoa học,? [Cc]ông nghệ|Thông tin và Truyền thông|Giáo dục và Đào tạo|GD&ĐT|Dân tộc và Tôn giáo|Văn hóa, Thể thao và Du lịch|Văn hoá, Thể thao và Du lịch|VH,?TT&DL|Văn hóa và Thể thao|Lao động - Thương binh và Xã hội|Lao động, Thương binh và Xã hội|Kế hoạch và Đầu tư|Giao thông [Vv]ận tải|Quy hoạch - Kiến trúc|Tài chính - Kế hoạch|Y tế|Tài chính|Xây dựng|Ngoại vụ|Công Thương|Công thương|Nội vụ|Tư pháp|Du lịch)(?!\p{L})/uy

/** Length of what the (sticky) pattern finds at a place; 0 for nothing. */
export function sticky(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  const m = pattern.exec(text)
  return m ? m[0].length : 0
}

export const isHead = (text: string, at: number) => sticky(headAt, text, at) > 0
export const isGeneric = (text: string, at: number) =>
  sticky(genericStart, text, at) > 0 && sticky(genericAt, text, at) > 0
export const places = /^(?:tỉnh|xã|phường|huyện|thành phố|khu vực|trung ương|Trung ương)$/u
export const afterPlace = /^(?:và|các|trên|thuộc|trực|của|có|liên|biên|vùng|\p{Lu}|[IVX\d(,;:])/u
