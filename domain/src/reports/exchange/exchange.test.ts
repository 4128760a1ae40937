import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { libraryForms } from '../catalogue.ts'
import { shippedForms } from '../forms.ts'
import { periodKinds, periodAt } from '../period.ts'
import { withOptions } from '../with-options.ts'
import { AdxFault, readAdx, writeAdx } from './adx.ts'
import { csvOfValues, valuesOfCsv } from './csv.ts'
import { type DataValueSet, joinFigure, splitFigure } from './data-value.ts'
import { adxPeriod, dhis2Period, readExchangePeriod } from './exchange-period.ts'
import { type ImportWorld, planImport } from './plan-import.ts'

const forms = [...shippedForms, ...libraryForms.map(withOptions)]
const world: ImportWorld = {
  forms,
  unit: named => (named === '06184' ? { id: 7, own: true } : named === '06040' ? { id: 8, own: false } : null),
  user: 'can-bo',
  today: '2026-11-22',
}
const plan = (dataValues: DataValueSet['dataValues'], over: Partial<DataValueSet> = {}) =>
  planImport({ dataSet: 'scam-weekly', period: '2026W46', orgUnit: '06184', dataValues, ...over }, world)
const faults = (...given: Parameters<typeof plan>) =>
  plan(...given).conflicts.list.map(c => `${c.errorCode} ${c.property} ${c.indexes.join()}`)

describe('periods of other systems', () => {
  it('DHIS2 and ADX names are read where the form has such a period', () => {
    expect(readExchangePeriod('week', '2026W5')?.key).toBe('2026-W05')
    expect(readExchangePeriod('calendar-month', '202606')?.key).toBe('2026-C06')
    expect(readExchangePeriod('calendar-quarter', '2026Q2')?.key).toBe('2026-CQ2')
    expect(readExchangePeriod('half-year', '2025-12-15/P6M')?.key).toBe('2026-H1')
    expect(readExchangePeriod('week', '2026-01-26/P7D')?.key).toBe('2026-W05')
    expect(readExchangePeriod('half-year', '2026-H1')?.key).toBe('2026-H1')
    for (const wrong of ['202606', '2026-01-01/P6M', '2025-12-15/P6D', 'x', '', '2026-W54', '2025-12-15/P0M'])
      expect(readExchangePeriod('half-year', wrong)).toBeNull()
  })
  it('what is written is read back, for every kind', () => {
    for (const kind of periodKinds) {
      const p = periodAt(kind, '2026-03-11')
      for (const written of [dhis2Period(p), adxPeriod(p), p.key]) expect(readExchangePeriod(kind, written)).toEqual(p)
    }
  })
})

describe('a data value set', () => {
  it('goes into the report of its unit and period; zero, missing with a comment and not applicable are three things', () => {
    const { reports, conflicts } = plan([
      { dataElement: 'scam.week.reports', value: '0' },
      { dataElement: 'scam.week.damage', comment: 'chưa có số' },
    ])
    expect(conflicts.list).toEqual([])
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({
      unitId: 7,
      period: { key: '2026-W46' },
      cells: [{ element: 'scam.week.reports', cell: { value: 0 } }, { cell: { value: null, reason: 'chưa có số' } }],
    })
    expect(plan([{ dataElement: 'scam.week.damage', comment: '[K] xã không có' }]).reports[0]?.cells[0]?.cell).toEqual({
      value: null,
      notApplicable: true,
      reason: 'xã không có',
    })
  })
  it('without a data set the form is found by its elements and period', () => {
    const { reports } = planImport(
      {
        dataValues: [
          { dataElement: 'fire.cases', period: '2026-H2', orgUnit: '06184', value: 3 },
          { dataElement: 'fire.cases', period: '2026-M10', orgUnit: '06184', value: 1 },
        ],
      },
      world,
    )
    expect(reports.map(r => r.form.code)).toEqual(['anptt-six-month', 'order-monthly'])
  })
  it('options are found in any order', () => {
    const { reports } = planImport(
      {
        dataValues: [
          {
            dataElement: 'order.drug.people',
            categoryOptionCombo: 'sex:female',
            period: '2026-M10',
            orgUnit: '06184',
            value: 3,
          },
        ],
      },
      world,
    )
    expect(reports[0]?.cells[0]?.element).toBe('order.drug.people/sex:female')
    expect(joinFigure('a', 'sex:f,age:1')).toBe('a/age:1,sex:f')
    expect(splitFigure('a/age:1,sex:f')).toEqual({ dataElement: 'a', categoryOptionCombo: 'age:1,sex:f' })
  })
  it('conflicts carry the codes and sentences of DHIS2 and every place; the good values go in', () => {
    const good = { dataElement: 'scam.week.reports', value: 4 }
    expect(faults([good], { dataSet: 'nothing' })).toEqual(['E7600 dataSet 0'])
    expect(
      faults([
        good,
        { dataElement: 'gone', value: 1 },
        { dataElement: 'gone', value: 2 },
        { dataElement: 'fire.cases', value: 1 },
        { ...good, period: '2026W60' },
        { ...good, period: '2027W01' },
        { ...good, orgUnit: '00000' },
        { ...good, orgUnit: '06040' },
        { ...good, categoryOptionCombo: 'sex:female' },
        { ...good, attributeOptionCombo: 'x' },
        { dataElement: 'scam.week.damage' },
        { dataElement: 'scam.week.damage', value: 'năm' },
        { dataElement: 'scam.week.damage', value: '-3' },
        { dataElement: 'scam.week.damage', value: '1e9' },
        good,
      ]),
    ).toEqual([
      'E7610 dataElement 1,2',
      'E7633 dataElement 3',
      'E7611 period 4',
      'E7641 period 5',
      'E7612 orgUnit 6',
      'E7617 orgUnit 7',
      'E7613 categoryOptionCombo 8',
      'E7615 attributeOptionCombo 9',
      'E7618 value 10',
      'E7619 value 11',
      'E7619 value 12',
      'E7619 value 13',
      'TS01 dataElement 14',
    ])
    expect(plan([{ dataElement: 'gone', value: 1 }]).conflicts.list[0]).toEqual({
      object: 'gone',
      objects: { dataElement: 'gone' },
      value: 'Data element not found or not accessible: `gone`',
      errorCode: 'E7610',
      property: 'dataElement',
      indexes: [0],
    })
  })
})

