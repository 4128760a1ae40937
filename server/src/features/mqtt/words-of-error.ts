/** What went wrong with a broker, in words an administrator can act on; the original follows in brackets. */
export function wordsOfError(e: unknown): { vi: string; en: string } {
  const { code = '', message = '' } = (e ?? {}) as { code?: string | number; message?: string }
  const raw = `${code ? `${code}: ` : ''}${message}`.slice(0, 200)
  for (const [test, vi, en] of known)
    if (test.test(`${code} ${message}`)) return { vi: `${vi} (${raw})`, en: `${en} (${raw})` }
  return { vi: `Lỗi kết nối (${raw})`, en: `Connection error (${raw})` }
}

const known: readonly (readonly [RegExp, string, string])[] = [
  [
    /ECONNREFUSED/,
    'Máy chủ MQTT không nhận kết nối: kiểm tra địa chỉ, cổng, và máy chủ có đang chạy không',
    'The broker refuses connections: check address and port, and that it runs',
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    'Không tìm thấy tên máy chủ: kiểm tra địa chỉ và DNS',
    'The host was not found: check the address and DNS',
  ],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|connack timeout/,
    'Máy chủ không trả lời: kiểm tra mạng và tường lửa',
    'The broker does not answer: check the network and firewall',
  ],
  [/CERT_HAS_EXPIRED/, 'Chứng thư của máy chủ đã hết hạn', 'The certificate of the broker has expired'],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    'Chứng thư của máy chủ mang tên khác với địa chỉ đã khai',
    'The certificate of the broker is for another name than the address',
  ],
  [
    /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|DEPTH_ZERO|ERR_SSL_CERTIFICATE/,
    'Không tin được chứng thư của máy chủ: dán chứng thư gốc (CA) đã ký nó',
    'The certificate of the broker cannot be trusted: paste the CA that signed it',
  ],
  [
    /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|HANDSHAKE|WRONG_VERSION_NUMBER|EPROTO/i,
    'Không lập được kênh TLS: kiểm tra cổng, chứng thư và khoá của máy khách',
    'TLS could not be set up: check the port, and the client certificate and key',
  ],
  [
    /Bad User Name|Not authorized|\b13[45]\b|\b[45] Connection refused/i,
    'Máy chủ từ chối đăng nhập: kiểm tra tên và mật khẩu',
    'The broker refuses the sign-in: check name and password',
  ],
  [
    /subscri/i,
    'Máy chủ không cho nghe chủ đề này: kiểm tra chủ đề và quyền của tài khoản',
    'The broker does not let us listen to this topic: check it, and the rights of the account',
  ],
  [
    /taken over|\b142\b/i,
    'Một chương trình khác đang kết nối bằng cùng tên máy khách',
    'Another program is connected under the same client name',
  ],
]
