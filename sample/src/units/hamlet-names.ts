import { type Random, seeded } from '../random.ts'

/**
 * Names of hamlets are invented. They are put together from syllables that are common in the villages of the region
 * (Tày and Nùng: Nà "field", Khuổi "stream", Pác "mouth", Cốc "foot of a tree" …; Kinh: Đồng, Gốc, Làng …), so some will
 * happen to be the name of a real place somewhere: they do not mean it.
 */
const MOUNTAIN_HEADS = [
  'Nà',
  'Bản',
  'Khuổi',
  'Pác',
  'Cốc',
  'Khau',
  'Phai',
  'Còn',
  'Kéo',
  'Nặm',
  'Pò',
  'Lũng',
  'Thâm',
  'Slam',
]
const MOUNTAIN_TAILS = [
  'Lầu',
  'Chuông',
  'Mạ',
  'Tồng',
  'Pheo',
  'Lải',
  'Slưa',
  'Vài',
  'Khoang',
  'Lùng',
  'Mười',
  'Phấy',
  'Cáng',
  'Đeng',
  'Hoàn',
  'Quang',
  'Thưa',
  'Mòn',
  'Táng',
  'Luông',
  'Kheo',
  'Cưởm',
  'Sla',
  'Pán',
  'Nghiều',
  'Bó',
  'Chang',
  'Danh',
  'Làng',
  'Tâu',
]
const LOWLAND_HEADS = ['Làng', 'Đồng', 'Gốc', 'Tân', 'Hồ', 'Bến', 'Cầu', 'Ao', 'Minh', 'Suối', 'Na', 'Đèo']
const LOWLAND_TAILS = [
  'Bến',
  'Sến',
  'Lai',
  'Mơ',
  'Quýt',
  'Hoa',
  'Cả',
  'Trám',
  'Gạo',
  'Vầu',
  'Hương',
  'Sơn',
  'Ngòi',
  'Bưởi',
  'Heo',
  'Chằm',
  'Thịnh',
  'Đá',
  'Mít',
  'Vôi',
  'Dộc',
  'Mới',
  'Rộc',
  'Khế',
]
/** The communes of the low south-west, where Kinh names are common. */
const LOWLAND = new Set(['06385', '06415', '06436', '06445', '06457', '06391', '06427', '06463'])
/** Names that the guides and tests of the product use. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  '06385': ['Làng Bến', 'Na Hoa', 'Đồng Heo', 'Tân Hoa', 'Gốc Quýt'],
  '06415': ['Bến Sến', 'Đồng Chằm', 'Làng Vầu'],
  '06040': ['Pác Lầu', 'Nà Chang'],
}

/** Between 8 and 14 different invented names for the hamlets (in wards: quarters, "khối") of one commune. */
export function hamletNames(communeCode: string, ward: boolean): string[] {
  const random = seeded(`hamlets/names/${communeCode}`)
  const count = random.int(8, 14)
  const names = [...(FIXED[communeCode] ?? [])]
  while (names.length < count) {
    const name = ward ? `${names.length + 1}` : compose(random, LOWLAND.has(communeCode))
    if (!names.includes(name)) names.push(name)
  }
  return names
}

function compose(random: Random, lowland: boolean): string {
  for (;;) {
    const head = random.pick(lowland ? LOWLAND_HEADS : MOUNTAIN_HEADS)
    const tail = random.pick(lowland ? LOWLAND_TAILS : MOUNTAIN_TAILS)
    if (head !== tail) return `${head} ${tail}`
  }
}
