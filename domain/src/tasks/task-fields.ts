import type { PlanField } from '../key-areas/plan-fields.ts'

/**
 * Fields under which work is grouped on boards. The official list of threats is not closed (Nghị quyết 147/NQ-CP names groups, not
 * a catalogue): this one follows the threats that provinces' plans name, as a proposal, and a task may have none. Not the seven fields in
 * which key areas are watched (`planFields`): those say what is measured, these what is done about; `watched` tells which belong together.
 */
export const taskFields = [
  { code: 'disaster', vi: 'Thiên tai, khí hậu', en: 'Disaster and climate', watched: ['geology', 'climate'] },
  { code: 'environment', vi: 'Môi trường, nguồn nước', en: 'Environment and water', watched: ['environment', 'water'] },
  { code: 'food', vi: 'Lương thực, thực phẩm', en: 'Food', watched: [] },
  { code: 'energy', vi: 'Năng lượng', en: 'Energy', watched: ['energy'] },
  { code: 'health', vi: 'Dịch bệnh người, vật nuôi', en: 'Epidemics', watched: ['health'] },
  { code: 'cyber', vi: 'Không gian mạng, lừa đảo', en: 'Cyber and fraud', watched: [] },
  { code: 'economy', vi: 'Tài chính, giá cả', en: 'Money and prices', watched: [] },
  { code: 'crime', vi: 'Tội phạm xuyên quốc gia', en: 'Cross-border crime', watched: ['crime'] },
  { code: 'fire', vi: 'Cháy, nổ, tai nạn', en: 'Fire and accidents', watched: [] },
  { code: 'general', vi: 'Chung', en: 'General', watched: [] },
] as const satisfies readonly { code: string; vi: string; en: string; watched: readonly PlanField[] }[]
export type TaskField = (typeof taskFields)[number]['code']
export const taskFieldCodes: readonly string[] = taskFields.map(f => f.code)
