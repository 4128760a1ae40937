import type { BulletinHazard } from './parsed-bulletin.ts'

/** Words by which a bulletin names a hazard; an earlier pattern hides what it contains from later ones ("lũ quét" from "lũ"). */
const patterns: readonly [BulletinHazard, RegExp][] = [
  ['tsunami', /sóng thần/giu],
  ['earthquake', /động đất|dư chấn/giu],
  ['forest-fire', /cháy rừng/giu],
  ['flash-flood-landslide', /lũ quét|lũ ống|sạt lở|trượt lở|sụt lún/giu],
  ['saltwater-intrusion', /xâm nhập mặn|độ mặn|ranh mặn/giu],
  ['storm-surge', /nước dâng|nước biển dâng|triều cường/giu],
  ['storm', /áp thấp nhiệt đới|ATNĐ|siêu bão|(?<![\p{L}])bão(?![\p{L}])/giu],
  ['severe-cold', /rét đậm|rét hại|sương muối|băng giá|không khí lạnh|gió mùa đông bắc/giu],
  ['heat-wave', /nắng nóng/giu],
  ['drought', /hạn hán|khô hạn|thiếu hụt nguồn nước|thiếu nước/giu],
  ['fog', /sương mù|tầm nhìn xa hạn chế/giu],
  [
    'sea-wind',
    /gió(?: giật)? mạnh(?:, sóng lớn(?: và mưa dông)?| và sóng lớn)? trên biển|(?:dông|giông)[^.\n]{0,60}trên biển(?! đông)|sóng lớn|gió mạnh trên biển|thời tiết nguy hiểm trên biển/giu,
  ],
  [
    'thunderstorm',
    /mưa (?:rào và )?(?:dông|giông)|(?<![\p{L}])(?:dông|giông|tố|lốc)(?![\p{L}])|mưa đá|(?<![\p{L}])sét(?![\p{L}])/giu,
  ],
  ['heavy-rain', /mưa (?:rất |đặc biệt )?(?:lớn|to)|mưa vừa|mưa diện rộng/giu],
  ['flood', /(?<![\p{L}])lũ(?![\p{L}])|ngập (?:lụt|úng)|mực nước/giu],
]

/** Bodies whose names hold hazards: they issue bulletins, they are not what these are about. */
const bodies =
  /trung tâm (?:quốc gia )?(?:dự báo|báo tin|cảnh báo)[^.,;:\n]{0,80}|ban (?:chỉ đạo|chỉ huy)[^.,;:\n]{0,80}|phòng,? chống[^.,;:\n]{0,40}/giu

export type HazardMention = { hazard: BulletinHazard; start: number; end: number }

/** The hazards a text names, in the order of their first mention. */
export function hazardMentions(text: string): HazardMention[] {
  const blank = (s: string) => ' '.repeat(s.length)
  let rest = text.replace(bodies, blank).replace(/do (?:ảnh hưởng của |mưa,? )?(?:mưa )?lũ hoặc dòng chảy/giu, blank)
  const first = new Map<BulletinHazard, HazardMention>()
  for (const [hazard, pattern] of patterns)
    rest = rest.replace(pattern, (found, ...args) => {
      const start = args.find((a): a is number => typeof a === 'number') ?? 0
      const had = first.get(hazard)
      if (!had || start < had.start) first.set(hazard, { hazard, start, end: start + found.length })
      return blank(found)
    })
  return [...first.values()].sort((a, b) => a.start - b.start)
}

/** The hazard a title announces: the first it names, leaving out causes ("do bão số 3") and what it warns of besides. */
export function hazardOfTitle(title: string): BulletinHazard | null {
  // "trên biển" after dông or gió belongs to the sea; "TIN BÃO TRÊN BIỂN ĐÔNG" does not
  const own = title.replace(
    /(?<![\p{L}])do (?:ảnh hưởng|hoàn lưu|bão|áp thấp|không khí lạnh|mưa|triều)[^;.\n]*/giu,
    s => ' '.repeat(s.length),
  )
  return (hazardMentions(own)[0] ?? hazardMentions(title)[0])?.hazard ?? null
}
