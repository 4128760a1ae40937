import { describe, expect, it } from 'vitest'
import { composeSitrep, reportClock, riskOf } from './compose-sitrep.ts'
import type { SitrepContent, SitrepFacts } from './sitrep-content.ts'
import { sitrepDocument, sitrepFileName } from './sitrep-document.ts'
import { sumDamage } from './sum-damage.ts'

const at = Date.parse('2025-10-08T17:00:00+07:00')
const facts = (over: Partial<SitrepFacts> = {}): SitrepFacts => ({
  at,
  number: null,
  exercise: false,
  sample: false,
  unit: { id: 1, name: 'Tỉnh Lạng Sơn', kind: 'province' },
  incident: { id: 5, title: 'Lũ sông Thương', openedAt: at - 7_200_000, lead: 'Sở NN&MT', state: 'open' },
  communes: [
    { id: 10, name: 'Hữu Lũng' },
    { id: 20, name: 'Vân Nham' },
  ],
  levels: [],
  warnings: [],
  activations: [],
  tasks: null,
  lateTasks: [],
  decisions: [],
  evacuation: null,
  damage: sumDamage([], [10, 20]),
  texts: {},
  ...over,
})
const said = (content: SitrepContent, key: string) =>
  (content.sections.find(s => s.key === key)?.blocks ?? []).map(b => ('text' in b ? b.text : '')).join(' | ')
const zero = { households: 0, people: 0 }

describe('composeSitrep', () => {
  it('says that nothing is known instead of writing zero', () => {
    const c = composeSitrep(facts())
    expect(said(c, 'damage')).toBe('Chưa có số liệu thiệt hại: 0/2 xã, phường đã báo.')
    expect(said(c, 'evacuation')).toMatch(/^Chưa có số liệu sơ tán/)
    expect(said(c, 'situation')).toContain('Chưa có bản tin chính thức')
    expect(c.figures).toEqual([])
    expect(c.sections.some(s => s.key === 'annex-damage')).toBe(false)
  })
  it('keeps the five states of moving apart and names the silent', () => {
    const e = {
      total: { households: 412, people: 1530 },
      planned: { households: 100, people: 400 },
      left: { households: 50, people: 190 },
      moving: { households: 12, people: 40 },
      arrived: { households: 250, people: 900 },
      returned: zero,
      refused: { households: 2, people: 5 },
      reported: 1,
      of: 2,
      withoutPlan: 0,
      silent: ['Vân Nham'],
      asOf: at - 600_000,
    }
    const c = composeSitrep(facts({ evacuation: e }))
    expect(said(c, 'evacuation')).toContain('1/2 xã, phường đã báo, tính đến 16 giờ 50 ngày 08/10/2025')
    expect(said(c, 'evacuation')).toContain('Chưa báo: Vân Nham.')
    const table = c.sections.find(s => s.key === 'evacuation')?.blocks.find(b => b.type === 'table')
    expect(table?.type === 'table' ? table.rows : []).toEqual([
      ['Phải sơ tán theo phương án', '412', '1.530'],
      ['Chưa đi', '100', '400'],
      ['Trong đó chưa chịu đi', '2', '5'],
      ['Tự đi', '50', '190'],
      ['Đang được đưa đi', '12', '40'],
      ['Đã ở nơi đến', '250', '900'],
      ['Đã về nhà', '0', '0'],
    ])
    const silent = composeSitrep(facts({ evacuation: { ...e, reported: 0, asOf: null } }))
    expect(said(silent, 'evacuation')).toContain('Chưa có số liệu thực hiện: 0/2')
  })
  it('never writes a level as "lũ cấp 3", which reads as an alarm level', () => {
    expect(riskOf('flood', 3)).toBe('rủi ro do lũ, ngập lụt cấp 3 (lớn)')
    expect(riskOf('flood', null)).toBe('rủi ro do lũ, ngập lụt, chưa xác định cấp')
    expect(reportClock(Date.parse('2025-10-08T02:05:00Z'))).toBe('09 giờ 05 ngày 08/10/2025')
  })
  it('a level that the law leaves open stands as open', () => {
    const c = composeSitrep(
      facts({
        levels: [
          {
            communeId: 10,
            hazard: 'heavy-rain',
            status: 'suggested',
            level: null,
            since: at,
            bulletin: null,
            readings: [
              {
                stationName: 'Mưa A',
                indicator: 'rain',
                value: 206.8,
                unit: 'mm',
                at,
                says: 'x · chưa xác định',
                invented: true,
              },
            ],
          },
        ],
      }),
    )
    expect(said(c, 'situation')).toContain('Rủi ro do mưa lớn: chưa xác định cấp, cần cán bộ quyết định tại 1 xã')
    expect(c.figures).toEqual([
      {
        label: 'Mưa A, lượng mưa',
        value: '206,8 mm/24 giờ',
        asOf: '2025-10-08T10:00:00.000Z',
        source: 'trạm Mưa A (mẫu)',
      },
    ])
  })
})

describe('the document', () => {
  const issuer = {
    kind: 'province',
    fullName: 'Tỉnh Lạng Sơn',
    name: 'Lạng Sơn',
    provinceName: 'Tỉnh Lạng Sơn',
    signer: null,
  }
  it('is a report of the command or of the commune, with blank parts said to be blank', () => {
    const doc = sitrepDocument(
      composeSitrep(facts({ texts: { recovery: { text: 'Dọn bùn.\n- Khử khuẩn', at, by: 'x' } } })),
      issuer,
    )
    expect(doc).toMatchObject({
      kind: 'BC',
      issuer: { superior: 'UBND Tỉnh Lạng Sơn', name: ['Ban Chỉ huy', 'Phòng thủ dân sự'] },
      number: { sequence: null },
      date: '2025-10-08',
    })
    const texts = doc.body.map(b => ('text' in b ? JSON.stringify(b.text) : ''))
    expect(texts).toContain('"Dọn bùn."')
    expect(texts).toContain('"Khử khuẩn"')
    expect(texts.join()).toContain('Chưa có đề xuất, kiến nghị.')
    expect(texts.join()).not.toContain('Diễn biến, nhận định')
    expect(doc.exercise).toBeUndefined()
    const commune = sitrepDocument(composeSitrep(facts()), { ...issuer, kind: 'commune', fullName: 'Xã Hữu Lũng' })
    expect(commune.issuer.name).toEqual(['Ủy ban nhân dân', 'Xã Hữu Lũng'])
    expect(commune.to).toEqual(['Ban Chỉ huy Phòng thủ dân sự tỉnh Lạng Sơn'])
  })
  it('an exercise is marked in the document and in the name of its file', () => {
    const c = composeSitrep(facts({ exercise: true, number: 2 }))
    expect(sitrepDocument(c, issuer).exercise).toBe(true)
    expect(sitrepFileName(c)).toBe('DIEN TAP - bao-cao-nhanh-so-2-tinh-lang-son-2025-10-08-1700.docx')
    expect(sitrepFileName(composeSitrep(facts()))).toBe('bao-cao-nhanh-du-thao-tinh-lang-son-2025-10-08-1700.docx')
  })
})
