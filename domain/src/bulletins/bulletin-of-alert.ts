import type { Alert, AlertInfo } from '@tusom/cap'
import { parseCapTime } from '@tusom/cap'
import { toLocalIso } from '@tusom/vi-text'
import { parseBulletin } from './parse-bulletin.ts'
import type { BulletinArea, ParsedBulletin } from './parsed-bulletin.ts'

/** A level of risk in a parameter of an alert: `tusom.level`, `capDoRuiRo`, `riskLevel` … */
const levelParameter =
  /^(?:tusom\.level|(?:disaster[ _-]?)?risk[ _-]?level|cap[ _-]?do(?:[ _-]?rui[ _-]?ro)?(?:[ _-]?thien[ _-]?tai)?)$/i

/** The block of a language, Vietnamese before others. */
export function infoOf(alert: Alert): AlertInfo | null {
  return alert.info.find(i => /^vi\b/i.test(i.language ?? '')) ?? alert.info[0] ?? null
}

const codesOf = (list: readonly { value: string }[] | undefined): string[] =>
  (list ?? []).flatMap(g => g.value.split(/[\s,;]+/)).filter(v => /^\d{5}$/.test(v))

/**
 * A CAP alert read like a bulletin: its words as text, and what it says in fields (time, sender, expiry, areas, level) before what
 * the words say. What CAP calls severity is no level of risk and is not made one.
 */
export function bulletinOfAlert(alert: Alert): ParsedBulletin {
  const info = infoOf(alert)
  const text = [info?.headline ?? info?.event ?? '', info?.description ?? '', info?.instruction ?? '']
    .filter(Boolean)
    .join('\n')
  const sent = parseCapTime(alert.sent)
  const p = parseBulletin(text, { received: sent })
  const expires = info?.expires === undefined ? null : parseCapTime(info.expires)
  const parameter = info?.parameter?.find(x => levelParameter.test(x.valueName))
  const level = parameter && /^[0-5]$/.test(parameter.value.trim()) ? Number(parameter.value.trim()) : null
  const kind = p.kind ?? parseBulletin(`TIN ${info?.event ?? ''}`).kind
  const areas: BulletinArea[] = (info?.area ?? []).flatMap(a =>
    // codes of units (Cục Thống kê: 5 digits) say more surely than words which communes are meant
    (codesOf(a.geocode).length > 0 ? codesOf(a.geocode) : a.areaDesc.split(/[;,]/))
      .map(name => ({ name: name.trim(), kind: null, within: null, span: [0, 0] as [number, number] }))
      .filter(x => x.name !== ''),
  )
  const warnings = p.warnings.filter(w => !/giờ phát|không ghi năm|Không thấy tên cơ quan/u.test(w))
  if (alert.status !== 'Actual') warnings.unshift(`Bản tin CAP có trạng thái ${alert.status}, không phải tin thật.`)
  if (alert.msgType === 'Cancel') warnings.unshift('Bản tin CAP này hủy một bản tin trước.')
  if (info === null) warnings.unshift('Bản tin CAP không có phần nội dung (info).')
  return {
    ...p,
    kind,
    title: info?.headline ?? info?.event ?? p.title,
    final: p.final || alert.msgType === 'Cancel' || (info?.responseType ?? []).includes('AllClear'),
    number: alert.identifier,
    issuedAt: sent === null ? p.issuedAt : toLocalIso(sent),
    expiresAt: expires === null ? null : toLocalIso(expires),
    issuer: info?.senderName ?? p.issuer ?? alert.sender,
    levels:
      p.levels.length > 0 || level === null
        ? p.levels
        : [{ hazard: kind, level, areas: areas.map(a => a.name), span: [0, 0] }],
    areas: areas.length > 0 ? areas : p.areas,
    warnings:
      level !== null && p.levels.length === 0
        ? warnings.filter(w => !w.startsWith('Không thấy cấp độ rủi ro'))
        : warnings,
  }
}
