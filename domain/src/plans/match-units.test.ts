import { describe, expect, it } from 'vitest'
import { makeMatcher, type NamedUnit, settled } from './match-units.ts'
import { unitKey } from './unit-key.ts'

let next = 0
const unit = (
  kind: NamedUnit['kind'],
  fullName: string,
  aliases: string[] = [],
  over: Partial<NamedUnit> = {},
): NamedUnit => ({
  id: ++next,
  kind,
  name: fullName.replace(/^(Tỉnh|Xã|Phường) /, ''),
  fullName,
  aliases,
  valid: true,
  ...over,
})
const units = [
  unit('province', 'Tỉnh Thử'),
  unit('department', 'Công an tỉnh', ['CAT', 'PV01']),
  unit('department', 'Sở Nông nghiệp và Môi trường', ['Sở NN&MT', 'Sở Tài nguyên và Môi trường']),
  unit('department', 'Sở Văn hóa, Thể thao và Du lịch'),
  unit('department', 'Ủy ban MTTQ Việt Nam tỉnh'),
  unit('department', 'Sở Y tế'),
  unit('commune', 'Xã Tân Hòa'),
  unit('commune', 'Xã Tân Hoa'),
  unit('commune', 'Phường Đông'),
  unit('commune', 'Xã Bình'),
]
const id = (fullName: string) => units.find(u => u.fullName === fullName)?.id as number
const old = unit('commune', 'Xã Cũ', [], { valid: false, successorIds: [id('Xã Bình')] })
const split = unit('commune', 'Xã Chia', [], { valid: false, successorIds: [id('Xã Bình'), id('Xã Tân Hòa')] })
const m = makeMatcher([...units, old, split], { provinceName: 'Thử' })
const communes = ['Xã Tân Hòa', 'Xã Tân Hoa', 'Phường Đông', 'Xã Bình'].map(id)
const found = (text: string, parts?: string[]) => {
  const { how, unitIds } = m.lead(text, parts)
  return [how, ...unitIds]
}

describe('names that are settled', () => {
  it.each([
    ['Sở Y tế', 'name', 'Sở Y tế'],
    ['Đề nghị Sở Y tế tỉnh Thử', 'name', 'Sở Y tế'],
    ['Giám đốc Sở Y tế', 'name', 'Sở Y tế'],
    ['SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG', 'name', 'Sở Nông nghiệp và Môi trường'],
    ['Sở NN&MT', 'name', 'Sở Nông nghiệp và Môi trường'],
    ['Sở Tài nguyên và Môi trường', 'alias', 'Sở Nông nghiệp và Môi trường'],
    ['Sở VHTT&DL', 'name', 'Sở Văn hóa, Thể thao và Du lịch'],
    ['Sở Văn hoá Thể thao và Du lịch', 'name', 'Sở Văn hóa, Thể thao và Du lịch'],
    ['Đề nghị Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh', 'name', 'Ủy ban MTTQ Việt Nam tỉnh'],
    ['PV01', 'alias', 'Công an tỉnh'],
    ['Công an tỉnh Thử', 'name', 'Công an tỉnh'],
    ['UBND xã Bình', 'name', 'Xã Bình'],
    ['Chủ tịch UBND xã Bình', 'name', 'Xã Bình'],
    ['UBND tỉnh', 'name', 'Tỉnh Thử'],
    ['so y te', 'alias', 'Sở Y tế'],
    ['Xã Cũ', 'successor', 'Xã Bình'],
  ])('%s → %s %s', (text, how, name) => expect(found(text)).toEqual([how, id(name)]))

  it('tells two communes apart by their marks alone', () => {
    expect(found('xã Tân Hoà')).toEqual(['name', id('Xã Tân Hòa')])
    expect(found('xã Tân Hoa')).toEqual(['name', id('Xã Tân Hoa')])
  })
})

describe('groups', () => {
  it.each([
    'Ủy ban nhân dân các xã, phường',
    'UBND các xã, phường',
    'UBND các xã, phường trên địa bàn tỉnh',
    'các xã',
    'UBND cấp xã',
    'Chủ tịch UBND các xã, phường, đặc khu',
  ])('%s → every commune', text =>
    expect(found(text, ['Ủy ban nhân dân các xã', 'phường'])).toEqual(['group', ...communes]),
  )
  it('"các phường" are the wards only', () => expect(found('UBND các phường')).toEqual(['group', id('Phường Đông')]))
  it('read by one commune, they mean that commune', () => {
    const own = makeMatcher(units, { provinceName: 'Thử', within: id('Xã Bình') })
    expect(own.lead('UBND các xã, phường').unitIds).toEqual([id('Xã Bình')])
  })
  it('a list is matched name by name', () =>
    expect(found('Sở Y tế, Công an tỉnh', ['Sở Y tế', 'Công an tỉnh'])).toEqual([
      'list',
      id('Sở Y tế'),
      id('Công an tỉnh'),
    ]))
})

describe('never a silent guess', () => {
  it.each([
    ['Xã Tan Hoà B', 'near'],
    ['Xã Binh Đ', 'none'],
    ['Xã Bỉnh', 'near'],
    ['Xã Đông', 'near'],
    ['tan hoa', 'ambiguous'],
    ['Xã Chia', 'ambiguous'],
    ['UBND các xã biên giới', 'some'],
    ['Các cơ quan, tổ chức khác', 'none'],
    ['Công an các xã', 'none'],
    ['', 'none'],
  ])('%s stays open (%s)', (text, how) => {
    const match = m.lead(text)
    expect(settled(match)).toBe(false)
    expect(match.unitIds).toEqual([])
    if (how !== 'none') expect([match.how, match.candidates.length > 0]).toEqual([how, true])
  })
  it('a list with an unknown name is partial', () => {
    const match = m.lead('Sở Y tế, Hội Cựu chiến binh', ['Sở Y tế', 'Hội Cựu chiến binh'])
    expect([match.how, match.unitIds]).toEqual(['partial', [id('Sở Y tế')]])
  })
})

describe('cooperating units', () => {
  it('takes what it knows and leaves the rest as written', () => {
    expect(m.cooperating(['Công an tỉnh', 'các doanh nghiệp viễn thông'])).toEqual({
      unitIds: [id('Công an tỉnh')],
      open: ['các doanh nghiệp viễn thông'],
    })
  })
  it('"các sở, ban, ngành, địa phương" are the departments, and the words stay', () => {
    const { unitIds, open } = m.cooperating(['các sở, ban, ngành, địa phương'])
    expect(unitIds).toEqual(units.filter(u => u.kind === 'department').map(u => u.id))
    expect(open).toEqual(['các sở, ban, ngành, địa phương'])
  })
  it('puts "Ủy ban nhân dân các xã" and "phường" together again', () =>
    expect(m.cooperating(['Ủy ban nhân dân các xã', 'phường'])).toEqual({ unitIds: communes, open: [] }))
})

it('the key puts tones in one place and keeps other marks', () => {
  expect(unitKey('Hoà')).toBe(unitKey('Hòa'))
  expect(unitKey('Hoa')).not.toBe(unitKey('Hòa'))
  expect(unitKey('Ủy ban')).toBe(unitKey('UỶ BAN'))
})
