import { describe, expect, it } from 'vitest'
import { convertUnit } from './convert-unit.ts'
import { guessReadingMapping } from './guess-mapping.ts'
import { columnName, mapReadingRow, mappingFault, type ReadingMapping } from './reading-mapping.ts'

const known = {
  station: (n: string) => (['LS01', 'Trạm Kỳ Cùng'].includes(n) ? 'LS01' : null),
  indicator: (n: string) => (n === 'water_level' ? n : null),
}
const long: ReadingMapping = {
  headerRow: 1,
  timeColumn: 0,
  hourColumn: null,
  time: { order: 'dmy', zone: '+07:00' },
  decimal: 'comma',
  stationColumn: 1,
  indicatorColumn: null,
  unitColumn: null,
  qualityColumn: 3,
  station: null,
  indicator: 'water_level',
  values: [{ column: 2, station: null, indicator: null, unit: 'cm' }],
  blanks: ['-'],
}

describe('mapReadingRow', () => {
  it('a cell that is no number costs that cell and says which column', () => {
    const { readings, faults } = mapReadingRow(long, ['08/10/2025 03:00', 'LS01', '17.86', null])
    expect(readings).toEqual([])
    expect(faults.map(f => f.code)).toEqual(['reading.not-a-number'])
    expect(faults[0]?.vi).toContain('Cột C: "17.86"')
  })
  it('a time that cannot be read costs the row; a row without a station is refused', () => {
    expect(mapReadingRow(long, ['32/10/2025', 'LS01', '1786', null]).faults[0]?.code).toBe('reading.bad-time')
    expect(mapReadingRow(long, [null, 'LS01', '1786', null]).faults[0]?.vi).toBe('Cột giờ đo trống.')
    expect(mapReadingRow(long, ['08/10/2025', '', '1786', null]).faults[0]?.code).toBe('reading.malformed')
    expect(mapReadingRow(long, ['08/10/2025', 'x'.repeat(61), '1786', null]).faults[0]?.code).toBe('reading.malformed')
  })
  it('nothing measured is no reading and no fault; zero is a reading', () => {
    for (const cell of ['', null, '-'])
      expect(mapReadingRow(long, ['sai', 'LS01', cell])).toEqual({ readings: [], faults: [], blanks: 1 })
    expect(mapReadingRow(long, ['08/10/2025', 'LS01', 0]).readings.map(r => r.value)).toEqual([0])
  })
  it('one row a station and time, with a corrected mark', () => {
    expect(mapReadingRow(long, ['08/10/2025 03:00', ' LS01 ', '1.786', 'Đính chính'])).toEqual({
      readings: [
        {
          station: 'LS01',
          indicator: 'water_level',
          at: Date.parse('2025-10-07T20:00Z'),
          value: 1786,
          unit: 'cm',
          quality: 'corrected',
        },
      ],
      faults: [],
      blanks: 0,
    })
  })
  it('one column a station, each cell by itself', () => {
    const wide: ReadingMapping = {
      ...long,
      stationColumn: null,
      qualityColumn: null,
      values: [
        { column: 1, station: 'A', indicator: null, unit: null },
        { column: 2, station: 'B', indicator: null, unit: null },
        { column: 3, station: 'C', indicator: 'rain', unit: 'mm' },
      ],
    }
    const row = mapReadingRow(wide, ['08/10/2025', '1,5', 'hỏng', null])
    expect(row.readings.map(r => `${r.station} ${r.indicator} ${r.value}`)).toEqual(['A water_level 1.5'])
    expect([row.faults.length, row.blanks]).toEqual([1, 1])
  })
})

