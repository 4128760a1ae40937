import { isCapitals } from './markers.ts'
import type { Span } from './types.ts'

export type UnitName = Span & { text: string }

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
  'PV01',
  'PC07',
]
const escape = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+')
const headSource = heads
  .sort((a, b) => b.length - a.length)
  .map(h => (h.endsWith(' ^') ? `${escape(h.slice(0, -2))}\\s+(?=[\\p{Lu}\\d])` : `${escape(h)}(?![\\p{L}])`))
  .join('|')
const notHead =
  '(?!(?:Phòng,?\\s*(?:[Cc]hống|[Nn]gừa|[Tt]hủ|[Tt]rừ)|Ban\\s+[Hh]ành|Bảo\\s+(?:đảm|vệ)|Hội\\s+(?:[Nn]ghị|[Tt]hảo|[Tt]hi|[Nn]hập)|Tổ\\s+(?:[Cc]hức|[Qq]uốc)|Đoàn\\s+[Kk]ết|Báo\\s+[Cc]áo|Cơ\\s+quan\\s+thường\\s+trực\\s+giúp)(?!\\p{L}))'
/** one unit name opens here; "các", "toàn thể" may stand before it */
const headAt = new RegExp(
  `${notHead}(?:(?:[Cc]ác|[Tt]oàn thể|[Mm]ột số|[Nn]hững|[Tt]ập thể|[Ll]ãnh đạo|[Đđ]ồng chí|[Đđ]/c|[Cc]ác đồng chí)\\s+)?(?:${headSource})`,
  'uy',
)

const noun =
  '(?:sở|ban|ngành|địa phương|đơn vị|cơ quan|đoàn thể|lực lượng|doanh nghiệp|hiệp hội|chính quyền|cá nhân|cấp ủy|cấp uỷ|cấp|xã|phường|đặc khu|thị trấn|huyện|thành phố|tỉnh|thôn|bản|làng|tổ dân phố|khu dân cư|khối phố|hộ gia đình|hộ dân|nhà trường|trường học|cơ sở giáo dục|cơ sở y tế|bệnh viện|[Bb]ộ(?=,\\s*(?:ban|ngành|cơ))|phòng(?=,?\\s+(?:ban|đơn vị|chuyên môn|nghiệp vụ|trung tâm))|hội(?=,?\\s+(?:đoàn|quần|đặc))|tổ chức(?=\\s+(?:liên quan|có liên|chính trị|xã hội|đoàn thể|quần chúng|quốc tế|tôn giáo|tín dụng|thành viên|trên|khác|trực|thuộc)|,\\s*(?:cá nhân|đơn vị|doanh nghiệp|địa phương)|\\s+và\\s+cá nhân|\\s*$|\\s*[:;.])|nhà thầu|chủ đầu tư|chủ hồ|chủ đập|cơ sở sản xuất|hợp tác xã|trung tâm|trạm y tế|cán bộ|công chức|viên chức|người lao động|Nhân dân|nhân dân|đảng viên|hội viên|đoàn viên)'
const qualifier =
  '(?:có liên quan|liên quan|chức năng|có chức năng|cấp tỉnh|cấp xã|cấp huyện|cấp ủy|của tỉnh|của xã|của huyện|trong tỉnh|trên địa bàn(?:\\s+(?:toàn\\s+)?(?:tỉnh|xã|phường|huyện|thành phố))?|tại địa phương|ở địa phương|địa phương|trực thuộc|thuộc tỉnh|thuộc xã|thuộc quyền|trung ương|Trung ương|chuyên môn|nghiệp vụ|khác|nêu trên|có thẩm quyền|chính trị\\s*-\\s*xã hội|xã hội|chính trị|quần chúng|vũ trang|tại chỗ|xung kích|nòng cốt|thành viên|tín dụng|quốc tế|báo chí|truyền thông|đóng chân|đứng chân|y tế|giáo dục|quản lý nhà nước|quản lý)'
const genericAt = new RegExp(
  `(?:(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]oàn thể|[Cc]ấp)\\s+)?${noun}(?!\\p{L})(?:(?:,\\s*|\\s+và\\s+|\\s+|\\s*-\\s*|/)(?:các\\s+)?(?:${noun}|${qualifier})(?!\\p{L})){0,14}`,
  'uy',
)
const genericStart = new RegExp(`(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]oàn thể)\\s+|${noun}(?!\\p{L})`, 'uy')
/** "Các cơ quan …": a generic name that begins a sentence has its capital */
const genericCapital = new RegExp(`(?:Các|Những|Toàn thể)\\s+${noun}(?!\\p{L})`, 'uy')

