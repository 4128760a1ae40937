import { INVENTED } from '../provenance.ts'
import { seeded } from '../random.ts'
import { kmBetween } from '../shapes/commune-shapes.ts'
import { communeRows } from '../units/communes-table.ts'
import type { Station } from './station.ts'

/** Communes that have a rain gauge of their own in the sample: dense in the south-west and along the rivers. */
const WITH_GAUGE = [
  '05977',
  '06001',
  '06004',
  '06019',
  '06040',
  '06058',
  '06076',
  '06079',
  '06085',
  '06103',
  '06112',
  '06124',
  '06151',
  '06184',
  '06196',
  '06253',
  '06280',
  '06313',
  '06325',
  '06349',
  '06376',
  '06385',
  '06391',
  '06400',
  '06415',
  '06427',
  '06436',
  '06445',
  '06457',
  '06463',
  '06475',
  '06496',
  '06517',
  '06529',
  '06541',
  '06607',
  '06613',
  '06637',
]

const codeOf = (communeCode: string) => `LS-R-${communeCode}`

/** The gauge that speaks for a commune: its own, else the nearest one. */
function gaugeFor(communeCode: string): string {
  if (WITH_GAUGE.includes(communeCode)) return communeCode
  const at = communeRows.find(r => r.code === communeCode)!
  return WITH_GAUGE.map(code => ({ code, km: kmBetween(at, communeRows.find(r => r.code === code)!) })).sort(
    (a, b) => a.km - b.km || (a.code < b.code ? -1 : 1),
  )[0]!.code
}

const spokenFor = new Map<string, string[]>()
for (const r of communeRows) {
  const gauge = gaugeFor(r.code)
  spokenFor.set(gauge, [...(spokenFor.get(gauge) ?? []), r.code])
}

/** Automatic rain gauges, all invented. Together they speak for every commune: each for its own, then for the nearest ones without. */
export const rainGauges: readonly Station[] = WITH_GAUGE.map(code => {
  const row = communeRows.find(r => r.code === code)!
  const random = seeded(`stations/rain/${code}`)
  return {
    code: codeOf(code),
    name: `Mưa ${row.name}`,
    nameEn: `${row.name} rain gauge`,
    indicator: 'rain',
    unit: 'mm',
    river: null,
    basin: null,
    lat: Math.round((row.lat + random.between(-0.008, 0.008)) * 1e4) / 1e4,
    lon: Math.round((row.lon + random.between(-0.008, 0.008)) * 1e4) / 1e4,
    communeCode: code,
    communeCodes: [code, ...spokenFor.get(code)!.filter(c => c !== code)],
    intervalMinutes: 60,
    alarm1: null,
    alarm2: null,
    alarm3: null,
    floodRecord: null,
    zone: null,
    range: { min: 0, max: 150, status: 'invented', source: 'mẫu: giới hạn chặn số đo vô lý' },
    source: INVENTED,
    invented: true,
  }
})
