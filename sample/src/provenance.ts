/**
 * Where a fact or figure of the sample comes from. `sourced`: public and named in `source`; `recalled`: general
 * knowledge, not checked against a text; `unknown`: the law or the press gave nothing; `invented`: made up for the sample.
 * The product shows "mẫu" beside everything that is invented, and the status beside every other figure that is not sourced.
 */
export type Status = 'sourced' | 'recalled' | 'unknown' | 'invented'

/** A figure with the text that says where it comes from. `value` is null when it is unknown. */
export interface Figure {
  value: number | null
  status: Status
  source: string
}

/** The day from which all units of the sample hold: the two-level local government of Viet Nam began. */
export const VALID_FROM = '2025-07-01'

/** Said of everything that was made up. */
export const INVENTED = 'mẫu: bịa ra để trình diễn, không phải số liệu thật'

export const sourced = (value: number, source: string): Figure => ({ value, status: 'sourced', source })
export const invented = (value: number, why = INVENTED): Figure => ({ value, status: 'invented', source: why })
