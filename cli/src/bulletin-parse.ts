import { bulletinJson, type ParsedBulletin } from '@tusom/domain'
import { isIsoDate } from '@tusom/vi-text'
import type { Command } from './command.ts'
import { readBounded, readBulletin, whyUnreadable } from './read-bulletin.ts'

const help = `tusom bulletin parse FILE [--json] [--received 2025-10-09]

Đọc bản tin khí tượng thủy văn (.txt, .md, .docx, .pdf có chữ, .xml CAP) thành cấp độ rủi ro, mực nước, mưa, nơi cảnh báo.
Điều bản tin không nói thì để trống (null) và ghi vào "warnings"; không đoán. Bản tin không ghi năm: nêu ngày nhận bằng --received.
Reads a hydro-meteorological bulletin into levels, gauge readings, rain and areas; what it does not say stays null.
A bulletin without a year needs the day it came in: --received.

Mã thoát · exit code: 0 đọc được · read; 1 không phải bản tin · no bulletin; 2 sai cách gọi, thiếu tệp · usage, missing file

Ví dụ · example:
  tusom bulletin parse tin-lu-0810.txt --json > tin-lu.json
`

/** `tusom bulletin parse FILE --json`: shape and exit codes as in docs/command-line.md. */
export const bulletinParse: Command = {
  name: 'bulletin parse',
  summary: 'đọc bản tin thiên tai · read a hydro-meteorological bulletin',
  help,
  run: async (args, io) => {
    if (args.includes('--help') || args.includes('-h')) {
      io.out(help)
      return 0
    }
    const asked = readArgs(args)
    if ('fault' in asked) {
      io.err(`tusom bulletin parse: ${asked.fault}. Xem · see: tusom bulletin parse --help\n`)
      return 2
    }
    let bytes: Uint8Array
    try {
      bytes = await readBounded(asked.file)
    } catch (error) {
      io.err(`${asked.file}: ${whyUnreadable(error)}\n`)
      return 2
    }
    const read = await readBulletin(bytes, asked.file, asked.received)
    if ('fault' in read) {
      io.err(read.fault)
      return 1
    }
    const { parsed } = read
    const { levels, observations, forecasts, rain, storm, quakes } = parsed
    const holds = [levels, observations, forecasts, rain, storm, quakes].some(list => list.length > 0)
    const isBulletin = parsed.kind !== null && (parsed.title !== null || holds)
    if (asked.json) io.out(`${JSON.stringify(bulletinJson(parsed), null, 2)}\n`)
    else io.out(summary(parsed))
    for (const note of read.notes) io.err(`${asked.file}: ${note}\n`)
    if (!isBulletin)
      io.err(
        `${asked.file}: không giống bản tin thiên tai (không có tiêu đề hoặc cấp độ rủi ro): kiểm tra lại tệp. · not a bulletin that can be recognised: check the file.\n`,
      )
    return isBulletin ? 0 : 1
  },
}

type Asked = { file: string; json: boolean; received: number | null }

function readArgs(args: string[]): Asked | { fault: string } {
  const files: string[] = []
  let json = false
  let received: number | null = null
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (arg === '--') {
      files.push(...args.slice(i + 1))
      break
    }
    if (arg === '--json') json = true
    else if (arg === '--received' || arg.startsWith('--received=')) {
      const value = arg === '--received' ? args[++i] : arg.slice('--received='.length)
      received = isIsoDate(value ?? '') ? Date.parse(`${value}T12:00:00+07:00`) : null
      if (received === null)
        return {
          fault: `--received cần một ngày, ví dụ 2025-10-09 · needs a day such as 2025-10-09, not "${value ?? ''}"`,
        }
    } else if (arg.startsWith('-') && arg !== '-') return { fault: `không có tùy chọn · no such option: ${arg}` }
    else files.push(arg)
  }
  if (files.length !== 1)
    return { fault: `cần đúng một tệp, có ${files.length} · name one file, ${files.length} given` }
  return { file: files[0] as string, json, received }
}

/** What a person wants to see at a terminal; the whole is in --json. */
function summary(p: ParsedBulletin): string {
  const water = (w: ParsedBulletin['observations'][number]) =>
    `  ${w.station ?? '?'}${w.river ? ` (sông ${w.river})` : ''} ${w.value ?? ''} m${w.alarm === null ? '' : `, BĐ${w.alarm} ${w.delta ?? ''}`} ${w.at ?? ''}`
  const lines = [
    p.title ?? '(không có tiêu đề)',
    `${p.kind ?? 'không rõ loại'} · phát ${p.issuedAt ?? '(không rõ)'} · tin sau ${p.nextAt ?? '(không rõ)'} · ${p.issuer ?? 'không rõ cơ quan'}`,
    ...p.levels.map(
      l => `Rủi ro do ${l.hazard ?? '?'} cấp ${l.level}${l.areas.length > 0 ? `: ${l.areas.join('; ')}` : ''}`,
    ),
    ...(p.observations.length > 0 ? ['Thực đo:', ...p.observations.map(water)] : []),
    ...(p.forecasts.length > 0 ? ['Dự báo:', ...p.forecasts.map(water)] : []),
    ...(p.rain.length > 0 ? [`Mưa: ${p.rain.length} nơi`] : []),
    ...(p.areas.length > 0 ? [`Nơi nêu tên: ${p.areas.map(a => a.name).join(', ')}`] : []),
    ...(p.warnings.length > 0 ? ['Cần xem lại:', ...p.warnings.map(w => `- ${w}`)] : []),
  ]
  return `${lines.join('\n')}\n`
}
