import { describe, expect, it } from 'vitest'
import { gatherNarratives, narrativeAuthors } from './gather-narratives.ts'

const told = (texts: Record<string, string>) =>
  Object.entries(texts).map(([name, text]) => ({ unit: { name, fullName: `Xã ${name}` }, text }))
const lines = (texts: Record<string, string>) =>
  gatherNarratives(told(texts)).map(g => [
    g.by.map(u => u.name).join(' '),
    g.lines.map(l => `${l.level === 2 ? '+ ' : ''}${l.text}`),
  ])

describe('what communes wrote, gathered', () => {
  it('says once what many wrote, under all their names, and keeps the rest under each', () => {
    expect(
      lines({
        A: 'Thiếu kinh phí.\n- Cán bộ kiêm nhiệm.',
        B: '- Cán bộ  kiêm nhiệm;',
        C: 'Đường xa.',
        D: 'cán bộ kiêm nhiệm',
      }),
    ).toEqual([
      ['A B D', ['Cán bộ kiêm nhiệm.']],
      ['A', ['Thiếu kinh phí.']],
      ['C', ['Đường xa.']],
    ])
  })
  it('keeps together what the same communes wrote, and a list with the line that opens it', () => {
    const text = 'Đề nghị tỉnh:\n- Cấp 02 xuồng.\n- Mở lớp tập huấn.\nSơ kết hằng quý.'
    expect(lines({ A: text, B: text, C: 'Đề nghị tỉnh:\n- Cấp 05 xuồng.' })).toEqual([
      ['A B', ['Đề nghị tỉnh:', '+ Cấp 02 xuồng.', '+ Mở lớp tập huấn.', 'Sơ kết hằng quý.']],
      ['C', ['Đề nghị tỉnh:', '+ Cấp 05 xuồng.']],
    ])
  })
  it('takes a paragraph sentence by sentence; what stays with a commune stands together as it stood', () => {
    expect(
      lines({
        A: 'Tình hình ổn định. Chợ phiên đông. Thôn Na Mò có 10 hộ bị tốc mái.',
        B: 'Tình hình ổn định. Đường xa; TP. Lạng Sơn cách 40 km.',
        C: 'Chợ phiên đông. Tình hình ổn định!',
      }),
    ).toEqual([
      ['A B C', ['Tình hình ổn định.']],
      ['A C', ['Chợ phiên đông.']],
      ['A', ['Thôn Na Mò có 10 hộ bị tốc mái.']],
      ['B', ['Đường xa; TP. Lạng Sơn cách 40 km.']],
    ])
    expect(lines({ A: 'Một việc. Hai việc. Ba việc.', B: 'Hai việc.' })).toEqual([
      ['A B', ['Hai việc.']],
      ['A', ['Một việc. Ba việc.']],
    ])
  })
  it('does not count a commune twice, and loses no line', () => {
    expect(lines({ A: 'Không.\nKhông.' })).toEqual([['A', ['Không.']]])
    expect(lines({ A: '', B: ' \n ' })).toEqual([])
  })
  it('names who wrote it', () => {
    const by = ['A', 'B', 'C'].map(name => ({ name, fullName: `Phường ${name}` }))
    expect(narrativeAuthors(by.slice(0, 2))).toEqual({ bold: 'Phường A, phường B', names: '' })
    expect(narrativeAuthors(by)).toEqual({ bold: '03 xã, phường', names: ' (A, B, C)' })
  })
})
