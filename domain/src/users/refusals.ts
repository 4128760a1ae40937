import type { RefusalMeaning } from '../refusals/refusal.ts'

export const userRefusals: Record<string, RefusalMeaning> = {
  'users.taken': {
    status: 409,
    vi: 'Tên đăng nhập {username} đã có người dùng: chọn tên khác.',
    en: 'The username {username} is taken: choose another.',
  },
  'users.self': {
    status: 422,
    vi: 'Không thể tự khoá hay tự bỏ quyền quản trị của mình: nhờ quản trị khác.',
    en: 'You cannot lock yourself out: ask another administrator.',
  },
  'users.old-password': { status: 422, vi: 'Mật khẩu hiện tại không đúng.', en: 'The current password is wrong.' },
  'users.no-role': {
    status: 422,
    vi: 'Tài khoản phải giữ ít nhất một vai trò.',
    en: 'An account must hold at least one role.',
  },
}
