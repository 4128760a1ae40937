import { PROVINCE_CODE } from '@tusom/sample'
import { type Database, insertKeyArea } from '@tusom/store'

/** Invented places in real communes: the fields are such as a plan would name, so that some cells are watched and some by nothing. */
const areas = [
  [
    'MAU-01',
    'Bãi bồi ven sông Thương (mẫu)',
    ['06385', '06415'],
    ['water', 'climate'],
    'Ngập khi sông dâng; dân cư sống sát bờ',
  ],
  [
    'MAU-02',
    'Sườn dốc sau khu dân cư (mẫu)',
    ['06184'],
    ['geology', 'climate'],
    'Vết nứt sau mùa mưa năm trước; dưới chân dốc có nhà ở',
  ],
  [
    'MAU-03',
    'Khu vực cửa khẩu (mẫu)',
    ['06040'],
    ['health', 'crime', 'environment'],
    'Người và hàng qua lại nhiều; dịch bệnh, buôn lậu, lừa đảo',
  ],
  [
    'MAU-04',
    'Tuyến đường dây và trạm biến áp qua rừng (mẫu)',
    ['06427'],
    ['energy', 'climate'],
    'Mất điện diện rộng khi cây đổ, cháy rừng',
  ],
  [
    'MAU-05',
    'Cụm công nghiệp đầu nguồn nước (mẫu)',
    ['06385'],
    ['environment', 'water', 'crime'],
    'Nước thải có thể vào nguồn nước sinh hoạt của nhiều thôn',
  ],
] as const

/** Key areas of the sample, each marked as invented, entered by the standing agency of the plan. */
export async function loadKeyAreas(db: Database, ids: (unitCode: string) => number, at: Date): Promise<void> {
  await db.asSystem(async tx => {
    for (const [code, name, communes, fields, why] of areas)
      await insertKeyArea(tx, {
        provinceId: ids(PROVINCE_CODE),
        ownerId: ids(`${PROVINCE_CODE}-CA`),
        code,
        name,
        communeIds: communes.map(ids),
        fields: [...fields],
        why,
        source: 'mẫu, tự đặt',
        invented: true,
        updatedAt: at,
        updatedBy: null,
        updatedByName: 'Dữ liệu mẫu',
      })
  })
}
