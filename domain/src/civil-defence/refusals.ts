import type { RefusalMeaning } from '../refusals/refusal.ts'

export const civilDefenceRefusals: Record<string, RefusalMeaning> = {
  'civil-defence.place': {
    status: 422,
    vi: 'Cấp độ 1 là của một xã, phường; cấp độ 2 và 3 là của tỉnh: chọn lại đơn vị.',
    en: 'Level 1 belongs to a commune, levels 2 and 3 to the province: choose the unit again.',
  },
  'civil-defence.not-the-authority': {
    status: 403,
    vi: 'Cấp độ {level} do người đứng đầu chính quyền của chính địa bàn đó quyết định.',
    en: 'Level {level} is decided by the head of that very place.',
  },
  'civil-defence.same-person': {
    status: 409,
    vi: 'Người đề xuất không tự quyết định: một lãnh đạo khác quyết định.',
    en: 'Who proposed does not decide: another leader does.',
  },
  'civil-defence.state': {
    status: 409,
    vi: 'Việc này đã được quyết định hoặc không còn ở bước đó: tải lại trang.',
    en: 'This was decided already or is past that step: reload the page.',
  },
  'civil-defence.number-needed': {
    status: 422,
    vi: 'Cấp độ 3 do Thủ tướng Chính phủ quyết định: ghi số và ngày của quyết định ấy.',
    en: 'Level 3 is decided by the Prime Minister: give number and date of that decision.',
  },
  'civil-defence.standing': {
    status: 409,
    vi: 'Đơn vị này đã có đề xuất hoặc cấp độ phòng thủ dân sự đang có hiệu lực cho sự cố này.',
    en: 'A proposal or a level stands for this incident in this place already.',
  },
  'civil-defence.not-ours': {
    status: 409,
    vi: 'Quyết định cấp độ 3 do Thủ tướng Chính phủ ban hành: hệ thống chỉ ghi lại, không soạn.',
    en: 'A decision on level 3 is the Prime Minister’s: it is recorded here, not drafted.',
  },
  'civil-defence.date': {
    status: 422,
    vi: 'Ngày của quyết định không đọc được hoặc ở tương lai.',
    en: 'The date of the decision cannot be read or lies in the future.',
  },
}
