import type { RefusalMeaning } from '../refusals/refusal.ts'

export const warningRefusals: Record<string, RefusalMeaning> = {
  'warning.state': {
    status: 409,
    vi: 'Không {act} được: cảnh báo này {state}.',
    en: 'This cannot be done in the present state of the warning ({state}).',
  },
  'warning.changed': {
    status: 409,
    vi: 'Văn bản đã được sửa từ khi bạn mở (bản {seen}, nay là bản {now}): đọc lại rồi làm tiếp.',
    en: 'The text was changed since you opened it (version {seen}, now {now}): read it again.',
  },
  'warning.checks': { status: 422, vi: 'Chưa được: {vi}', en: 'Not yet: {en}' },
  'warning.not-signed': {
    status: 409,
    vi: 'Không phát được: bản tin không ký số được ({why}). Quản trị xem mục khóa ký ở cài đặt cảnh báo. Cảnh báo vẫn còn nguyên, chưa gửi đi đâu.',
    en: 'Not issued: the message could not be signed ({whyEn}). An administrator looks at the signing key in the warning settings. Nothing has left.',
  },
  'cap-signing.key': {
    status: 422,
    vi: 'Khóa hoặc chứng thư số không dùng được: {why}',
    en: 'The key or certificate cannot be used: {whyEn}',
  },
  'cap-signing.certificate': {
    status: 422,
    vi: 'Đây không phải chứng thư số đọc được: dán tệp PEM bắt đầu bằng -----BEGIN CERTIFICATE-----.',
    en: 'This is no certificate that can be read: paste PEM that begins with -----BEGIN CERTIFICATE-----.',
  },
  'cap-signing.trusted': {
    status: 409,
    vi: 'Chứng thư số này đã được tin cậy.',
    en: 'This certificate is trusted already.',
  },
  'warning.no-remark': {
    status: 422,
    vi: 'Ghi lý do để người soạn biết sửa gì.',
    en: 'Say why, so that the drafter knows.',
  },
  'warning.own-approval': {
    status: 403,
    vi: 'Người soạn hoặc đã sửa văn bản không tự duyệt được: cần người thứ hai.',
    en: 'Whoever drafted or edited the text may not approve it: a second person must.',
  },
  'warning.not-approved': {
    status: 409,
    vi: 'Chưa có người thứ hai duyệt nên chưa phát được.',
    en: 'No second person has approved it, so it cannot be issued.',
  },
  'warning.expired': {
    status: 422,
    vi: 'Giờ hết hạn đã qua: đặt giờ hết hạn mới rồi gửi lại.',
    en: 'It would have expired already: set a later end.',
  },
  'warning.template-not-approved': {
    status: 409,
    vi: 'Văn bản soạn sẵn này chưa đủ hai người duyệt: soạn như cảnh báo thường, hoặc chờ duyệt đủ.',
    en: 'This prepared text lacks its two approvals: draft a warning instead, or wait for them.',
  },
  'warning.no-review': {
    status: 409,
    vi: 'Cảnh báo này đã có người duyệt trước khi phát nên không phải xem lại.',
    en: 'This warning was approved before it was issued; no review is due.',
  },
  'warning.reviewed': { status: 409, vi: 'Cảnh báo này đã được xem lại.', en: 'This warning has been reviewed.' },
  'warning.own-review': {
    status: 403,
    vi: 'Người phát không tự xem lại được: cần lãnh đạo khác.',
    en: 'Whoever issued it may not review it: another leader must.',
  },
  'warning.cancel-of-cancel': {
    status: 409,
    vi: 'Đây là bản huỷ: muốn cảnh báo lại, soạn cảnh báo mới.',
    en: 'This is a cancellation: draft a new warning instead.',
  },
  'warning.areas': {
    status: 422,
    vi: 'Nơi nhận phải là các xã, phường của một tỉnh.',
    en: 'A warning goes to communes of one province.',
  },
  'warning.other-hazard': {
    status: 422,
    vi: 'Bản cập nhật phải cùng loại thiên tai với các bản nó thay.',
    en: 'An update must be of the same hazard as what it replaces.',
  },
  'warning.not-recipient': {
    status: 403,
    vi: 'Đơn vị này không thuộc nơi nhận của cảnh báo.',
    en: 'This unit is not among the recipients of the warning.',
  },
  'warning.not-issued': {
    status: 409,
    vi: 'Cảnh báo chưa duyệt nên chưa có văn bản này.',
    en: 'The warning is not approved, so this document does not exist yet.',
  },
  'warning.template-own': {
    status: 403,
    vi: 'Người soạn không tự duyệt văn bản soạn sẵn được.',
    en: 'Whoever drafted a prepared text may not approve it.',
  },
  'warning.template-twice': {
    status: 409,
    vi: 'Bạn đã duyệt văn bản này: cần một người khác.',
    en: 'You approved this text already: another person must.',
  },
  'warning.template-kind': {
    status: 422,
    vi: 'Văn bản soạn sẵn này dùng cho việc khác: chọn văn bản {kind}.',
    en: 'This prepared text is for another use: choose one for {kind}.',
  },
}
