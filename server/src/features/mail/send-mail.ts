import type { MailServerRow } from '@tusom/store'
import { createTransport } from 'nodemailer'
import type { Sealer } from '../../core/sealed.ts'

export type ServerToUse = MailServerRow & { passwordSealed: Buffer | null }
export const mailPasswordPlace = (unitId: number) => `mail_servers.password_sealed/${unitId}`
export const mailAddressPlace = (userId: number) => `mail_addresses.address_sealed/${userId}`

/**
 * Hands one letter to the server that the administrator wrote down, and gives its answer back. Only that host is ever dialled; one inside
 * the province's own network is the usual case and allowed. Nothing of a letter is read from a file or fetched.
 * Throws what the server or the network said.
 */
export async function sendMail(
  server: ServerToUse,
  sealer: Sealer,
  letter: { to: string; subject: string; text: string; id: string },
): Promise<string> {
  const password = sealer.openMaybe(server.passwordSealed, mailPasswordPlace(server.unitId))
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.username !== null && password !== null ? { auth: { user: server.username, pass: password } } : {}),
    tls: { rejectUnauthorized: true, ...(server.ca ? { ca: server.ca } : {}) },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const done = await transport.sendMail({
      from: { name: 'Từ Sớm', address: server.fromAddress },
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      // the same letter has the same name, whoever carries it
      messageId: `<${letter.id}@${server.fromAddress.split('@')[1] ?? 'tusom'}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return String(done.response).slice(0, 300)
  } finally {
    transport.close()
  }
}

/** Whether the server will never take this letter: a 5xx answer to it, or an address it does not know. Signing in may be mended by a person. */
export function isFinal(e: unknown): boolean {
  const { responseCode, code } = e as { responseCode?: number; code?: string }
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500
}

/** What went wrong, in words an administrator can act on. What the server said may name an address, and is left out. */
export function wordsOfFault(e: unknown): { vi: string; en: string } {
  const { code = '', responseCode, message = '' } = e as { code?: string; responseCode?: number; message?: string }
  const raw = [code, responseCode].filter(Boolean).join(' ')
  for (const [test, vi, en] of known)
    if (test.test(`${code} ${responseCode ?? ''} ${message}`)) return { vi: `${vi} (${raw})`, en: `${en} (${raw})` }
  return { vi: `Lỗi gửi thư (${raw})`, en: `Sending failed (${raw})` }
}

const known: readonly (readonly [RegExp, string, string])[] = [
  [/EOFF/, 'Máy chủ thư đang tắt ở trang quản trị', 'The mail server is switched off here'],
  [
    /EAUTH|\b53[05]\b/,
    'Máy chủ thư không nhận đăng nhập: kiểm tra tên và mật khẩu',
    'The server refuses the sign-in: check name and password',
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|DEPTH_ZERO|ALTNAME/i,
    'Không tin được chứng thư của máy chủ thư: dán chứng thư gốc (CA), hoặc kiểm tra tên máy chủ',
    'The certificate is not trusted: paste its CA, or check the host name',
  ],
  [
    /ETLS|WRONG_VERSION|EPROTO|STARTTLS/i,
    'Không mã hóa được đường truyền: kiểm tra cổng (465 là TLS, 587 là STARTTLS)',
    'TLS could not be set up: check the port (465 is TLS, 587 is STARTTLS)',
  ],
  [
    /ECONNREFUSED/,
    'Máy chủ thư không nhận kết nối: kiểm tra địa chỉ, cổng, và máy chủ có đang chạy không',
    'The server refuses connections: check address and port, and that it runs',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|EDNS/,
    'Không tìm thấy tên máy chủ thư: kiểm tra địa chỉ và DNS',
    'The host was not found: check the address and DNS',
  ],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ESOCKET|ECONNECTION|ECONNRESET/,
    'Máy chủ thư không trả lời: kiểm tra mạng và tường lửa',
    'The server does not answer: check the network and firewall',
  ],
  [/\b4\d\d\b/, 'Máy chủ thư tạm thời không nhận thư', 'The server takes no letter for the moment'],
  [/\b55[0-4]\b|EENVELOPE/, 'Máy chủ thư không nhận địa chỉ này', 'The server does not take this address'],
]
