import { type Random, seeded } from '../random.ts'
import { hamletsOf } from '../units/units.ts'

/** What communes of the sample write in general. Invented. */
const general: Readonly<Record<string, readonly string[]>> = {
  situation: [
    'Địa bàn ổn định, không có điểm nóng. Mưa lớn ba đợt làm một số ngầm tràn phải rào chắn trong ngày.',
    'Tình hình giữ ổn định. Kẻ gian giả danh cán bộ điện lực, bảo hiểm gọi điện cho người già, người bán hàng ở chợ.',
    '- An ninh, trật tự ổn định.\n- Giá vật tư, thức ăn chăn nuôi tăng, một số hộ giảm đàn.\n- Sạt taluy nhỏ trên đường thôn sau các đợt mưa, đã dọn.',
    'Không phát sinh vụ việc phức tạp. Nắng nóng kéo dài, một thôn thiếu nước sinh hoạt hơn hai tuần.',
  ],
  direction: [
    'Ban hành kế hoạch thực hiện của xã, giao đầu mối cho từng lĩnh vực; giao ban hằng tháng có kiểm điểm việc đã giao.',
    'Kiện toàn Ban Chỉ huy phòng thủ dân sự, phân công từng người phụ trách từng thôn; cập nhật số điện thoại trực.',
    '- Ban hành 04 văn bản chỉ đạo về phòng, chống thiên tai, phòng cháy và lừa đảo qua mạng.\n- Tổ chức quán triệt tới 100% thôn, tổ dân phố.',
  ],
  results: [
    'Rà soát hộ ở nơi nguy cơ sạt lở, thống nhất nơi sơ tán với từng hộ; phát tờ rơi nhận biết lừa đảo tại chợ phiên.',
    'Tổ chức một cuộc diễn tập sơ tán cấp thôn; kiểm tra bình chữa cháy ở trường học, chợ và trụ sở.',
    '- Củng cố tổ xung kích ở tất cả các thôn.\n- Loa truyền thanh phát bản tin cảnh báo lừa đảo hai lần một tuần.\n- Tiêm phòng đàn vật nuôi theo kế hoạch.',
  ],
  strengths: [
    'Trưởng thôn và tổ xung kích nắm chắc địa bàn, báo tin nhanh.',
    'Phối hợp giữa công an, quân sự, y tế xã chặt chẽ, có người trực cả ngày nghỉ.',
  ],
  limits: [
    'Tuyên truyền chưa đều giữa các thôn; thôn xa mới được một buổi trong kỳ.',
    'Thiếu xuồng, áo phao và máy phát điện dự phòng; loa của hai thôn hỏng chưa thay.',
    'Số liệu của các bộ phận gửi về còn chậm, có chỉ tiêu phải đối chiếu nhiều lần.',
  ],
  causes: [
    'Cán bộ mỗi người kiêm nhiều việc sau sắp xếp đơn vị hành chính; kinh phí phân bổ muộn.',
    'Địa bàn rộng, đường vào thôn khó đi khi mưa; sóng điện thoại yếu.',
  ],
  outlook: [
    'Cuối năm nguy cơ cháy ở chợ và nhà ở kết hợp kinh doanh tăng; lừa đảo qua mạng có thể tăng trước Tết.',
    'Mùa mưa tới, các điểm đã nứt đất ở sườn đồi có thể trượt khi mưa trên 100 mm một ngày.',
    'Rét hại có thể xảy ra, ảnh hưởng đàn trâu, bò; dịch bệnh vật nuôi có nguy cơ quay lại.',
  ],
  next: [
    'Hoàn thành ký cam kết phòng cháy ở các thôn còn lại; mỗi thôn thêm một buổi tuyên truyền về lừa đảo qua mạng.',
    '- Cập nhật danh sách hộ phải sơ tán trước mùa mưa.\n- Diễn tập một thôn theo kịch bản sạt lở.\n- Sửa loa truyền thanh hỏng.',
    'Kiểm tra nhà ở kết hợp kinh doanh; chuẩn bị thức ăn, che chắn chuồng trại cho đàn gia súc.',
  ],
  proposals: [
    'Đề nghị tỉnh cấp 02 xuồng máy và 50 áo phao trước mùa mưa.',
    'Đề nghị Sở Nông nghiệp và Môi trường khảo sát các điểm nứt đất để cắm biển cảnh báo.',
    'Đề nghị mở lớp tập huấn nhận biết lừa đảo qua mạng cho trưởng thôn, tổ dân phố.',
  ],
}

