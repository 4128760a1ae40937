import type { RefusalMeaning } from '../refusals/refusal.ts'

export const mailRefusals: Record<string, RefusalMeaning> = {
  'mail.host': {
    status: 422,
    vi: 'Địa chỉ máy chủ thư «{host}» không đúng: ghi tên máy chủ hoặc địa chỉ IP, không có “smtp://”.',
    en: 'The mail server "{host}" is no host name or IP address; leave "smtp://" out.',
  },
  'mail.address': {
    status: 422,
    vi: 'Địa chỉ thư «{address}» không đúng: ghi như ten@tinh.gov.vn.',
    en: '"{address}" is no mail address: write it like name@province.gov.vn.',
  },
  'mail.site': {
    status: 422,
    vi: 'Địa chỉ trang phải bắt đầu bằng https:// hoặc http://, ví dụ https://tusom.tinh.gov.vn.',
    en: 'The address of the pages begins with https:// or http://.',
  },
  'mail.password-again': {
    status: 422,
    vi: 'Đổi máy chủ, cổng, cách mã hóa hoặc chứng thư thì phải gõ lại mật khẩu: mật khẩu cũ chỉ dùng cho nơi cũ.',
    en: 'Type the password again when server, port, security or CA change: the old one is for the old place only.',
  },
  'mail.no-server': {
    status: 409,
    vi: 'Tỉnh chưa có máy chủ thư đang bật: báo người quản trị khai máy chủ thư trước.',
    en: 'The province has no mail server that is on: ask the administrator.',
  },
  'mail.failed': {
    // the fault is not this server's: what is set there, or the other one
    status: 422,
    vi: 'Không gửi được thư. {why}',
    en: 'The letter could not be sent. {whyEn}',
  },
  'mail.code': {
    status: 422,
    vi: 'Mã không đúng, hoặc đã quá một ngày hay năm lần gõ: gửi lại mã mới.',
    en: 'The code is wrong, or a day or five tries have passed: have a new one sent.',
  },
  'mail.code-soon': {
    status: 429,
    vi: 'Vừa gửi mã: chờ một phút rồi gửi lại.',
    en: 'A code was just sent: wait a minute.',
  },
}
