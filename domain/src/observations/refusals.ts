import type { RefusalMeaning } from '../refusals/refusal.ts'

export const observationRefusals: Record<string, RefusalMeaning> = {
  'refusals.handled': {
    status: 409,
    vi: 'Số đo này đã được xử lý lúc trước: tải lại danh sách.',
    en: 'This reading was dealt with before: reload the list.',
  },
  'refusals.no-content': {
    status: 422,
    vi: 'Dòng này chỉ ghi số lượng, không giữ nội dung: sửa tệp gốc rồi gửi lại, hoặc bỏ qua.',
    en: 'This line only counts and keeps no content: mend the file and send it again, or discard it.',
  },
  'reading-names.no-such': {
    status: 422,
    vi: 'Không có {what} nào tên {means}: chọn trong danh sách.',
    en: 'There is no {what} called {means}: choose from the list.',
  },
  'reading-names.own': {
    status: 422,
    vi: '{name} là mã của một trạm hay chỉ số đang có: không đặt làm tên khác.',
    en: '{name} is the code of a station or an indicator there is: it cannot stand for another.',
  },
  'readings-file.unreadable': {
    status: 422,
    vi: 'Tệp không đọc được: {why}.',
    en: 'The file cannot be read: {why}.',
  },
  'readings-file.kind': {
    status: 422,
    vi: 'Chỉ nhận tệp .csv, .txt hoặc .xlsx: lưu lại đúng dạng rồi thử lại.',
    en: 'Only .csv, .txt and .xlsx are taken: save the file in one of these forms.',
  },
  'readings-file.empty': { status: 422, vi: 'Tệp không có dòng nào.', en: 'The file has no rows.' },
  'readings-file.mapping': { status: 422, vi: 'Chưa nhập được: {why}', en: 'Not yet: {why}' },
  'mqtt.url': {
    status: 422,
    vi: 'Địa chỉ máy chủ phải có dạng mqtt://tên:1883 hoặc mqtts://tên:8883, không kèm tên và mật khẩu.',
    en: 'The address must look like mqtt://host:1883 or mqtts://host:8883, without a name and password in it.',
  },
  'mqtt.password-again': {
    status: 422,
    vi: 'Địa chỉ máy chủ đổi: nhập lại mật khẩu. Mật khẩu cũ không gửi đến máy chủ khác.',
    en: 'The address changed: type the password again. The old one is not sent to another broker.',
  },
  'mqtt.topic': { status: 422, vi: '{why}', en: '{whyEn}' },
  'mqtt.certificate': {
    status: 422,
    vi: 'Chứng thư ở ô {where} không đọc được: dán đủ cả dòng BEGIN và END.',
    en: 'The certificate in {where} cannot be read: paste it whole, with its BEGIN and END lines.',
  },
  'mqtt.key': {
    status: 422,
    vi: 'Khoá riêng không khớp với chứng thư của máy khách.',
    en: 'The private key does not belong to the client certificate.',
  },
}