/** Verbs of work: where one begins, the name of the unit has ended. */
const verbs =
  'chủ trì|chủ động|chủ động|phối hợp|tham mưu|tham gia|triển khai|thực hiện|xây dựng|tổ chức|hướng dẫn|chỉ đạo|rà soát|đề xuất|kiểm tra|tăng cường|đẩy mạnh|huy động|thống nhất|phát huy|nghiên cứu|theo dõi|tuyên truyền|thúc đẩy|kiện toàn|quản lý|bảo đảm|đảm bảo|lập|tiến hành|cung cấp|duy trì|vận hành|bố trí|tổng hợp|thẩm định|giám sát|giải quyết|xử lý|ứng phó|khắc phục|sơ tán|di dời|cảnh báo|phổ biến|vận động|đào tạo|tập huấn|diễn tập|ngăn chặn|đấu tranh|nắm|phát hiện|chuẩn bị|thành lập|ban hành|trình|báo cáo|cập nhật|kết nối|chia sẻ|hoàn thiện|hoàn thành|đánh giá|thống kê|phân bổ|phân công|hỗ trợ|đôn đốc|kêu gọi|xác định|lồng ghép|kịp thời|thường xuyên|tích cực|sẵn sàng|khẩn trương|căn cứ|chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|tiếp tục|tập trung|đưa|làm|giúp|quán triệt|nâng cao|ưu tiên|lãnh đạo|kiểm soát|tiếp nhận|thông tin|thông báo|đăng tải|gửi|hoạt động|rút kinh nghiệm|xem xét|quan tâm|bám sát|tạo điều kiện|chấp hành|nghiêm túc|cử|trực|đầu tư|mua sắm|khảo sát|biên soạn|in ấn|phát động|ký kết|ký|áp dụng|đo đạc|quan trắc|dự báo|phân tích|hiệp đồng|khuyến khích|tính toán|cân đối|tư vấn|phê duyệt|truyền thông|lắp đặt|sửa chữa|tu sửa|gia cố|kiểm đếm|cấp phát|chốt chặn|cắm biển|canh gác|tuần tra|được giao|phải|cần|sẽ|đã|đang|không|nhằm|để|khi|trong việc|trong công tác|trong quá trình|theo(?! dõi)|trước ngày|trước|sau khi|hằng năm|hàng năm|định kỳ|hằng|hàng|vào|kể từ|nếu|tại(?! chỗ| địa phương)|gồm|như|là|về(?! tinh)'
const verbAt = new RegExp(`(?:${verbs})(?!\\p{L})`, 'uy')

/** Names of departments that hold a comma or "và": they are taken whole. */
const departments =
  /(?:Sở\s+)?(?:Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và PTNT|Tài nguyên và Môi trường|Khoa học và Công nghệ|Khoa học,? [Cc]ông nghệ|Thông tin và Truyền thông|Giáo dục và Đào tạo|GD&ĐT|Dân tộc và Tôn giáo|Văn hóa, Thể thao và Du lịch|Văn hoá, Thể thao và Du lịch|VH,?TT&DL|Văn hóa và Thể thao|Lao động - Thương binh và Xã hội|Lao động, Thương binh và Xã hội|Kế hoạch và Đầu tư|Giao thông [Vv]ận tải|Quy hoạch - Kiến trúc|Tài chính - Kế hoạch|Y tế|Tài chính|Xây dựng|Ngoại vụ|Công Thương|Công thương|Nội vụ|Tư pháp|Du lịch)(?!\p{L})/uy

function sticky(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  const m = pattern.exec(text)
  return m ? m[0].length : 0
}

