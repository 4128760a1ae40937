import { expect, test } from 'vitest'
import { readTaskTable, splitCell } from './task-table.ts'

const head = ['STT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian', 'Sản phẩm']

test('a table without a column of units is none of tasks', () => {
  expect(
    readTaskTable([
      ['TT', 'Chỉ tiêu', 'Số lượng'],
      ['1', 'Số vụ', '6'],
    ]),
  ).toEqual([])
})

test('rows of headings and the line of column numbers give no task', () => {
  const rows = readTaskTable([
    head,
    ['1', '2', '3', '4', '5', '6'],
    ['I', 'NHIỆM VỤ CHUNG', '', '', '', ''],
    ['1.', 'Rà soát', 'Sở Y tế', '', 'Quý I/2026', ''],
  ])
  expect(rows).toEqual([
    {
      row: 3,
      label: '1',
      text: 'Rà soát',
      lead: 'Sở Y tế',
      does: false,
      cooperating: [],
      dueText: 'Quý I/2026',
      product: null,
    },
  ])
})

test('a row cut in two by a page is joined', () => {
  const rows = readTaskTable([
    head,
    ['1', 'Rà soát danh sách hộ', 'Công an', '', '', ''],
    ['', 'dân vùng ngập', 'xã', '', '', ''],
  ])
  expect(rows).toMatchObject([{ text: 'Rà soát danh sách hộ dân vùng ngập', lead: 'Công an xã' }])
})

test('one column may hold who leads and who cooperates', () => {
  const rows = readTaskTable([
    ['TT', 'Nhiệm vụ', 'Đơn vị thực hiện'],
    ['1', 'Diễn tập', 'Sở Y tế chủ trì; phối hợp: Công an tỉnh, Sở Nội vụ'],
    ['2', 'Tuyên truyền', 'Chủ trì: Sở Y tế'],
  ])
  expect(rows).toMatchObject([
    { lead: 'Sở Y tế', cooperating: ['Công an tỉnh', 'Sở Nội vụ'], does: false },
    { lead: 'Sở Y tế' },
  ])
})

test('units in a cell', () => {
  expect(splitCell('- Sở Y tế\n- Công an tỉnh;')).toEqual(['Sở Y tế', 'Công an tỉnh'])
  expect(splitCell('Sở Văn hóa, Thể thao và Du lịch, UBND các xã, phường')).toEqual([
    'Sở Văn hóa, Thể thao và Du lịch',
    'UBND các xã, phường',
  ])
  expect(splitCell('')).toEqual([])
})

test('a blank or ditto cell of the unit speaks of the row above', () => {
  const rows = readTaskTable([
    head,
    ['1', 'Rà soát', 'Sở Y tế', 'Công an tỉnh', 'Quý I/2026', ''],
    ['2', 'Tập huấn', '', '', 'Quý II/2026', ''],
    ['3', 'Kiểm tra', '-nt-', 'Như trên', 'Quý III/2026', ''],
  ])
  expect(rows).toMatchObject([
    { lead: 'Sở Y tế' },
    { lead: 'Sở Y tế', above: true },
    { lead: 'Sở Y tế', cooperating: [] },
  ])
  expect(rows[2]).not.toHaveProperty('above')
})

test('a head over two lines, bullets in a cell, a heading repeated over the width', () => {
  const rows = readTaskTable([
    ['TT', 'Nội dung công việc', 'Phân công thực hiện', '', 'Thời gian kết thúc'],
    ['', '', 'Cơ quan chủ trì', 'Cơ quan phối hợp', ''],
    ['I', 'Phòng ngừa', 'Phòng ngừa', 'Phòng ngừa', 'Phòng ngừa'],
    ['1', '- Trực ban;\n- Quản lý xuồng', '- Công an xã\n- Trạm Y tế', 'Các thôn', '31/10/2026'],
  ])
  expect(rows).toMatchObject([
    { text: 'Trực ban;', lead: 'Công an xã; Trạm Y tế', cooperating: ['Các thôn'], dueText: '31/10/2026' },
    { text: 'Quản lý xuồng', lead: 'Công an xã; Trạm Y tế' },
  ])
})
