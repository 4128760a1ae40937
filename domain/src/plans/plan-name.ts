import { formatDate } from '@tusom/vi-text'

/** "Xã Hữu Lũng" inside a sentence: "xã Hữu Lũng". */
export const inSentence = (fullName: string): string => fullName.charAt(0).toLocaleLowerCase('vi') + fullName.slice(1)

export type NamedPlan = {
  kind: string | null
  number: string | null
  date: string | null
  title: string
  issuer: string
}

const kinds: Record<string, string> = {
  KH: 'Kế hoạch',
  CV: 'Công văn',
  TB: 'Thông báo',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  NQ: 'Nghị quyết',
  CTr: 'Chương trình',
  CĐ: 'Công điện',
  KL: 'Kết luận',
  BC: 'Báo cáo',
}

/** "Kế hoạch số 41/KH-UBND ngày 28/8/2025 của Ủy ban nhân dân tỉnh Lạng Sơn về …"; without its title where `short` and its number names it. */
export function planInSentence(plan: NamedPlan, provinceName: string, short = false): string {
  const kind = plan.kind === null ? 'Kế hoạch' : (kinds[plan.kind] ?? 'văn bản')
  const { issuer } = plan
  const who =
    issuer && issuer === issuer.toLocaleUpperCase('vi')
      ? issuer
          .toLocaleLowerCase('vi')
          .replace(/^(?:ủy|uỷ) ban/, 'Ủy ban')
          .replace(provinceName.toLocaleLowerCase('vi'), provinceName)
      : issuer
  return [
    kind,
    plan.number ? `số ${plan.number}` : '',
    plan.date ? `ngày ${formatDate(plan.date)}` : '',
    who ? `của ${who}` : '',
    plan.title && !(short && plan.number) ? aboutOf(plan.title) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** A title that begins with a verb of carrying out needs no "về" before it. */
function aboutOf(title: string): string {
  const rest = /^(?:V\/v|Về việc|Về)\s+/iu.exec(title)?.[0] ?? ''
  const about = title.slice(rest.length)
  return `về ${about.charAt(0).toLocaleLowerCase('vi')}${about.slice(1)}`
}
