/** The numbers of a row that a person may change, found by walking it: every threshold, day and share, whatever the method. */
export type Figure = { path: readonly (string | number)[]; label: string; value: number | null }

const labels: Record<string, string> = {
  plus: '± m',
  from: '≥',
  above: '>',
  to: '≤',
  below: '<',
  streak: 'ngày liên tiếp',
  share: 'tỷ lệ xã',
  basins: 'lưu vực',
  mm24: 'mm/24 h',
  mm12: 'mm/12 h',
  mountain: 'miền núi, ngày',
  plain: 'đồng bằng, ngày',
  wetDays: 'ngày mưa',
  hours: 'giờ',
  hysteresis: 'lùi lại',
}
const skipped = new Set(['id', 'level', 'zones', 'where', 'station', 'breakpoints', 'indicators', 'band', 'extent'])

export function figuresOf(row: unknown, path: readonly (string | number)[] = [], label = ''): Figure[] {
  if (typeof row !== 'object' || row === null) return []
  return Object.entries(row).flatMap(([key, v]): Figure[] => {
    if (skipped.has(key)) return []
    const step = Array.isArray(row) ? Number(key) : key
    const own = labels[key] ?? (/^\d+$/.test(key) ? (path.at(-1) === 'when' ? '' : key === '0' ? 'từ' : 'đến') : '')
    const said = [label, own].filter(Boolean).join(' ')
    if (typeof v === 'number' || (v === null && Array.isArray(row)))
      return [{ path: [...path, step], label: said, value: v }]
    return figuresOf(v, [...path, step], said)
  })
}

/** A copy with one value changed; only what lies on the way is copied. */
export function withValue<T>(of: T, path: readonly (string | number)[], value: unknown): T {
  const [step, ...rest] = path
  if (step === undefined) return value as T
  const copy = (Array.isArray(of) ? [...of] : { ...of }) as Record<string | number, unknown>
  copy[step] = withValue(copy[step], rest, value)
  return copy as T
}
