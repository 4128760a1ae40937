import { LevelEngine, readEventsCsv, readReplayCsv, shippedPacks } from '@tusom/domain'
import { mutateText, seededRandom, underASecond } from './mutate-text.ts'

const at = (h: number) => `2025-10-08T${String(h).padStart(2, '0')}:00:00+07:00`
const readings = `station,indicator,at,value,quality\n${Array.from({ length: 24 }, (_, h) => `T1,water_level,${at(h)},${20 + h / 4},\nT2,rain,${at(h)},"7,5",${h % 5 ? '' : 'corrected'}`).join('\n')}\n`
const stations =
  'station;name;lon;lat;commune;indicators;alarm1;alarm2;alarm3;flood_record;zone;basin\nT1;"Cầu; Treo";106,3;21,5;"06385;06391";water_level;21;22;23;24,1;KV3;Trung\nT2;Mưa;;;06385;rain;;;;;;\n'
const areas =
  'commune,province,terrain,landslide_zone,landslide_susceptibility,region\n06385,Lạng Sơn,miền núi,KV II,cao,\n06391,20,plain,2,very-high,dong-bac\n'
const events =
  'Thiên tai;Xã;Bắt đầu;Kết thúc;Cấp;Nguồn\n"Lũ, ngập lụt";"huu lung;06391";2025-10-08T02:00:00+07:00;;2;Báo cáo xã\nflood;06385;2025-10-07;2025-10-09;1;\n'
const known = {
  hazards: [{ hazard: 'flood', nameVi: 'Lũ, ngập lụt' }],
  units: [
    { id: 1, code: '06385', name: 'Hữu Lũng', fullName: 'Xã Hữu Lũng' },
    { id: 2, code: '06391', name: 'Yên Bình', fullName: 'Xã Yên Bình' },
  ],
}
const odd = [
  '"',
  '""',
  ';',
  ',',
  '\t',
  '\r\n',
  '\n',
  '\uFEFF',
  '\0',
  '1e309',
  '-',
  'NaN',
  '2025-02-30',
  '24:00',
  '__proto__',
]

/** The files of a replay and the register of events with pieces changed: rows are read or named, and the engine takes what was read. */
export function fuzzPackCsv(seed: number, cases: number): number {
  const random = seededRandom(seed)
  let accepted = 0
  for (let i = 0; i < cases; i++) {
    const what = `seed ${seed} case ${i}`
    const change = (text: string) => (random() < 0.6 ? mutateText(text, random, odd) : text)
    underASecond(what, () => {
      if (random() < 0.3) {
        const read = readEventsCsv(change(events), known)
        accepted += read.events.length ? 1 : 0
        for (const e of read.events)
          if (!e.unitIds.length || Number.isNaN(Date.parse(e.from)))
            throw new Error(`${what}: an event without place or time`)
        return
      }
      const read = readReplayCsv({ readings: change(readings), stations: change(stations), areas: change(areas) })
      for (const r of read.readings)
        if (!read.defs[r.series] || !Number.isFinite(r.at) || !Number.isFinite(r.value))
          throw new Error(`${what}: a reading that is none`)
      if (!read.readings.length) return
      accepted++
      new LevelEngine(shippedPacks, read.areas, read.defs, { keep: false }).ingest(read.readings)
    })
  }
  return accepted
}
