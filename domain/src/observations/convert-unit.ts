/** Units of one dimension and what one of each is in the first; temperature has an offset besides. */
const dimensions: readonly Record<string, readonly [factor: number, offset?: number]>[] = [
  { m: [1], cm: [0.01], mm: [0.001], dm: [0.1], km: [1000], ft: [0.3048], in: [0.0254] },
  { 'm3/s': [1], 'l/s': [0.001], 'm3/h': [1 / 3600], 'm3/ngày': [1 / 86_400], 'm3/d': [1 / 86_400] },
  { m3: [1], 'triệu m3': [1e6], hm3: [1e6], 'nghìn m3': [1000], l: [0.001] },
  { '°C': [1], K: [1, -273.15], '°F': [5 / 9, -160 / 9] },
  { 'm/s': [1], 'km/h': [1 / 3.6], kt: [1852 / 3600] },
  { hPa: [1], mbar: [1], Pa: [0.01], kPa: [10], mmHg: [1.33322387415] },
  // a salinity in grams a litre is taken for parts per thousand, as the bulletins do
  { '‰': [1], 'g/l': [1], 'mg/l': [0.001], 'g/kg': [1] },
  { 'µg/m3': [1], 'mg/m3': [1000] },
  { 'mm/h': [1], 'mm/giờ': [1] },
  { '%': [1], '1': [100] },
]
const spellings: Record<string, string> = {
  met: 'm',
  mét: 'm',
  meter: 'm',
  'm³/s': 'm3/s',
  'm³': 'm3',
  'm3/giờ': 'm3/h',
  'm³/h': 'm3/h',
  'triệu m³': 'triệu m3',
  Cel: '°C',
  C: '°C',
  oC: '°C',
  ºC: '°C',
  'độ C': '°C',
  F: '°F',
  '%RH': '%',
  'l/m2': 'mm',
  'μg/m3': 'µg/m3',
  'ug/m3': 'µg/m3',
  'µg/m³': 'µg/m3',
  ppt: '‰',
  'g/L': 'g/l',
  'mg/L': 'mg/l',
}
const plain = (unit: string): string => {
  const u = unit.normalize('NFC').trim()
  return spellings[u] ?? spellings[u.toLowerCase()] ?? u
}

/** What a person chooses from when a file or a message does not say its unit. */
export const knownUnits: readonly string[] = [...new Set(dimensions.flatMap(d => Object.keys(d)))].filter(
  u => u !== '1',
)

/**
 * A value in another unit of the same dimension; null when the two cannot be turned into each other. Rounded to ten significant
 * digits, so that 1786 cm is 17.86 m and not 17.860000000000003.
 */
export function convertUnit(value: number, from: string, to: string): number | null {
  const a = plain(from)
  const b = plain(to)
  if (a === b) return value
  const dimension = dimensions.find(d => a in d && b in d)
  if (!dimension) return null
  const [factorA, offsetA = 0] = dimension[a] as readonly [number, number?]
  const [factorB, offsetB = 0] = dimension[b] as readonly [number, number?]
  return Number(((value * factorA + offsetA - offsetB) / factorB).toPrecision(10))
}
