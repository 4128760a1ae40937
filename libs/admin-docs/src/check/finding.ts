/** One fault of form. The shape is fixed by docs/command-line.md; fields may be added. */
export type Finding = {
  /** "ND30.II.3.number-zero": Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3 */
  rule: string
  severity: 'error' | 'warning'
  /** what is wrong, in Vietnamese */
  message: string
  messageEn: string
  /** where to look: "section 1", the words of the part, the paragraphs */
  where: string
  found: string
  expected: string
  /** the clause of the decree */
  clause: string
  /** whether `--fix` can mend it */
  fixable: boolean
}

/** A finding with what mends it; `fix` changes the tree the model was built from. */
export type Fault = Omit<Finding, 'fixable' | 'clause'> & { clause?: string; fix?: () => void }

/** "ND30.II.3.number-zero" → "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3" */
export function clauseOf(rule: string): string {
  // The contract of the command line fixed the ids of the margins before the clause was at hand: it is khoản 3.
  const m = /^ND30\.(I{1,3})\.(\d)\.(?:(margin-))?/.exec(rule)
  if (!m) return 'Nghị định 30/2020/NĐ-CP, Phụ lục I'
  return `Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục ${m[1]}, khoản ${m[3] ? '3' : m[2]}`
}

export const toFinding = (f: Fault): Finding => ({
  rule: f.rule,
  severity: f.severity,
  message: f.message,
  messageEn: f.messageEn,
  where: f.where,
  found: f.found,
  expected: f.expected,
  clause: f.clause ?? clauseOf(f.rule),
  fixable: f.fix !== undefined,
})
