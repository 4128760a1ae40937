import type { Random } from '../random.ts'

/** Surnames and given names common in the region; put together at random, they mean nobody. */
const SURNAMES = [
  'Hoàng',
  'Nông',
  'Lương',
  'Vi',
  'Lý',
  'Triệu',
  'Nguyễn',
  'Trần',
  'Đàm',
  'Hà',
  'La',
  'Lô',
  'Chu',
  'Bế',
  'Hứa',
  'Linh',
  'Phùng',
  'Dương',
  'Lê',
  'Đặng',
]
const MEN_MIDDLE = ['Văn', 'Văn', 'Đức', 'Quang', 'Hữu', 'Minh', 'Viết', 'Ngọc']
const MEN_GIVEN = [
  'An',
  'Bảo',
  'Cảnh',
  'Chiến',
  'Cường',
  'Dân',
  'Dũng',
  'Đạt',
  'Hòa',
  'Hùng',
  'Khánh',
  'Kiên',
  'Lâm',
  'Long',
  'Mạnh',
  'Nghĩa',
  'Phong',
  'Phúc',
  'Quân',
  'Sáng',
  'Sơn',
  'Tài',
  'Thành',
  'Thắng',
  'Thịnh',
  'Tiến',
  'Toàn',
  'Tuấn',
  'Vinh',
  'Vượng',
]
const WOMEN_MIDDLE = ['Thị', 'Thị', 'Thị', 'Thu', 'Ngọc', 'Bích']
const WOMEN_GIVEN = [
  'Ánh',
  'Bình',
  'Chi',
  'Dung',
  'Đào',
  'Hạnh',
  'Hiền',
  'Hoa',
  'Huệ',
  'Hương',
  'Lan',
  'Liên',
  'Loan',
  'Mai',
  'Mến',
  'Nga',
  'Nhung',
  'Oanh',
  'Phượng',
  'Quyên',
  'Sen',
  'Tâm',
  'Thảo',
  'Thủy',
  'Thương',
  'Tuyết',
  'Vân',
  'Xuân',
  'Yến',
  'Hậu',
]

export interface Person {
  name: string
  title: 'Ông' | 'Bà'
}

/** An invented person's name with the way neighbours address them. */
export function personName(random: Random): Person {
  const woman = random.chance(0.42)
  const middle = random.pick(woman ? WOMEN_MIDDLE : MEN_MIDDLE)
  const given = random.pick(woman ? WOMEN_GIVEN : MEN_GIVEN)
  return { name: `${random.pick(SURNAMES)} ${middle} ${given}`, title: woman ? 'Bà' : 'Ông' }
}

/**
 * An invented telephone number between 0900 000 000 and 0900 019 999, a block kept for the sample. No message may ever be
 * sent to it: the product must treat everything marked as sample as undeliverable.
 */
export const samplePhone = (serial: number): string => `09000${String(serial % 20_000).padStart(5, '0')}`
