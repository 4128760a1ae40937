/** The two languages of the public pages; Vietnamese is written first. */
export type Language = 'vi' | 'en'

const texts = {
  title: ['Cảnh báo thiên tai', 'Disaster warnings'],
  exercise: ['DIỄN TẬP', 'EXERCISE'],
  exerciseSays: ['Đây là diễn tập, không phải thật.', 'This is an exercise, not real.'],
  sample: [
    'Trang mẫu: dữ liệu bịa ra để trình diễn, không phải cảnh báo thật.',
    'Sample page: invented data for show, not a real warning.',
  ],
  risk: ['rủi ro cấp', 'risk level'],
  undetermined: ['chưa xác định cấp', 'level undetermined'],
  official: ['mức chính thức', 'official level'],
  suggested: ['mức gợi ý từ số đo', 'level suggested from readings'],
  warning: ['Cảnh báo số', 'Warning no.'],
  of: ['của', 'of'],
  issued: ['phát', 'issued'],
  holds: ['có hiệu lực đến', 'in force until'],
  from: ['từ', 'from'],
  doNow: ['Làm ngay', 'Do now'],
  whereTo: ['Đi đâu', 'Where to go'],
  noShelters: [
    'Chưa có danh sách điểm sơ tán của xã. Hỏi trưởng thôn hoặc gọi số trực.',
    'There is no list of shelters for this commune yet. Ask the hamlet head or call the duty number.',
  ],
  places: ['chỗ', 'places'],
  left: ['còn', 'left:'],
  full: ['đã đủ người', 'full'],
  notSafe: ['không dùng khi', 'not to be used in case of'],
  call: ['Gọi', 'Call'],
  rescue: ['thiên tai, cứu nạn', 'disaster, rescue'],
  police: ['công an', 'police'],
  fire: ['cháy, cứu hộ', 'fire, rescue'],
  ambulance: ['cấp cứu', 'ambulance'],
  hotline: ['Trực ban', 'Duty room'],
  none: ['Hiện không có cảnh báo', 'No warning at present'],
  noneHere: ['cho', 'for'],
  standing: ['Bản tin chính thức', 'Official bulletin'],
  standingNote: [
    'Chưa có cảnh báo nào của tỉnh đang hiệu lực. Nghe loa, làm theo trưởng thôn; thấy nguy hiểm thì đi ngay.',
    'No warning of the province is in force. Listen to the loudspeaker and the hamlet head; leave at once when you see danger.',
  ],
  asOf: ['Tính đến', 'As of'],
  over: ['Đã hết nguy hiểm', 'All clear'],
  prepare: ['Chuẩn bị sẵn', 'Be ready'],
  choose: ['Xã, phường của bạn', 'Your commune'],
  search: ['Gõ tên xã, phường', 'Type the name of a commune'],
  find: ['Tìm', 'Find'],
  found: ['xã, phường khớp', 'communes match'],
  notFound: [
    'Không có xã, phường nào khớp. Gõ lại tên, không cần dấu.',
    'No commune matches. Type the name again; marks are not needed.',
  ],
  warned: ['Đang có cảnh báo', 'Warned now'],
  others: ['Các xã, phường khác', 'Other communes'],
  all: ['Xem cả tỉnh', 'The whole province'],
  source: ['Nguồn', 'Source'],
  light: [
    'Trang này mở được khi sóng yếu, không cần cài đặt.',
    'This page opens on a weak signal; nothing needs to be installed.',
  ],
  feed: ['Nguồn cho máy (CAP, Atom)', 'Feed for machines (CAP, Atom)'],
  other: ['English', 'Tiếng Việt'],
  inVietnamese: ['', 'This part exists in Vietnamese only.'],
  otherWarnings: ['Cảnh báo khác cho xã này', 'Other warnings for this commune'],
  unknown: ['Không có trang này', 'There is no such page'],
  unknownSays: [
    'Địa chỉ sai hoặc mã xã không còn dùng. Chọn lại xã, phường.',
    'The address is wrong or the code is no longer used. Choose the commune again.',
  ],
  province: ['Chọn tỉnh', 'Choose a province'],
} as const
export type TextName = keyof typeof texts
export const say =
  (language: Language) =>
  (name: TextName): string =>
    texts[name][language === 'vi' ? 0 : 1]

/** What to have ready when nothing threatens. */
export const calmAdvice: Record<Language, readonly string[]> = {
  vi: [
    'Biết nhà mình có dưới mái dốc, ven suối, vùng trũng không.',
    'Thống nhất sẽ đến nhà ai, đi đường nào khi có lũ.',
    'Để sẵn đèn, sạc, thuốc, giấy tờ trong một túi.',
    'Lưu số 112 và số trực của xã.',
  ],
  en: [
    'Know whether your house is under a slope, by a stream or on low ground.',
    'Agree whose house you will go to, and by which road.',
    'Keep a torch, charger, medicine and papers in one bag.',
    'Save 112 and the commune duty number.',
  ],
}