describe('CSV', () => {
  it('is read with or without its header, in any order of named columns', () => {
    const row = ['scam.week.reports', '2026W46', '06184', '', '', '4', '', '', 'gọi lại']
    const [value] = valuesOfCsv([row])
    expect(value).toEqual({
      dataElement: 'scam.week.reports',
      period: '2026W46',
      orgUnit: '06184',
      value: '4',
      comment: 'gọi lại',
    })
    expect(
      valuesOfCsv([
        ['orgunit', 'value', 'DataElement', 'period'],
        ['06184', '4', 'a', '2026'],
      ]),
    ).toEqual([{ dataElement: 'a', period: '2026', orgUnit: '06184', value: '4' }])
    expect(csvOfValues([{ ...value!, comment: '=1+1' }])).toContain(`"'=1+1"`)
  })
})

describe('ADX', () => {
  const sets: DataValueSet[] = [
    {
      dataSet: 'order-monthly',
      period: '2026-09-15/P1M',
      orgUnit: '06184',
      dataValues: [
        { dataElement: 'a', value: '3' },
        { dataElement: 'a', categoryOptionCombo: 'age:0-5,sex:female', value: '1', comment: 'R&D <5 "x"' },
      ],
    },
    { dataSet: 'x', period: '2026-H1', orgUnit: '06040', dataValues: [] },
  ]
  it('what is written is read back', () => {
    expect(readAdx(writeAdx(sets, '2026-11-22T00:00:00Z'))).toEqual(sets)
    fc.assert(
      fc.property(
        fc.array(fc.record({ dataElement: fc.string({ maxLength: 10 }), value: fc.string({ maxLength: 10 }) }), {
          maxLength: 5,
        }),
        dataValues => {
          // oxlint-disable-next-line no-control-regex -- what XML cannot hold is dropped when it is written
          const clean = (s: string) => !/[\u0000-\u001f\ufffe\uffff]/.test(s) && s.isWellFormed()
          fc.pre(dataValues.every(v => clean(v.dataElement) && clean(v.value)))
          expect(readAdx(writeAdx([{ dataSet: 'd', dataValues }], 'now'))).toEqual([{ dataSet: 'd', dataValues }])
        },
      ),
    )
  })
  it('refuses what is none, and entities of any kind, by one sentence', () => {
    const why = (text: string) => {
      try {
        readAdx(text)
        return 'read'
      } catch (e) {
        if (!(e instanceof AdxFault)) throw e
        return e.en
      }
    }
    expect(why('')).toBe('there is no <adx>.')
    expect(why('{"dataValues":[]}')).toBe('there is no <adx>.')
    expect(why('<dxf/>')).toBe('its root is not <adx>.')
    expect(why('<adx><group></adx>')).toBe('its tags do not match.')
    expect(why('<adx><group>')).toBe('it breaks off.')
    expect(why('<!DOCTYPE adx [<!ENTITY x SYSTEM "file:///etc/passwd">]><adx/>')).toBe('it holds a DOCTYPE.')
    expect(why('<adx a=1/>')).toBe('it is not well-formed XML.')
    expect(why(`${'<adx>'}${'<group>'.repeat(20)}`)).toBe('its tags are nested too deeply.')
  })
  it('never takes long or falls over, whatever comes', () => {
    const pieces = [
      '<',
      '>',
      '/',
      'adx',
      'group',
      'dataValue',
      ' a="1"',
      "'",
      '"',
      '&amp;',
      '&#x1F600;',
      '&#xD800;',
      '<!--',
      '-->',
      '<?',
      '?>',
      '\n',
      'é',
    ]
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map(p => `<adx>${p.join('')}</adx>`),
        ),
        text => {
          try {
            readAdx(text)
          } catch (e) {
            expect(e).toBeInstanceOf(AdxFault)
          }
        },
      ),
      { numRuns: 1500 },
    )
    expect(() => readAdx(`<adx ${' '.repeat(200_000)}`)).toThrow(AdxFault)
  })
})
