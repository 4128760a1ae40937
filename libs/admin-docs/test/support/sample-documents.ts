import type { OutDocument } from '../../src/index.ts'

/** Invented documents of the kinds a commune writes; no place, person or number is real. */
const base: OutDocument = {
  kind: 'KH',
  issuer: { name: ['ỦY BAN NHÂN DÂN', 'XÃ SUỐI MƠ'] },
  number: { sequence: 7, code: 'KH-UBND' },
  place: 'Suối Mơ',
  date: '2026-02-05',
  title: 'Phòng ngừa, ứng phó sạt lở đất trên địa bàn xã năm 2026',
  basis: [
    'Căn cứ Luật Tổ chức chính quyền địa phương',
    'Căn cứ Kế hoạch số 12/KH-UBND ngày 15/01/2026 của Ủy ban nhân dân tỉnh Mẫu về phòng ngừa sạt lở đất',
  ],
  body: [
    { type: 'heading', level: 1, text: 'Mục đích, yêu cầu' },
    {
      type: 'paragraph',
      text: 'Chủ động phòng ngừa, hạn chế thấp nhất thiệt hại về người và tài sản do sạt lở đất gây ra (có các phụ lục kèm theo).',
    },
    { type: 'heading', level: 1, text: 'Tổ chức thực hiện' },
    { type: 'heading', level: 2, text: 'Công an xã' },
    {
      type: 'heading',
      level: 3,
      text: 'Chủ trì, phối hợp với Ban Chỉ huy Quân sự xã rà soát các điểm có nguy cơ sạt lở trước ngày 30/4/2026;',
    },
    { type: 'heading', level: 3, text: 'Cắm biển cảnh báo tại các điểm đã rà soát.' },
    { type: 'heading', level: 2, text: 'Trưởng các thôn' },
    { type: 'bullet', text: 'Lập danh sách hộ dân phải sơ tán, gửi Công an xã trước ngày 15/3/2026.' },
  ],
  recipients: ['UBND tỉnh (để báo cáo)', 'Các thôn'],
  archive: 'VT, CA',
  signer: { prefix: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], position: 'PHÓ CHỦ TỊCH', name: 'Lò Văn Mẫu' },
}

const table = {
  type: 'table' as const,
  columns: [
    { title: 'TT' },
    { title: 'Nhiệm vụ', width: 5 },
    { title: 'Cơ quan chủ trì', width: 2 },
    { title: 'Cơ quan phối hợp', width: 3 },
    { title: 'Thời gian hoàn thành', width: 2 },
    { title: 'Sản phẩm', width: 2 },
  ],
  rows: [
    ['1', 'Rà soát các điểm có nguy cơ sạt lở', 'Công an xã', 'Ban Chỉ huy Quân sự xã', 'Quý I/2026', 'Danh mục'],
    ['2', 'Diễn tập sơ tán một thôn', 'Ban Chỉ huy Quân sự xã', 'Công an xã; Trạm Y tế xã', 'Tháng 5/2026', 'Báo cáo'],
  ],
}

export const plan: OutDocument = {
  ...base,
  annexes: [
    { title: 'Danh mục nhiệm vụ', landscape: true, body: [table] },
    { title: 'Danh sách điểm có nguy cơ', body: [{ type: 'paragraph', text: 'Thôn Nà Mẫu: hai điểm.' }] },
  ],
}

export const samples: Record<string, OutDocument> = {
  KH: plan,
  BC: {
    ...base,
    kind: 'BC',
    number: { sequence: 15, code: 'BC-UBND' },
    date: '2026-06-12',
    title: 'Kết quả phòng ngừa sạt lở đất 6 tháng đầu năm 2026',
    to: ['Ủy ban nhân dân tỉnh Mẫu'],
    basis: [],
    body: [
      { type: 'heading', level: 1, text: 'Kết quả' },
      { type: 'paragraph', text: 'Đã rà soát 12 điểm, cắm 12 biển cảnh báo.' },
      table,
    ],
  },
  CV: {
    ...base,
    kind: 'CV',
    number: { sequence: 214, code: 'UBND-KT' },
    title: 'rà soát hộ dân vùng có nguy cơ sạt lở đất',
    basis: [],
    to: ['Trưởng các thôn', 'Công an xã', 'Trạm Y tế xã'],
    body: [
      { type: 'paragraph', text: 'Ủy ban nhân dân xã đề nghị các đơn vị rà soát, báo cáo trước ngày 20/02/2026.' },
    ],
  },
  CĐ: {
    ...base,
    kind: 'CĐ',
    number: { sequence: 3, code: 'CĐ-UBND' },
    title: 'Ứng phó mưa lũ, sạt lở đất',
    basis: [],
    urgency: 'HỎA TỐC',
    authority: 'Chủ tịch Ủy ban nhân dân xã',
    to: ['Trưởng các thôn', 'Công an xã'],
    body: [{ type: 'paragraph', text: 'Sơ tán xong các hộ dân ở vùng nguy hiểm trước 18 giờ 00 ngày 05/02/2026.' }],
  },
  TB: {
    ...base,
    kind: 'TB',
    number: { sequence: 21, code: 'TB-UBND' },
    title: 'Kết luận của Chủ tịch Ủy ban nhân dân xã tại cuộc họp giao ban tháng 02 năm 2026',
    basis: [],
    body: [
      {
        type: 'paragraph',
        text: 'Ngày 04/02/2026, Chủ tịch Ủy ban nhân dân xã chủ trì họp giao ban và kết luận như sau:',
      },
      { type: 'heading', level: 2, text: 'Công an xã' },
      { type: 'bullet', text: 'Tham mưu kế hoạch trực Tết, hoàn thành trước ngày 10/02/2026.' },
    ],
  },
  QĐ: {
    ...base,
    kind: 'QĐ',
    number: { sequence: 45, code: 'QĐ-UBND' },
    title: 'Về việc thành lập Đội xung kích phòng, chống thiên tai xã Suối Mơ',
    authority: 'Chủ tịch Ủy ban nhân dân xã Suối Mơ',
    body: [
      { type: 'article', text: 'Thành lập Đội xung kích phòng, chống thiên tai xã Suối Mơ.' },
      { type: 'article', text: 'Quyết định này có hiệu lực kể từ ngày ký.' },
    ],
  },
  GM: {
    ...base,
    kind: 'GM',
    number: { sequence: 9, code: 'GM-UBND' },
    title: 'Họp triển khai công tác phòng ngừa sạt lở đất',
    basis: [],
    to: ['Trưởng các thôn', 'Công an xã'],
    body: [{ type: 'paragraph', text: 'Thời gian: 08 giờ 00 ngày 06/02/2026, tại phòng họp Ủy ban nhân dân xã.' }],
  },
}
