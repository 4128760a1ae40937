/**
 * Fields under which work is grouped on boards. The official list of threats is not closed (Nghị quyết 147/NQ-CP names groups, not
 * a catalogue): this one follows the threats that provinces' plans name, as a proposal, and a task may have none.
 */
export const taskFields = [
  { code: 'disaster', vi: 'Thiên tai, khí hậu', en: 'Disaster and climate' },
  { code: 'environment', vi: 'Môi trường, nguồn nước', en: 'Environment and water' },
  { code: 'food', vi: 'Lương thực, thực phẩm', en: 'Food' },
  { code: 'energy', vi: 'Năng lượng', en: 'Energy' },
  { code: 'health', vi: 'Dịch bệnh người, vật nuôi', en: 'Epidemics' },
  { code: 'cyber', vi: 'Không gian mạng, lừa đảo', en: 'Cyber and fraud' },
  { code: 'economy', vi: 'Tài chính, giá cả', en: 'Money and prices' },
  { code: 'crime', vi: 'Tội phạm xuyên quốc gia', en: 'Cross-border crime' },
  { code: 'fire', vi: 'Cháy, nổ, tai nạn', en: 'Fire and accidents' },
  { code: 'general', vi: 'Chung', en: 'General' },
] as const
export type TaskField = (typeof taskFields)[number]['code']
export const taskFieldCodes: readonly string[] = taskFields.map(f => f.code)
