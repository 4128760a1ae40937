import type { RefusalMeaning } from '../refusals/refusal.ts'

export const apiTokenRefusals: Record<string, RefusalMeaning> = {
  'api-token.wrong': {
    status: 401,
    vi: 'Khoá máy không đúng, đã hết hạn hoặc đã bị thu hồi: xin quản trị cấp khoá mới.',
    en: 'The key is wrong, has expired or was revoked: ask an administrator for a new one.',
  },
  'api-token.not-here': {
    status: 403,
    vi: 'Khoá máy chỉ dùng để gửi và đọc số đo: việc này phải đăng nhập bằng tài khoản người.',
    en: 'A key of a machine sends and reads readings only: sign in as a person for this.',
  },
  'api-token.revoked': {
    status: 409,
    vi: 'Khoá này đã bị thu hồi từ trước.',
    en: 'This key was revoked before.',
  },
}
