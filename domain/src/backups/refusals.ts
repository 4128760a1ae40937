import type { RefusalMeaning } from '../refusals/refusal.ts'

export const backupRefusals: Record<string, RefusalMeaning> = {
  'backup.running': {
    status: 409,
    vi: 'Đang có một bản sao lưu được ghi: đợi nó xong.',
    en: 'A backup is being written: wait until it is done.',
  },
  'backup.off': {
    status: 409,
    vi: 'Máy chủ này không tự sao lưu (TUSOM_BACKUP=0): dùng lệnh «tusom backup».',
    en: 'This server makes no backups (TUSOM_BACKUP=0): use `tusom backup`.',
  },
}
