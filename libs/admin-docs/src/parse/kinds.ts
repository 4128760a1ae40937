/** Kinds of document and their abbreviations: Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I. */
export const kinds: Record<string, string> = {
  'NGHỊ QUYẾT': 'NQ',
  'QUYẾT ĐỊNH': 'QĐ',
  'CHỈ THỊ': 'CT',
  'QUY CHẾ': 'QC',
  'QUY ĐỊNH': 'QyĐ',
  'THÔNG CÁO': 'TC',
  'THÔNG BÁO': 'TB',
  'HƯỚNG DẪN': 'HD',
  'CHƯƠNG TRÌNH': 'CTr',
  'KẾ HOẠCH': 'KH',
  'PHƯƠNG ÁN': 'PA',
  'ĐỀ ÁN': 'ĐA',
  'DỰ ÁN': 'DA',
  'BÁO CÁO': 'BC',
  'BIÊN BẢN': 'BB',
  'TỜ TRÌNH': 'TTr',
  'HỢP ĐỒNG': 'HĐ',
  'CÔNG ĐIỆN': 'CĐ',
  'BẢN GHI NHỚ': 'BGN',
  'BẢN THỎA THUẬN': 'BTT',
  'GIẤY ỦY QUYỀN': 'GUQ',
  'GIẤY MỜI': 'GM',
  'GIẤY GIỚI THIỆU': 'GGT',
  'GIẤY NGHỈ PHÉP': 'GNP',
  'PHIẾU GỬI': 'PG',
  'PHIẾU CHUYỂN': 'PC',
  'PHIẾU BÁO': 'PB',
  'KẾT LUẬN': 'KL',
}

const names = Object.keys(kinds).sort((a, b) => b.length - a.length)
const compact = (s: string) => s.replace(/\s+/g, '').replace(/HOẠ/g, 'HOẠ').replace(/UỶ/g, 'ỦY')
const compactNames = new Map(names.map(name => [compact(name), name]))

/** The kind a header line names, with what follows on the same line ("KẾ HOẠCH: Phòng chống …"); null when none. */
export function kindOfLine(line: string): { kind: string; name: string; rest: string } | null {
  const whole = compactNames.get(compact(line.replace(/[:.\s]+$/, '')))
  if (whole) return { kind: kinds[whole] ?? '', name: whole, rest: '' }
  for (const name of names) {
    if (!line.startsWith(name)) continue
    const rest = line.slice(name.length)
    if (/^(?:\s*[:–-]\s*|\s+)\S/.test(rest))
      return { kind: kinds[name] ?? '', name, rest: rest.replace(/^[\s:–-]+/, '') }
  }
  return null
}

const abbreviations = new Set(Object.values(kinds))

/** The kind a number tells: "41/KH-UBND" → KH, "43-KH/ĐU" → KH, "5572/CAT-PV01" → CV; null when it tells none. */
export function kindOfNumber(number: string): string | null {
  const parts = number
    .replace(/^[\d\s…._]*/, '')
    .split(/[/-]/)
    .filter(Boolean)
  for (const part of parts) if (abbreviations.has(part)) return part
  return parts.length >= 2 && /\//.test(number) ? 'CV' : null
}