const isHead = (text: string, at: number) => sticky(headAt, text, at) > 0
const isGeneric = (text: string, at: number) => sticky(genericStart, text, at) > 0 && sticky(genericAt, text, at) > 0
const places = /^(?:tỉnh|xã|phường|huyện|thành phố|khu vực|trung ương|Trung ương)$/u
const afterPlace = /^(?:và|các|trên|thuộc|của|có|liên|biên|vùng|\p{Lu}|[IVX\d(,;:])/u

/** How far the name that opens at `at` reaches. */
function consumeName(text: string, at: number): number {
  const start = at + sticky(headAt, text, at)
  const dept = /(?:Sở|Phòng|Bộ)\s*$/u.test(text.slice(at, start))
    ? sticky(departments, text, skipSpace(text, start))
    : 0
  let pos = dept ? skipSpace(text, start) + dept : start
  // "Sở Y tế <verb>": a full name of a department is followed by its place or by something else
  if (
    dept &&
    /^\s\p{Ll}/u.test(text.slice(pos)) &&
    !/^\s(?:tỉnh|thành phố|của|thuộc|và|cùng)(?!\p{L})/u.test(text.slice(pos))
  )
    return pos
  let end = pos
  const commaInName =
    /^(?:[Cc]ác\s+)?(?:Sở|Phòng|Ban|Tiểu ban|Bộ|Trung tâm|BCH|Hội|Chi cục|Cục|Văn phòng|Đội|Tổ|Lực lượng|Quỹ)/u.test(
      text.slice(at),
    )
  let word = text.slice(at, pos).trim().split(/\s+/).at(-1) ?? ''
  for (let tokens = 0; tokens < 40 && pos < text.length; tokens++) {
    const next = skipSpace(text, pos)
    const c = text[next]
    if (c === undefined || /[;:.!?“”"|\n]/.test(c)) break
    if (c === '(') {
      const close = text.indexOf(')', next)
      if (close < 0 || close - next > 120) break
      pos = close + 1
      continue
    }
    if (c === ',') {
      const after = skipSpace(text, next + 1)
      // "UBND các xã, phường": one name
      const plural =
        /(?:các|những)\s+(?:xã|phường|thôn|bản|sở|trường|huyện|phòng)(?:,\s*(?:xã|phường|thôn|bản|đặc khu|thị trấn))*$/u.test(
          text.slice(at, next),
        )
      const sibling = plural
        ? /^(?:xã|phường|đặc khu|thị trấn|thôn|bản|khu phố|tổ dân phố)(?!\p{L})/u.exec(text.slice(after))
        : null
      if (sibling) {
        pos = after + sibling[0].length
        end = pos
        word = sibling[0]
        continue
      }
      if (isHead(text, after) || isGeneric(text, after) || !commaInName) break
      if (/^\p{Lu}/u.test(text.slice(after)) || /(?:Phòng|phòng)$/u.test(text.slice(at, next))) {
        pos = after
        continue
      }
      break
    }
    const token = /^[^\s,;:()“”"|]+/u.exec(text.slice(next, next + 60))?.[0] ?? ''
    if (token === '') break
    if (token === 'và' || token === '&' || token === 'cùng') {
      const after = skipSpace(text, next + token.length)
      if (isHead(text, after) || isGeneric(text, after) || sticky(verbAt, text, after) > 0) break
    } else if (/^[\p{Ll}]/u.test(token)) {
      if (sticky(verbAt, text, next) > 0 && !nounHere(text, at, next)) break
      if (places.test(word) && !afterPlace.test(token)) break
    }
    pos = next + token.replace(/\.$/, '').length
    end = pos
    word = token
    if (token.endsWith('.')) break
  }
  return Math.max(end, at)
}

/** "Ban Quản lý", "Bộ Chỉ huy" hold words that are verbs elsewhere; so do "Ban Chỉ đạo phòng, chống …". */
function nounHere(text: string, at: number, next: number): boolean {
  const name = text.slice(at, next)
  const rest = text.slice(next)
  // "công trình", "chương trình", "độc lập": the second half of a word
  if (
    /(?<!\p{L})(?:[Cc]ông|[Cc]hương|[Qq]uy|[Qq]uá|[Ll]ộ|[Gg]iáo|[Tt]iến)\s+$/u.test(name) &&
    /^trình(?!\p{L})/u.test(rest)
  )
    return true
  if (/(?<!\p{L})(?:độc|trung|dân|công|tự)\s+$/u.test(name) && /^lập(?!\p{L})/u.test(rest)) return true
  if (/(?<!\p{L})thường\s+$/u.test(name) && /^trực(?!\p{L})/u.test(rest)) return true
  if (
    /^(?:Ban [Qq]uản lý|Công ty|Tổng công ty|Quỹ|Hạt|Trung tâm)/u.test(name) &&
    /^(?:đầu tư|xây dựng|bảo trì|khai thác|bảo vệ|dự báo|cảnh báo)(?!\p{L})/u.test(rest)
  )
    return true
  return (
    /(?:Ban|Hạt|Đội|Trung tâm|Chi cục|Cục|Phòng|Tổ|Đơn vị|đơn vị|Cơ quan|cơ quan|Lực lượng|lực lượng|Công ty|Viện)\s+$/u.test(
      name,
    ) &&
    !/^(?:chủ trì|phối hợp|thực hiện|triển khai|có trách nhiệm|tổ chức|tham mưu|theo dõi|báo cáo|chỉ đạo)(?!\p{L})/u.test(
      text.slice(next),
    )
  )
}

function skipSpace(text: string, at: number): number {
  let i = at
  while (text[i] === ' ' || text[i] === '\u00a0') i++
  return i
}

/**
 * Reads a list of units that opens at `from`: "Công an tỉnh, Sở Y tế và các đơn vị liên quan tổ chức …" gives three names
 * and ends before the verb. Nothing is read when no unit opens there.
 */
export function readUnits(text: string, from: number): { units: UnitName[]; end: number } {
  const s = text.length > from + 1500 ? text.slice(0, from + 1500) : text
  const units: UnitName[] = []
  let pos = skipSpace(s, from)
  let end = from
  for (let i = 0; i < 40; i++) {
    let stop = 0
    if (isHead(s, pos)) stop = consumeName(s, pos)
    else if (units.length > 0 || /^\p{Ll}/u.test(s.slice(pos)) || sticky(genericCapital, s, pos)) {
      const n = sticky(genericAt, s, pos)
      if (n > 0) stop = pos + n
      else if (units.length > 0) {
        // "các Sở: Y tế, Nội vụ": names of departments without their first word
        const d = sticky(departments, s, pos)
        if (d > 0) stop = pos + d
      }
    }
    if (stop <= pos) break
    const name = s
      .slice(pos, stop)
      .replace(/[\s,]+$/, '')
      .replace(/\s*\([^)]*\)/g, '')
    units.push({ text: name, start: pos, end: stop })
    end = stop
    const joint = /^(?:\s*\([^)]{0,120}\))?\s*(?:[,;:/]\s*(?:và\s+|cùng\s+)?|\s(?:và|cùng(?:\s+với)?|với)\s+)/u.exec(
      s.slice(stop, stop + 200),
    )
    if (!joint) break
    if (joint[0].includes(':') && !/^(?:các\s+)?Sở$/iu.test(name)) break
    const next = skipSpace(s, stop + joint[0].length)
    if (!isHead(s, next) && !isGeneric(s, next) && !(/Sở/.test(units[0]?.text ?? '') && sticky(departments, s, next)))
      break
    pos = next
  }
  return { units, end }
}

export type UnitLine = {
  /** as written, without "Đề nghị", "Giao" … */
  unit: string
  units: string[]
  asked: boolean
  start: number
  end: number
  /** where the work begins, when the unit and its work stand in one line; null when the line is only the unit */
  workAt: number | null
  /** false where the name is none this reader knows */
  certain?: boolean
}

/** "các đơn vị", "Các sở, ban, ngành": everybody, hence nobody in particular. */
export const isEverybody = (unit: string) =>
  /^(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể)\s+)?(?:sở|[Đđ]ơn vị|[Cc]ơ quan|địa phương|[Tt]ổ chức|ngành|cấp|phòng, ban)(?!\p{L})/u.test(
    unit,
  )

const callers =
  /^(?:\(?(?:Kính\s+)?[Đđ]ề nghị(?:\s+(?:đồng chí|các đồng chí))?|Giao(?:\s+(?:nhiệm vụ\s+)?cho)?|Yêu cầu|Trách nhiệm của|Nhiệm vụ của|Nhiệm vụ cụ thể của|Đối với|Phân công|Ủy quyền|Riêng|Đồng ý giao|Thống nhất giao|Trước mắt,? giao|Tiếp tục giao)(?:\s*:)?\s+/u
const callersCapital = /^(?:ĐỀ NGHỊ|GIAO|YÊU CẦU|TRÁCH NHIỆM CỦA|NHIỆM VỤ CỦA|ĐỐI VỚI)\s+/u
const opensWork = new RegExp(`^(?:,\\s*)?(?:${verbs}|là)(?!\\p{L})`, 'u')

/**
 * Reads a heading or sentence that opens with a unit: "13. Đề nghị Ngân hàng …" (only the unit), "Sở Y tế: Tham mưu …",
 * "Giao Công an tỉnh chủ trì, …". null when it opens with something else.
 */
export function readUnitLine(text: string): UnitLine | null {
  const lead = callers.exec(text) ?? callersCapital.exec(text)
  const start = lead?.[0].length ?? 0
  const called = /^(?:Giao|Yêu cầu|Phân công|Chỉ đạo|Riêng|.*giao)/u.test(lead?.[0] ?? '')
  const asked = /đề nghị/iu.test(lead?.[0] ?? '')
  const capitals = capitalsHeading(text, start)
  if (capitals) return { ...capitals, asked, start, end: text.length }
  const { units, end } = readUnits(text, start)
  const first = units[0]
  const last = units.at(-1)
  if (!first || !last)
    return /^(?:Giao|Phân công|.*giao)(?!\p{L})/u.test(lead?.[0] ?? '') ? unknownUnit(text, start) : null
  const unit = text
    .slice(first.start, last.end)
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/[\s,;:]+$/, '')
  const rest = text.slice(end).replace(/^\s*\([^)]{0,160}\)/, '')
  const restAt = text.length - rest.length
  const base = { unit, units: units.map(u => u.text), asked, start: first.start, end }
  if (/^[\s.;:,]*$/.test(rest)) return text.endsWith('.') && unit.length > 160 ? null : { ...base, workAt: null }
  const colon = /^\s*:\s*/.exec(rest)
  if (colon) return { ...base, workAt: restAt + colon[0].length }
  const gap = /^[\s,]+/.exec(rest)?.[0].length ?? 0
  if (opensWork.test(rest.slice(gap)) || called) return { ...base, workAt: restAt + gap }
  return null
}

