import {
  type AuditHead,
  checkBackup,
  keyId,
  type OpenBackup,
  openBackup,
  openKey,
  restoreBackup,
  StoreError,
} from '@tusom/store'
import { join } from 'node:path'
import { readHeads } from './audit-heads.ts'
import type { Command, Io } from './command.ts'
import { findDataKey, makeDataKey, openPostgres } from './installation.ts'
import { readOptions } from './options.ts'
import { readPassphrase } from './passphrase.ts'

const help = `tusom restore FILE [--data ./data] [--passphrase-file FILE] [--head PROVINCE:SEQ:HASH]… [--check] [--json]

Khôi phục một bản sao lưu vào nơi còn trống (thư mục dữ liệu mới, hoặc cơ sở dữ liệu trống ở DATABASE_URL), rồi so lại từng
bảng và cả chuỗi nhật ký. Hỏng giữa chừng thì không để lại gì. Mật khẩu: như «tusom backup».
Restores a backup into an empty data folder (or an empty database at DATABASE_URL) and compares every table and the audit
chain. A failure half-way leaves nothing behind. Passphrase: as for tusom backup.

  --check   chỉ kiểm tra tệp, không cần cơ sở dữ liệu · only checks the file, without a database
  --head    mốc nhật ký đã ghi ở nơi khác · a head of the audit chain that was noted elsewhere

Ví dụ · example:  tusom restore tusom-20261122-023000.tar --data ./data-moi`

/** The file itself is at fault, not the surroundings. */
const findings = new Set(['backup.damaged', 'backup.cut-short', 'backup.not-a-backup', 'restore.audit'])

export const restore: Command = {
  name: 'restore',
  summary: 'khôi phục từ một bản sao lưu · restore a backup',
  help,
  run: async (args, io) => {
    const options = readOptions(
      args,
      {
        data: { type: 'string' },
        'passphrase-file': { type: 'string' },
        head: { type: 'string', multiple: true },
        check: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      help,
    )
    if ('fault' in options || options.positionals.length !== 1) {
      io.err(
        'fault' in options ? options.fault : `Cần đúng một tệp sao lưu · exactly one backup file is needed.\n\n${help}`,
      )
      return 2
    }
    const { values, positionals } = options
    const known = readHeads((values.head as string[] | undefined) ?? [])
    if (!known) {
      io.err(
        '--head phải có dạng PROVINCE:SEQ:HASH, như lúc sao lưu đã in. · --head must be PROVINCE:SEQ:HASH as printed by the backup.',
      )
      return 2
    }
    try {
      const backup = await openBackup(positionals[0] as string)
      try {
        const { madeAt, provinces, key } = backup.manifest
        // every byte is read before anything is written
        const checked = await checkBackup(backup)
        if (values.check) {
          if (values.json) io.out(`${JSON.stringify({ ok: true, madeAt, provinces, keyId: key.id, ...checked })}\n`)
          else io.out(`${provinces.join(', ')} · ${madeAt} · ${checked.rows} dòng · rows · nguyên vẹn · whole\n`)
          return 0
        }
        const restored = await restoreInto(backup, io, {
          data: values.data as string | undefined,
          passphraseFile: values['passphrase-file'] as string | undefined,
          known,
          quiet: values.json === true,
        })
        const heads = restored.auditHeads.map(h => `${h.provinceId}:${h.seq}:${h.hash}`)
        if (values.json)
          io.out(
            `${JSON.stringify({ ok: true, madeAt, provinces, rows: restored.rows, tables: restored.tables, auditEntries: restored.auditEntries, heads, migrated: restored.migrated })}\n`,
          )
        else {
          for (const h of heads) io.out(`head ${h}\n`)
          io.out(
            `Đã khôi phục ${provinces.join(', ')} như lúc ${madeAt}: ${restored.rows} dòng, ${restored.tables} bảng, nhật ký nguyên vẹn · restored, compared, the audit chain holds\n`,
          )
        }
        return 0
      } finally {
        await backup.close()
      }
    } catch (e) {
      if (!(e instanceof StoreError)) throw e
      if (values.json) io.out(`${JSON.stringify({ ok: false, code: e.code, message: e.message })}\n`)
      io.err(e.message)
      return findings.has(e.code) ? 1 : 2
    }
  },
}

/**
 * The key is put in its place before the rows are committed: rows without their key would be taken for an installation that lost it,
 * a key without rows is taken for a new one.
 */
async function restoreInto(
  backup: OpenBackup,
  io: Io,
  o: { data: string | undefined; passphraseFile: string | undefined; known: AuditHead[]; quiet: boolean },
) {
  const postgres = await openPostgres(io.env, o.data)
  try {
    const had = await findDataKey(io.env, postgres.dataDir)
    const { id, sealed } = backup.manifest.key
    if (had && keyId(had) !== id)
      throw new StoreError(
        'restore.other-key',
        `Chìa khoá ${io.env.TUSOM_DATA_KEY ? 'trong TUSOM_DATA_KEY' : join(postgres.dataDir, 'data.key')} không phải của bản sao lưu này: chọn thư mục dữ liệu mới bằng --data, hoặc đặt đúng tệp data.key vào đó. · The data key there is not the one of this backup: choose a new data folder, or put the right data.key into it.`,
      )
    const key = had ?? (sealed ? await askKey(io, o.passphraseFile, id, sealed) : null)
    if (!key)
      throw new StoreError(
        'restore.no-key',
        `Bản sao lưu này không mang chìa khoá dữ liệu: chép tệp data.key đã cất riêng vào ${postgres.dataDir} rồi chạy lại. · This backup holds no data key: put the data.key that was kept apart into ${postgres.dataDir} and run again.`,
      )
    return await restoreBackup(backup, postgres.url, {
      known: o.known,
      beforeCommit: async () => void (had ?? (await makeDataKey(postgres.dataDir, key))),
      ...(o.quiet ? {} : { progress: (table, rows) => rows > 100_000 && io.err(`${table}: ${rows}`) }),
    })
  } finally {
    await postgres.stop()
  }
}

async function askKey(
  io: Io,
  file: string | undefined,
  id: string,
  sealed: Parameters<typeof openKey>[1],
): Promise<Buffer> {
  const secret = await readPassphrase(io, file, 'once')
  if ('fault' in secret) throw new StoreError('backup.passphrase-needed', secret.fault)
  if (secret.passphrase === null)
    throw new StoreError(
      'backup.passphrase-needed',
      'Bản sao lưu này cần mật khẩu: dùng --passphrase-file hoặc biến TUSOM_BACKUP_PASSPHRASE. · This backup needs its passphrase: use --passphrase-file or TUSOM_BACKUP_PASSPHRASE.',
    )
  return openKey(id, sealed, secret.passphrase)
}
