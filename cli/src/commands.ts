import type { Command } from './command.ts'

/** A command as the list of them names it; what it needs is loaded when it is called, so that reading a file does not wait for the server. */
export type ListedCommand = Pick<Command, 'name' | 'summary'> & { load: () => Promise<Command> }

export const commands: readonly ListedCommand[] = [
  {
    name: 'serve',
    summary: 'mở máy chủ · serve the web app and the API',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'backup',
    summary: 'sao lưu toàn bộ dữ liệu vào một tệp · save everything into one file',
    load: async () => (await import('./backup.ts')).backup,
  },
  {
    name: 'restore',
    summary: 'khôi phục từ một bản sao lưu · restore a backup',
    load: async () => (await import('./restore.ts')).restore,
  },
  {
    name: 'demo',
    summary: 'diễn lại trận lũ mẫu ba ngày · play the three-day sample flood',
    load: async () => (await import('./demo/demo.ts')).demo,
  },
  {
    name: 'units import',
    summary: 'nạp đơn vị từ CSV, GeoJSON · import units',
    load: async () => (await import('./units-import.ts')).unitsImport,
  },
  {
    name: 'levels replay',
    summary: 'chạy lại cấp độ trên số đo cũ · replay levels over past readings',
    load: async () => (await import('./levels-replay.ts')).levelsReplay,
  },
  {
    name: 'bulletin parse',
    summary: 'đọc bản tin thiên tai · read a hydro-meteorological bulletin',
    load: async () => (await import('./bulletin-parse.ts')).bulletinParse,
  },
  {
    name: 'cap check',
    summary: 'Kiểm tra bản tin CAP / check CAP alerts and feeds',
    load: async () => (await import('./cap-check.ts')).capCheck,
  },
  {
    name: 'docs parse',
    summary: 'đọc kế hoạch, công văn thành nhiệm vụ · read a plan or letter into tasks',
    load: async () => (await import('./docs-parse.ts')).docsParse,
  },
  {
    name: 'docs check',
    summary: 'kiểm tra thể thức theo Nghị định 30 · check the form of a .docx',
    load: async () => (await import('./docs-check.ts')).docsCheck,
  },
  {
    name: 'detect',
    summary: 'Tìm số đếm bất thường · unusual counts in a series',
    load: async () => (await import('./detect.ts')).detectCommand,
  },
  {
    name: 'audit verify',
    summary: 'kiểm tra chuỗi nhật ký · verify the audit chain',
    load: async () => (await import('./audit-verify.ts')).auditVerify,
  },
]
