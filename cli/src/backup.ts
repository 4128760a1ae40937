import { backupFileName, keyId, rememberBackup, StoreError, writeBackup } from '@tusom/store'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from './command.ts'
import { findDataKey, openPostgres } from './installation.ts'
import { readOptions } from './options.ts'
import { readPassphrase } from './passphrase.ts'

const help = `tusom backup [--to FILE|FOLDER] [--passphrase-file FILE] [--data ./data] [--json]

Sao lưu toàn bộ dữ liệu vào một tệp, ngay cả khi chương trình đang chạy. Chìa khoá của cột dữ liệu cá nhân chỉ vào
tệp khi có mật khẩu (tệp --passphrase-file, hoặc biến TUSOM_BACKUP_PASSPHRASE, hoặc gõ khi được hỏi); không có mật khẩu
thì phải cất riêng tệp data.key.
Saves everything into one file, also while the program serves. The key of the personal columns goes into it only under a
passphrase (--passphrase-file, TUSOM_BACKUP_PASSPHRASE, or typed); without one keep data.key apart.

  --to      tệp hay thư mục đích; mặc định: thư mục hiện tại · file or folder; the current folder when absent

Ví dụ · example:  tusom backup --to /media/usb --passphrase-file ~/mat-khau-sao-luu.txt`

export const backup: Command = {
  name: 'backup',
  summary: 'sao lưu toàn bộ dữ liệu vào một tệp · save everything into one file',
  help,
  run: async (args, io) => {
    const options = readOptions(
      args,
      {
        to: { type: 'string' },
        'passphrase-file': { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean' },
      },
      help,
    )
    if ('fault' in options || options.positionals.length) {
      io.err('fault' in options ? options.fault : `Thừa «${options.positionals[0]}» · unexpected.\n\n${help}`)
      return 2
    }
    const { values } = options
    const secret = await readPassphrase(io, values['passphrase-file'] as string | undefined, 'twice')
    if ('fault' in secret) {
      io.err(secret.fault)
      return 2
    }
    const now = new Date()
    const to = resolve((values.to as string | undefined) ?? '.')
    const file = (await stat(to).catch(() => null))?.isDirectory() ? join(to, backupFileName(now)) : to
    const postgres = await openPostgres(io.env, values.data as string | undefined)
    try {
      const dataKey = await findDataKey(io.env, postgres.dataDir)
      if (!dataKey)
        throw new StoreError(
          'backup.no-key',
          `Không thấy chìa khoá dữ liệu ${join(postgres.dataDir, 'data.key')}: chỉ đúng thư mục bằng --data. · There is no data.key in ${postgres.dataDir}: name the data folder with --data.`,
        )
      const made = await writeBackup({
        ownerUrl: postgres.url,
        file,
        dataKey,
        passphrase: secret.passphrase,
        now,
        ...(values.json ? {} : { progress: (table, rows) => rows > 100_000 && io.err(`${table}: ${rows}`) }),
      })
      await rememberBackup(postgres.url, made, now)
      const heads = made.auditHeads.map(h => `${h.provinceId}:${h.seq}:${h.hash}`)
      if (values.json)
        io.out(
          `${JSON.stringify({ file, bytes: made.bytes, madeAt: now.toISOString(), rows: made.rows, tables: made.tables, withKey: made.withKey, keyId: keyId(dataKey), heads })}\n`,
        )
      else {
        for (const h of heads) io.out(`head ${h}\n`)
        io.out(`${file}  ${(made.bytes / 1e6).toFixed(1)} MB, ${made.rows} dòng · rows\n`)
        if (!made.withKey)
          io.err(
            `Bản này KHÔNG có chìa khoá dữ liệu cá nhân (chưa đặt mật khẩu): cất riêng tệp ${join(postgres.dataDir, 'data.key')}, thiếu nó không khôi phục được. · This backup does NOT hold the data key: keep data.key apart, without it nothing can be restored.`,
          )
      }
      return 0
    } finally {
      await postgres.stop()
    }
  },
}
