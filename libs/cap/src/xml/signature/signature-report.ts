/**
 * What became of a message's signature (CAP 1.2, 3.3.4.1; XML Signature Syntax and Processing).
 *
 * - `unsigned`: there is none
 * - `valid`: it covers the whole alert, holds, and its certificate is trusted by the caller
 * - `valid-untrusted`: it covers the whole alert and holds, but who signed is not known
 * - `invalid`: it does not hold, or it is not one enveloped signature of the whole alert
 * - `unsupported`: it could not be checked; the standard wants the message processed all the same, and the user told
 */
export type SignatureState = 'unsigned' | 'valid' | 'valid-untrusted' | 'invalid' | 'unsupported'

export type SignatureReason = keyof typeof REASONS

export type SignatureCertificate = {
  subject: string
  issuer: string
  serialNumber: string
  /** SHA-256, hexadecimal, with colons */
  fingerprint: string
  /** ISO 8601; '' where the certificate holds no date */
  validFrom: string
  validTo: string
}

export type SignatureReport = {
  state: SignatureState
  /** why it is not `valid`; null for `valid` and `unsigned` */
  reason: SignatureReason | null
  /** the reason in words; empty where there is none */
  message: string
  messageVi: string
  /** such as RSA-SHA256; null where it is not known */
  algorithm: string | null
  /** what weakens it, such as SHA-1; empty as a rule */
  weak: string[]
  /** whose key signed; null where the message does not enclose it */
  certificate: SignatureCertificate | null
}

/** Reason → state, English, Vietnamese. */
export const REASONS = {
  several: ['form', 'there is more than one', 'có nhiều hơn một chữ ký'],
  element: [
    'unsupported',
    'the element of the signature namespace is no <Signature>',
    'phần tử không phải <Signature>',
  ],
  structure: [
    'unsupported',
    'its elements are not those of XML Signature',
    'các phần tử không đúng chuẩn XML Signature',
  ],
  elsewhere: ['form', 'it does not refer to the alert that holds it', 'chữ ký không trỏ đến chính bản tin chứa nó'],
  'not-enveloped': ['form', 'the enveloped-signature transform is missing', 'thiếu phép biến đổi enveloped-signature'],
  digest: ['invalid', 'the message was changed after it was signed', 'bản tin đã bị sửa sau khi ký'],
  value: ['invalid', 'the signature value does not fit the key', 'giá trị chữ ký không khớp với khóa'],
  'several-references': ['unsupported', 'it covers more than the alert', 'chữ ký trỏ đến nhiều nội dung'],
  algorithm: ['unsupported', 'the algorithm is not supported', 'thuật toán không được hỗ trợ'],
  transform: ['unsupported', 'a transform is not supported', 'phép biến đổi không được hỗ trợ'],
  'no-key': ['unsupported', 'no key or certificate comes with it', 'không kèm khóa hay chứng thư số'],
  certificate: ['unsupported', 'the certificate cannot be read', 'không đọc được chứng thư số'],
  context: [
    'unsupported',
    'the alert uses namespaces declared outside it',
    'bản tin dùng không gian tên khai báo ở bên ngoài',
  ],
  canonical: ['unsupported', 'the message has no canonical form', 'bản tin không có dạng chuẩn tắc (canonical form)'],
  'too-many': ['unsupported', 'the file holds too many signatures', 'tệp có quá nhiều chữ ký'],
  'bare-key': ['untrusted', 'it comes with a key, not with a certificate', 'chỉ kèm khóa, không kèm chứng thư số'],
  'not-trusted': [
    'untrusted',
    'the certificate is not among the trusted ones',
    'chứng thư số không nằm trong danh sách tin cậy',
  ],
  'not-in-force': [
    'untrusted',
    'the certificate was not in force when the message was signed',
    'chứng thư số không còn hoặc chưa có hiệu lực lúc ký',
  ],
} as const satisfies Record<string, readonly ['form' | 'invalid' | 'unsupported' | 'untrusted', string, string]>

const STATES = {
  form: 'invalid',
  invalid: 'invalid',
  unsupported: 'unsupported',
  untrusted: 'valid-untrusted',
} as const

export const UNSIGNED: SignatureReport = Object.freeze({
  state: 'unsigned',
  reason: null,
  message: '',
  messageVi: '',
  algorithm: null,
  weak: [],
  certificate: null,
} satisfies SignatureReport)

export type SignatureDetails = Pick<SignatureReport, 'algorithm' | 'weak' | 'certificate'>

export function signatureReport(
  reason: SignatureReason | null,
  details: Partial<SignatureDetails> = {},
): SignatureReport {
  const [kind, message, messageVi] = reason === null ? [null, '', ''] : REASONS[reason]
  const state = kind === null ? 'valid' : STATES[kind]
  return { state, reason, message, messageVi, algorithm: null, weak: [], certificate: null, ...details }
}
