import { verifyAudit } from '@tusom/store'
import { readHeads } from './audit-heads.ts'
import type { Command } from './command.ts'
import { openInstallation } from './installation.ts'
import { readOptions } from './options.ts'

const help = `tusom audit verify [--head PROVINCE:SEQ:HASH]… [--data ./data] [--json]

Tính lại chuỗi nhật ký từ đầu; tìm dòng bị sửa, bị xoá, bị cắt đuôi (với --head đã ghi lại trước đó).
Recomputes the audit chain; finds altered, removed or cut-off entries.

Ví dụ · example:  tusom audit verify --head 1:240:9f2c…`

const meaning = {
  altered: 'bị sửa · altered',
  missing: 'bị mất · missing',
  head: 'đầu chuỗi không khớp · the head does not fit',
  'known-head': 'không khớp mốc đã ghi · does not fit the known head',
} as const

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'kiểm tra chuỗi nhật ký · verify the audit chain',
  help,
  run: async (args, io) => {
    const options = readOptions(
      args,
      { head: { type: 'string', multiple: true }, data: { type: 'string' }, json: { type: 'boolean' } },
      help,
    )
    if ('fault' in options) {
      io.err(options.fault)
      return 2
    }
    const known = readHeads((options.values.head as string[] | undefined) ?? [])
    if (!known) {
      io.err(
        '--head phải có dạng PROVINCE:SEQ:HASH, như lần kiểm tra trước đã in. · --head must be PROVINCE:SEQ:HASH as printed before.',
      )
      return 2
    }
    const installation = await openInstallation(io.env, options.values.data as string | undefined)
    try {
      const report = await installation.db.asSystem(tx => verifyAudit(tx, known))
      if (options.values.json) io.out(`${JSON.stringify(report)}\n`)
      else {
        for (const f of report.faults) io.out(`Dòng ${f.seq} của tỉnh ${f.provinceId}: ${meaning[f.what]}\n`)
        for (const h of report.heads) io.out(`head ${h.provinceId}:${h.seq}:${h.hash}\n`)
        io.out(
          report.faults.length
            ? `${report.faults.length} chỗ sai trong ${report.entries} dòng · faults\n`
            : `${report.entries} dòng, chuỗi nguyên vẹn · the chain holds\n`,
        )
      }
      return report.faults.length ? 1 : 0
    } finally {
      await installation.close()
    }
  },
}
