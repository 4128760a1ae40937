import type { RefusalMeaning } from '../refusals/refusal.ts'

export const sensorThingsRefusals: Record<string, RefusalMeaning> = {
  'sensorthings.query': {
    status: 400,
    vi: '{option} sai ở ký tự {at}: {why}.',
    en: '{option} is wrong at character {at}: {whyEn}.',
  },
  'sensorthings.path': {
    status: 400,
    vi: 'Địa chỉ không đọc được: {why}.',
    en: 'The address cannot be read: {whyEn}.',
  },
  'sensorthings.too-slow': {
    status: 400,
    vi: 'Câu hỏi chạy quá {seconds} giây nên bị dừng: thêm điều kiện về phenomenonTime hoặc hỏi từng Datastream.',
    en: 'The query ran longer than {seconds} seconds and was stopped: narrow phenomenonTime, or ask one Datastream at a time.',
  },
  'sensorthings.reading-refused': { status: 422, vi: '{why}', en: '{whyEn}' },
  'sensorthings.reading-strange': { status: 403, vi: '{why}', en: '{whyEn}' },
  'sensorthings.body': {
    status: 400,
    vi: 'Nội dung gửi lên sai ở {where}: {why}.',
    en: 'The body is wrong at {where}: {whyEn}.',
  },
  'sensorthings.unknown-link': {
    status: 400,
    vi: 'Không có {what} để liên kết tới.',
    en: 'There is no {what} to link to.',
  },
  'sensorthings.taken': {
    status: 409,
    vi: '{what} đã có rồi: dùng hoặc sửa cái đã có.',
    en: '{what} is there already: use it, or change it.',
  },
  'sensorthings.in-use': {
    status: 409,
    vi: 'Không xoá {what}: {why}, xoá đi thì mất lịch sử.',
    en: '{what} is not deleted: {whyEn}, and history would be lost.',
  },
  'sensorthings.not-corrected': {
    status: 409,
    vi: 'Số đo này đã sửa một lần với trị cao hơn: giữa hai lần sửa, trị cao hơn được giữ.',
    en: 'This reading was corrected before with a higher value: of two corrections the higher one is kept.',
  },
  'sensorthings.kept': {
    status: 405,
    vi: '{what} không sửa, không xoá được: đó là lịch sử. Muốn sửa số đo thì PATCH Observation với result mới.',
    en: '{what} is neither changed nor deleted: it is history. To correct a reading, PATCH the Observation with a new result.',
  },
  'sensorthings.not-here': {
    status: 405,
    vi: 'Không làm được việc này ở {what}.',
    en: 'This cannot be done at {what}.',
  },
}