describe('mappingFault', () => {
  it('a column that is not there, one chosen twice, no station, no indicator', () => {
    expect(mappingFault(long, 3)?.en).toContain('fewer columns')
    expect(mappingFault({ ...long, values: [...long.values, ...long.values] }, 4)?.en).toContain('twice')
    expect(mappingFault({ ...long, stationColumn: null }, 4)?.en).toContain('station')
    expect(mappingFault({ ...long, indicator: null }, 4)?.en).toContain('indicator')
    expect(mappingFault(long, 4)).toBeNull()
  })
  it('names columns as a sheet does', () =>
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']))
})

describe('guessReadingMapping', () => {
  it('a gauging book: title lines, one column an indicator, units in the header, decimal comma', () => {
    const guess = guessReadingMapping(
      [
        ['TRẠM KỲ CÙNG'],
        ['Ngày', 'Giờ', 'Mực nước (cm)', 'Lượng mưa (mm)'],
        ['08/10/2025', '7', '1786', '12,5'],
        ['08/10/2025', '13', '1790', '0'],
      ],
      known,
    )
    expect(guess).toMatchObject({
      headerRow: 2,
      timeColumn: 0,
      hourColumn: 1,
      time: { order: 'dmy' },
      decimal: 'comma',
      values: [
        { column: 2, indicator: 'water_level', unit: 'cm' },
        { column: 3, indicator: 'rain', unit: 'mm' },
      ],
    })
  })
  it('one row a reading, ISO times, decimal point', () => {
    expect(
      guessReadingMapping(
        [
          ['station', 'indicator', 'at', 'value'],
          ['LS01', 'water_level', '2025-10-08T03:00', '17.86'],
        ],
        known,
      ),
    ).toMatchObject({
      headerRow: 1,
      stationColumn: 0,
      indicatorColumn: 1,
      timeColumn: 2,
      decimal: 'point',
      values: [{ column: 3 }],
    })
  })
  it('one column a station by name', () => {
    const { values } = guessReadingMapping(
      [
        ['Thời gian', 'Trạm Kỳ Cùng', 'Trạm lạ'],
        ['08/10/2025 03:00', '1,5', '2,5'],
      ],
      known,
    )
    expect(values.map(v => v.station)).toEqual(['LS01', 'Trạm lạ'])
  })
  it('titles nobody knows are still titles: words, and figures right under them', () => {
    const guess = guessReadingMapping(
      [
        ['Sổ của ông Thử', null, null],
        ['Lúc xem cột', 'Nơi xem', 'Nước lên tới (cm)'],
        ['08/10/2025 11:00', 'Cầu Mẹt', '1791'],
        ['08/10/2025 11:50', 'Cầu Mẹt', '---'],
      ],
      known,
    )
    expect(guess).toMatchObject({ headerRow: 2, timeColumn: 0, time: { order: 'dmy' } })
    expect(guess.blanks).toContain('---')
  })
  it('a file without titles has none', () =>
    expect(
      guessReadingMapping(
        [
          ['08/10/2025 11:00', 'LS01', '17,91'],
          ['08/10/2025 11:20', 'LS01', '18,24'],
        ],
        known,
      ).headerRow,
    ).toBe(0))
  it('what is no table is left open', () => expect(guessReadingMapping([[null], ['a']], known).values).toEqual([]))
})

describe('convertUnit', () => {
  it('refuses what cannot be turned into each other', () => {
    expect([convertUnit(1, 'm', 'mm/h'), convertUnit(1, '', 'm'), convertUnit(1, 'constructor', 'm')]).toEqual([
      null,
      null,
      null,
    ])
  })
  it('turns lengths, flows, temperatures', () => {
    expect(convertUnit(1786, 'cm', 'm')).toBe(17.86)
    expect(convertUnit(2, 'mét', 'm')).toBe(2)
    expect(convertUnit(1500, 'l/s', 'm³/s')).toBe(1.5)
    expect(convertUnit(212, '°F', '°C')).toBe(100)
    expect(convertUnit(0, '°C', 'K')).toBe(273.15)
    expect(convertUnit(5, 'điểm', 'điểm')).toBe(5)
  })
})
