import type { RefusalMeaning } from '../refusals/refusal.ts'

export const bulletinRefusals: Record<string, RefusalMeaning> = {
  'bulletin.no-levels': {
    status: 422,
    vi: 'Bản tin chưa có cấp rủi ro cho xã nào và không phải tin cuối: chọn cấp và xã, hoặc ghi số đo, dự báo.',
    en: 'The bulletin gives no commune a level and is no final one: choose level and communes, or keep figures or forecasts.',
  },
  'bulletin.next-before': {
    status: 422,
    vi: 'Giờ bản tin tiếp theo phải muộn hơn giờ phát.',
    en: 'The next bulletin must come after this one.',
  },
  'bulletin.commune-twice': {
    status: 422,
    vi: 'Xã {unit} có hai cấp rủi ro cho cùng một thiên tai: giữ một.',
    en: '{unit} has two levels for one hazard: keep one.',
  },
  'bulletin.too-heavy': {
    status: 422,
    vi: 'Tệp này nặng quá mức đọc được: dán phần chữ của bản tin vào ô văn bản.',
    en: 'This file is too heavy to read: paste the text of the bulletin instead.',
  },
  'bulletin.unreadable': { status: 422, vi: '{why}', en: '{whyEn}' },
  'bulletin.source-url': {
    status: 422,
    vi: 'Địa chỉ nguồn phải là http:// hoặc https:// đầy đủ, không kèm tên đăng nhập.',
    en: 'The address must be a full http:// or https:// one without a user name.',
  },
  'bulletin.source-there': {
    status: 409,
    vi: 'Địa chỉ này đã có trong danh sách nguồn.',
    en: 'This address is in the list already.',
  },
  'bulletin.handled': {
    status: 409,
    vi: 'Bản tin này đã được {who} xử lý.',
    en: '{who} has dealt with this bulletin already.',
  },
  'bulletin.fetch': { status: 502, vi: '{why}', en: '{whyEn}' },
}
