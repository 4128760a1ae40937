/**
 * The shape of a CAP alert in the words of the standard (OASIS CAP 1.2, section 3.2).
 *
 * Times are CAP strings (`2025-10-08T03:45:00+07:00`), polygons and circles the strings that stand in the message,
 * so that what was read can be shown, compared and written again without a change. An absent element is an absent
 * field; lists that may be absent are optional, `info` is always a list.
 */

/** Versions that are read. Only 1.2 is written. */
export type CapVersion = '1.0' | '1.1' | '1.2'

export const STATUS = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const
export const MSG_TYPE = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const
export const SCOPE = ['Public', 'Restricted', 'Private'] as const
export const CATEGORY = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const
export const RESPONSE_TYPE = [
  'Shelter',
  'Evacuate',
  'Prepare',
  'Execute',
  'Avoid',
  'Monitor',
  'Assess',
  'AllClear',
  'None',
] as const
export const URGENCY = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const SEVERITY = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const CERTAINTY = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const

export type Status = (typeof STATUS)[number]
export type MsgType = (typeof MSG_TYPE)[number]
export type Scope = (typeof SCOPE)[number]
export type Category = (typeof CATEGORY)[number]
export type ResponseType = (typeof RESPONSE_TYPE)[number]
export type Urgency = (typeof URGENCY)[number]
export type AlertSeverity = (typeof SEVERITY)[number]
export type Certainty = (typeof CERTAINTY)[number]

/** `<eventCode>`, `<parameter>` and `<geocode>`: a name within a code list, and its value. */
export type ValuePair = { valueName: string; value: string }

/** `<resource>`: a file that goes with the text, by address (`uri`) or enclosed (`derefUri`, base64). */
export type AlertResource = {
  resourceDesc: string
  mimeType: string
  /** bytes */
  size?: number
  uri?: string
  derefUri?: string
  /** SHA-1, hexadecimal */
  digest?: string
}

/** `<area>`: where, in words and as polygons, circles and codes, which together make one union. */
export type AlertArea = {
  areaDesc: string
  /** "lat,lon lat,lon …", WGS 84, first pair = last pair */
  polygon?: string[]
  /** "lat,lon radius", radius in kilometres */
  circle?: string[]
  geocode?: ValuePair[]
  /** feet above mean sea level */
  altitude?: number
  /** feet above mean sea level; only with altitude */
  ceiling?: number
}

/** `<info>`: what is to be feared, how soon, how bad, how sure, and what to do; one block a language. */
export type AlertInfo = {
  /** RFC 3066; absent means en-US */
  language?: string
  category: Category[]
  event: string
  responseType?: ResponseType[]
  urgency: Urgency
  severity: AlertSeverity
  certainty: Certainty
  audience?: string
  eventCode?: ValuePair[]
  effective?: string
  onset?: string
  expires?: string
  senderName?: string
  headline?: string
  description?: string
  instruction?: string
  /** absolute URI */
  web?: string
  contact?: string
  parameter?: ValuePair[]
  resource?: AlertResource[]
  area?: AlertArea[]
}

/** `<alert>`. */
export type Alert = {
  /** unique for the sender; no space, comma, `<` or `&` */
  identifier: string
  /** unique in the world; no space, comma, `<` or `&` */
  sender: string
  sent: string
  status: Status
  msgType: MsgType
  source?: string
  scope: Scope
  /** with scope Restricted, and only then */
  restriction?: string
  /** space-separated, quoted where an address holds a space; required with scope Private */
  addresses?: string
  code?: string[]
  note?: string
  /** space-separated triples `sender,identifier,sent` */
  references?: string
  /** space-separated, quoted where a name holds a space */
  incidents?: string
  info: AlertInfo[]
}
