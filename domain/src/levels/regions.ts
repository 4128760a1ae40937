import { fold } from '@tusom/vi-text'
import type { Attrs } from './table-rule.ts'

/** What is known of a province as a whole for the tables of QĐ 18/2021. */
type ProvinceAttrs = { names: string[]; region: string[]; coast?: string[] }

/**
 * Climate regions and stretches of coast by today's province. From memory of the forecasters' usual division (status: recalled), because
 * QĐ 18/2021 names regions without listing provinces in the articles that we have. A merged province lies in all regions of its parts: a
 * level on which they differ is undetermined until the province sets the region of the commune.
 */
const provinces: Record<string, ProvinceAttrs> = {
  '01': { names: ['hà nội'], region: ['dong-bang-bac-bo'] },
  '04': { names: ['cao bằng'], region: ['dong-bac', 'viet-bac'] },
  '08': { names: ['tuyên quang'], region: ['viet-bac'] },
  '11': { names: ['điện biên'], region: ['tay-bac'] },
  '12': { names: ['lai châu'], region: ['tay-bac'] },
  '14': { names: ['sơn la'], region: ['tay-bac'] },
  '15': { names: ['lào cai'], region: ['viet-bac', 'tay-bac'] },
  '19': { names: ['thái nguyên'], region: ['viet-bac', 'dong-bac'] },
  '20': { names: ['lạng sơn'], region: ['dong-bac'] },
  '22': { names: ['quảng ninh'], region: ['dong-bac'], coast: ['qn-th'] },
  '24': { names: ['bắc ninh'], region: ['dong-bang-bac-bo', 'dong-bac'] },
  '25': { names: ['phú thọ'], region: ['viet-bac', 'dong-bang-bac-bo', 'tay-bac'] },
  '31': { names: ['hải phòng'], region: ['dong-bang-bac-bo', 'dong-bac'], coast: ['qn-th'] },
  '33': { names: ['hưng yên'], region: ['dong-bang-bac-bo'], coast: ['qn-th'] },
  '37': { names: ['ninh bình'], region: ['dong-bang-bac-bo'], coast: ['qn-th'] },
  '38': { names: ['thanh hóa', 'thanh hoá'], region: ['bac-trung-bo'], coast: ['qn-th'] },
  '40': { names: ['nghệ an'], region: ['bac-trung-bo'], coast: ['na-ht'] },
  '42': { names: ['hà tĩnh'], region: ['bac-trung-bo'], coast: ['na-ht'] },
  '44': { names: ['quảng trị'], region: ['bac-trung-bo', 'trung-trung-bo'], coast: ['qb-h'] },
  '46': { names: ['huế', 'thừa thiên huế'], region: ['bac-trung-bo', 'trung-trung-bo'], coast: ['qb-h'] },
  '48': { names: ['đà nẵng'], region: ['trung-trung-bo'], coast: ['dn-bd'] },
  '51': { names: ['quảng ngãi'], region: ['trung-trung-bo', 'tay-nguyen'], coast: ['dn-bd'] },
  '52': { names: ['gia lai'], region: ['tay-nguyen', 'nam-trung-bo'], coast: ['dn-bd'] },
  '56': { names: ['khánh hòa', 'khánh hoà'], region: ['nam-trung-bo'], coast: ['py-nt'] },
  '66': { names: ['đắk lắk'], region: ['tay-nguyen', 'nam-trung-bo'], coast: ['py-nt'] },
  '68': { names: ['lâm đồng'], region: ['tay-nguyen', 'nam-trung-bo'], coast: ['bt-cm'] },
  '75': { names: ['đồng nai'], region: ['nam-bo'] },
  '79': { names: ['hồ chí minh', 'thành phố hồ chí minh'], region: ['nam-bo'], coast: ['bt-cm'] },
  '80': { names: ['tây ninh'], region: ['nam-bo'] },
  '82': { names: ['đồng tháp'], region: ['nam-bo'], coast: ['bt-cm'] },
  '86': { names: ['vĩnh long'], region: ['nam-bo'], coast: ['bt-cm'] },
  '91': { names: ['an giang'], region: ['nam-bo'], coast: ['cm-kg'] },
  '92': { names: ['cần thơ'], region: ['nam-bo'], coast: ['bt-cm'] },
  '96': { names: ['cà mau'], region: ['nam-bo'], coast: ['bt-cm', 'cm-kg'] },
}

const byName = new Map(Object.values(provinces).flatMap(p => p.names.map(n => [fold(n), p] as const)))

/** Region and coast of a province by its code ("20") or name; nothing where it is neither. */
export function provinceAttrs(codeOrName: string | null): Attrs {
  if (codeOrName === null) return {}
  // files of others write "Lang Son", "TP. Hồ Chí Minh", "Thanh Hoá"
  const name = fold(codeOrName.trim()).replace(/^(?:tinh|thanh pho|tp\.?)\s+/, '')
  const found = provinces[codeOrName.trim().padStart(2, '0')] ?? byName.get(name)
  return found ? { region: found.region, coast: found.coast ?? null } : {}
}
