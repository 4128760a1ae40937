import { Type, type Static } from 'typebox'

/** bytes of a .docx that is checked: without pictures a hundred pages are half a megabyte */
export const documentCheckBytes = 10 * 1024 * 1024

const text = Type.String()
export const DocumentFinding = Type.Object({
  rule: text,
  severity: Type.Enum(['error', 'warning']),
  message: text,
  messageEn: text,
  where: text,
  found: text,
  expected: text,
  clause: text,
  fixable: Type.Boolean(),
})
export type DocumentFinding = Static<typeof DocumentFinding>
export const DocumentCheck = Type.Object({
  /** no finding of severity "error" */
  ok: Type.Boolean(),
  findings: Type.Array(DocumentFinding),
  /** a copy with everything mended that can be; null where nothing can. It is not kept: it goes with this answer */
  fixed: Type.Union([
    Type.Object({
      content: Type.String({ description: 'the .docx, base64' }),
      /** what stays for a person in it */
      remaining: Type.Array(DocumentFinding),
    }),
    Type.Null(),
  ]),
})
export type DocumentCheck = Static<typeof DocumentCheck>
