/**
 * CAP alerts without an XML parser: the shape, the rules, the writer. Runs in the browser.
 * Reading is in `@tusom/cap/xml`.
 */
export { activeInfo, hasExpired } from './active.ts'
export {
  type Alert,
  type AlertArea,
  type AlertInfo,
  type AlertResource,
  type AlertSeverity,
  type CapVersion,
  CATEGORY,
  type Category,
  CERTAINTY,
  type Certainty,
  MSG_TYPE,
  type MsgType,
  RESPONSE_TYPE,
  type ResponseType,
  SCOPE,
  type Scope,
  SEVERITY,
  STATUS,
  type Status,
  URGENCY,
  type Urgency,
  type ValuePair,
} from './alert.ts'
export { type AtomEntry, type AtomFeed, mayReachPublic, writeAtomFeed } from './atom-feed.ts'
export { checkAlert, type CheckOptions } from './check-alert.ts'
export { CapError, type Finding, type FindingSeverity } from './finding.ts'
export { circleText, parseCircle, parsePolygon, type Point, polygonText } from './polygon.ts'
export {
  cancelOf,
  findReferenceCircle,
  parseReferences,
  type Reference,
  referencesTo,
  referenceTo,
  updateOf,
} from './references.ts'
export {
  type AreaLocation,
  type AreaResolution,
  type GeocodeResolver,
  geocodesOf,
  type ResolvedArea,
  resolveAreas,
} from './resolve-areas.ts'
export { capTime, parseCapTime, readInstant } from './time.ts'
export { CAP_12, writeAlert } from './write-alert.ts'