/** What each of them has of its own: a hamlet, a number, a month. "{thon}" and "{n}" are filled in. */
const own: Readonly<Record<string, readonly string[]>> = {
  situation: [
    'Đáng chú ý ở {thon}: nước suối dâng {n} lần, chia cắt đường vào thôn.',
    'Ở {thon} có {n} hộ bị nứt tường sau mưa, đã vận động đến ở tạm nhà người thân.',
    'Phát sinh {n} vụ tranh chấp đất đai nhỏ, nhiều nhất ở {thon}; đã hòa giải tại chỗ.',
    'Chợ phiên gần {thon} đông khách hơn kỳ trước; {n} người bị gọi điện lừa đảo nhưng không mất tiền.',
  ],
  direction: [
    'Đã họp thôn {n} cuộc, trong đó {thon} họp riêng về phương án sơ tán.',
    'Phân công {n} cán bộ xuống thôn, cử tổ công tác về {thon} ba ngày.',
    'Lãnh đạo xã kiểm tra {thon} và {n} điểm khác.',
  ],
  results: [
    '{thon} làm điểm: {n} hộ ký cam kết, có sổ theo dõi.',
    'Tổ tự quản ở {thon} tuần tra {n} đêm, không để xảy ra trộm cắp.',
    'Đã thay {n} biển cảnh báo, dọn rãnh thoát nước ở {thon}.',
  ],
  strengths: ['{thon} huy động được {n} ngày công làm đường thoát nạn.', 'Tổ xung kích {thon} có mặt sau {n} phút.'],
  limits: [
    'Ở {thon} còn {n} hộ chưa ký cam kết.',
    'Đường vào {thon} hỏng {n} đoạn, xe cứu thương chưa vào được.',
    '{thon} mới tập huấn được {n} người.',
  ],
  causes: ['Trưởng {thon} mới nhận việc, kiêm {n} tổ.', 'Kinh phí cho {thon} về muộn {n} tuần.'],
  outlook: [
    'Nguy cơ cao nhất ở {thon}, nơi {n} hộ ở sát taluy.',
    '{thon} có thể bị chia cắt nếu mưa quá {n} giờ liền.',
    'Dịp cuối năm {n} nhóm thợ từ nơi khác về {thon}, dễ phát sinh mâu thuẫn.',
  ],
  next: [
    'Trước hết làm ở {thon}, xong trong {n} tuần.',
    'Giao tổ công tác về {thon} {n} buổi.',
    'Kiểm tra lại {thon} và {n} thôn lân cận vào đầu kỳ.',
  ],
  proposals: ['Đề nghị hỗ trợ {thon} {n} bể nước.', 'Đề nghị sửa {n} đoạn kè ở {thon}.'],
}

/** Why a figure is missing in a report that was sent. */
export const missingWords: readonly string[] = [
  'Bộ phận phụ trách chưa thống kê xong',
  'Đang đối chiếu với đơn vị cung cấp số liệu',
  'Chưa có sổ theo dõi trước khi sắp xếp đơn vị hành chính',
]

/** What stands where a form asked about a figure that is right, or seemed to be. */
export const explainedWords = 'Đã đối chiếu với sổ theo dõi'

const names = new Map<string, string[]>()
/** "thôn Nà Lầu": as it stands inside a sentence. */
function namesOf(unitCode: string): string[] {
  const had = names.get(unitCode)
  if (had) return had
  const made = hamletsOf(unitCode)
    .filter(h => h.kind === 'hamlet')
    .map(h => h.fullName.slice(0, 1).toLowerCase() + h.fullName.slice(1))
  names.set(unitCode, made)
  return made
}

/** A narrative part of one commune and period: something general and something of its own. */
export function wordsFor(part: string, unitCode: string, random: Random): string {
  const [all, mine] = [general[part] ?? [], own[part] ?? []]
  const hamlets = namesOf(unitCode)
  const text = all.length ? random.pick(all) : ''
  if (!mine.length || !hamlets.length) return text
  const line = random
    .pick(mine)
    .replaceAll('{thon}', random.pick(hamlets))
    .replaceAll('{n}', String(random.int(2, 29)))
  const sentence = line.slice(0, 1).toUpperCase() + line.slice(1)
  return text.startsWith('-') ? `${text}\n- ${sentence}` : `${text} ${sentence}`
}

/** What proves the score of a criterion. */
export const evidenceFor = (random: Random): string =>
  random.pick([
    `Biên bản họp xét số ${random.int(3, 80)}/BB-UBND, lưu hồ sơ Công an xã`,
    `Kế hoạch số ${random.int(5, 120)}/KH-UBND và ${random.int(2, 9)} báo cáo của các thôn, lưu Văn phòng`,
    `Sổ theo dõi của tổ tự quản; ${random.int(4, 30)} bản cam kết kèm theo`,
  ])

export const wordsSeed = (form: string, period: string, unitCode: string): Random =>
  seeded(`report-words/${form}/${period}/${unitCode}`)
