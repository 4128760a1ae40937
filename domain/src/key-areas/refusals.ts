import type { RefusalMeaning } from '../refusals/refusal.ts'

export const keyAreaRefusals: Record<string, RefusalMeaning> = {
  'key-area.code-taken': {
    status: 409,
    vi: 'Mã địa bàn "{code}" đã có: dùng mã khác, hoặc sửa địa bàn ấy.',
    en: 'The code "{code}" is taken: use another, or change that area.',
  },
  'key-area.communes': {
    status: 422,
    vi: 'Địa bàn trọng điểm phải nằm trong các xã, phường của tỉnh.',
    en: 'A key area must lie in communes of the province.',
  },
  'key-area.file': {
    status: 422,
    vi: 'Tệp không đọc được: {why}.',
    en: 'The file cannot be read: {why}.',
  },
}
