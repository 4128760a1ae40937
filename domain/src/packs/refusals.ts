import type { RefusalMeaning } from '../refusals/refusal.ts'

export const packRefusals: Record<string, RefusalMeaning> = {
  'pack.faults': {
    status: 422,
    vi: 'Gói luật chưa dùng được: {faults}.',
    en: 'The pack cannot be used yet: {faults}.',
  },
  'pack.base-unknown': {
    status: 422,
    vi: 'Gói phải ghi phiên bản gốc có trong danh sách (base: id và version); không thấy {base}.',
    en: 'The pack must name the version it was made from (base: id and version); {base} is not there.',
  },
  'pack.unchanged': {
    status: 422,
    vi: 'Gói này giống hệt phiên bản gốc: chưa có gì để lưu.',
    en: 'This pack is the same as its base: there is nothing to save.',
  },
  'pack.version-taken': {
    status: 409,
    vi: 'Phiên bản {version} đã có và không được ghi đè: đặt tên khác.',
    en: 'Version {version} is there and is never overwritten: choose another name.',
  },
  'pack.already-in-force': {
    status: 409,
    vi: 'Phiên bản {version} đang được dùng rồi.',
    en: 'Version {version} is in force already.',
  },
  'pack.choice-waiting': {
    status: 409,
    vi: 'Đã có một đề nghị đổi gói này đang chờ duyệt: duyệt hoặc bác trước.',
    en: 'A proposal for this pack is waiting: approve or turn it down first.',
  },
  'pack.choice-decided': {
    status: 409,
    vi: 'Đề nghị này đã được {who} quyết định.',
    en: '{who} has decided on this proposal already.',
  },
  'pack.two-people': {
    status: 403,
    vi: 'Đổi gói luật làm đổi cấp độ: người duyệt phải khác người đề nghị.',
    en: 'Changing the pack changes levels: another person than the one who proposed it must approve.',
  },
  'pack.too-much-history': {
    status: 422,
    vi: 'Khoảng thời gian có {found} số đo, quá {most}: chọn khoảng ngắn hơn.',
    en: 'The period holds {found} readings, over {most}: choose a shorter one.',
  },
  'pack.period': {
    status: 422,
    vi: 'Khoảng thời gian phải có đầu trước cuối và không quá 400 ngày.',
    en: 'A period begins before it ends and spans 400 days at most.',
  },
  'event.times': {
    status: 422,
    vi: 'Sự kiện phải kết thúc sau khi bắt đầu và không ở tương lai.',
    en: 'An event ends after it began and does not lie in the future.',
  },
  'event.place': {
    status: 422,
    vi: 'Sự kiện phải nêu xã, phường, đặc khu có trong danh mục.',
    en: 'An event names communes of the list.',
  },
  'event.there': {
    status: 409,
    vi: 'Sự kiện này đã có trong sổ.',
    en: 'This event is in the register already.',
  },
}
