/** Bodies of the province. The bodies are real; the codes are ours, because no public list of codes is used here. */
export interface DepartmentRow {
  suffix: string
  name: string
  nameEn: string
  aliases: readonly string[]
}

export const departmentRows: readonly DepartmentRow[] = [
  {
    suffix: 'VP',
    name: 'Văn phòng UBND tỉnh',
    nameEn: "Office of the Provincial People's Committee",
    aliases: ['Văn phòng Ủy ban nhân dân tỉnh', 'VP UBND tỉnh'],
  },
  {
    suffix: 'CA',
    name: 'Công an tỉnh',
    nameEn: 'Provincial Police',
    aliases: ['Công an tỉnh Lạng Sơn', 'CAT', 'PV01', 'Phòng Tham mưu Công an tỉnh'],
  },
  {
    suffix: 'QS',
    name: 'Bộ Chỉ huy Quân sự tỉnh',
    nameEn: 'Provincial Military Command',
    aliases: ['Bộ CHQS tỉnh', 'BCHQS tỉnh', 'Bộ Chỉ huy quân sự tỉnh'],
  },
  {
    suffix: 'PTDS',
    name: 'Ban Chỉ huy Phòng thủ dân sự tỉnh',
    nameEn: 'Provincial Civil Defence Command',
    aliases: ['BCH PTDS tỉnh', 'Ban Chỉ huy PTDS tỉnh', 'Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh'],
  },
  { suffix: 'YT', name: 'Sở Y tế', nameEn: 'Department of Health', aliases: ['SYT', 'ngành Y tế'] },
  {
    suffix: 'NNMT',
    name: 'Sở Nông nghiệp và Môi trường',
    nameEn: 'Department of Agriculture and Environment',
    aliases: ['Sở NN&MT', 'Sở NNMT', 'Sở Nông nghiệp và PTNT', 'Sở Tài nguyên và Môi trường'],
  },
  { suffix: 'TC', name: 'Sở Tài chính', nameEn: 'Department of Finance', aliases: ['STC', 'Sở Kế hoạch và Đầu tư'] },
  {
    suffix: 'XD',
    name: 'Sở Xây dựng',
    nameEn: 'Department of Construction',
    aliases: ['SXD', 'Sở Giao thông vận tải'],
  },
  {
    suffix: 'KHCN',
    name: 'Sở Khoa học và Công nghệ',
    nameEn: 'Department of Science and Technology',
    aliases: ['Sở KH&CN', 'Sở KHCN', 'Sở Thông tin và Truyền thông'],
  },
  { suffix: 'NGV', name: 'Sở Ngoại vụ', nameEn: 'Department of Foreign Affairs', aliases: ['SNgV'] },
  {
    suffix: 'GDDT',
    name: 'Sở Giáo dục và Đào tạo',
    nameEn: 'Department of Education and Training',
    aliases: ['Sở GD&ĐT', 'Sở GDĐT'],
  },
  {
    suffix: 'CT',
    name: 'Sở Công Thương',
    nameEn: 'Department of Industry and Trade',
    aliases: ['SCT', 'Sở Công thương'],
  },
  {
    suffix: 'NV',
    name: 'Sở Nội vụ',
    nameEn: 'Department of Home Affairs',
    aliases: ['SNV', 'Sở Lao động - Thương binh và Xã hội'],
  },
  {
    suffix: 'DTTG',
    name: 'Sở Dân tộc và Tôn giáo',
    nameEn: 'Department of Ethnic and Religious Affairs',
    aliases: ['Sở DT&TG', 'Sở DTTG', 'Ban Dân tộc tỉnh'],
  },
  {
    suffix: 'NHNN',
    name: 'Ngân hàng Nhà nước khu vực V',
    nameEn: 'State Bank of Vietnam, Region V',
    aliases: ['NHNN khu vực V', 'NHNN Khu vực 5', 'Ngân hàng Nhà nước Khu vực 5'],
  },
  {
    suffix: 'VHTTDL',
    name: 'Sở Văn hóa, Thể thao và Du lịch',
    nameEn: 'Department of Culture, Sports and Tourism',
    aliases: ['Sở VHTT&DL', 'Sở VHTTDL', 'Sở Văn hoá, Thể thao và Du lịch', 'Sở Văn hóa Thể thao và Du lịch'],
  },
  {
    suffix: 'MTTQ',
    name: 'Ủy ban MTTQ Việt Nam tỉnh',
    nameEn: 'Provincial Fatherland Front Committee',
    aliases: [
      'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
      'UBMTTQ Việt Nam tỉnh',
      'MTTQ tỉnh',
      'Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh',
    ],
  },
  { suffix: 'TP', name: 'Sở Tư pháp', nameEn: 'Department of Justice', aliases: ['STP'] },
]