/** "Giao đồng chí … chủ trì": a name this reader does not know, taken up to the verb. */
function unknownUnit(text: string, start: number): UnitLine | null {
  if (!/^(?:\p{Lu}|đồng chí|đ\/c|ông|bà)/u.test(text.slice(start))) return null
  for (const m of text.slice(start, start + 160).matchAll(/[\s:]+/gu)) {
    const at = start + m.index + m[0].length
    if (m[0].includes(':') || sticky(verbAt, text, at) > 0) {
      const unit = text.slice(start, start + m.index).replace(/[,;]+$/, '')
      return /[.;]/.test(unit)
        ? null
        : { unit, units: [unit], asked: false, start, end: start + unit.length, workAt: at, certain: false }
    }
  }
  return null
}

/** "1. CÔNG AN TỈNH": in capitals the small words cannot be told, so the whole line is the name. */
function capitalsHeading(text: string, start: number): { unit: string; units: string[]; workAt: null } | null {
  const body = text.slice(start).replace(/[\s.:;]+$/, '')
  if (!isCapitals(body, 4) || body.length > 140) return null
  const lower = body.toLowerCase()
  const sentence = lower.charAt(0).toUpperCase() + lower.slice(1)
  if (
    /^(?:Phòng,?\s*(?:chống|ngừa|thủ)|Ban hành|Bảo (?:đảm|vệ)|Hội nghị|Tổ chức|Báo cáo|Cơ sở|Bộ máy|Đơn giản)/u.test(
      sentence,
    )
  )
    return null
  return /^(?:Các\s+)?(?:sở|công an|bộ chỉ huy|bộ|ban|ủy ban|uỷ ban|ubnd|ubmttq|mặt trận|văn phòng|chi cục|cục|thanh tra|kho bạc|ngân hàng|bảo hiểm|thuế|đài|báo|trung tâm|bệnh viện|viện|tòa án|trường|phòng|đội|công ty|chủ tịch|giám đốc|thủ trưởng|hội|đoàn|tỉnh đoàn|liên đoàn|đơn vị|cơ quan|địa phương|lực lượng|đồn)(?!\p{L})/iu.test(
    sentence,
  )
    ? { unit: body, units: [body], workAt: null }
    : null
}
