export { adviceAt, adviceFor, type Advice, type BothLanguages, warnedHazards } from './advice.ts'
export { type Boundary, capPolygons } from './cap-polygons.ts'
export { alertFaults, type CheckInput, checkWarning, HEADLINE_ROOM } from './check-warning.ts'
export {
  type ComposedWarning,
  type ComposeInput,
  composeCancel,
  composeWarning,
  evidenceKind,
  HEADLINE_PLACES,
  placesEn,
  placesVi,
  renamePlaces,
} from './compose-warning.ts'
export { clockEn, clockVi, figuresOf, type GaugeFact, gaugeSentence, markFigures, renewFigures } from './figures.ts'
export { certaintyOf, type EvidenceKind, severityOf, urgencyOf } from './grading.ts'
export { alarmWords, bareLevel, levelNames, riskWords } from './level-words.ts'
export * from './life-cycle.ts'
export { type MessageInput, warningMessages, type WarningMessages } from './messages.ts'
export {
  approvePrepared,
  fillPrepared,
  fillPreparedWords,
  type PreparedGaps,
  preparedReady,
  type PreparedText,
  unknownGap,
} from './prepared-text.ts'
export { countSms, plainSms, type SmsCount } from './sms.ts'
export { type AlertInput, toAlert } from './to-alert.ts'
export { forVoice, readingSeconds, WORDS_PER_MINUTE } from './voice.ts'
export * from './warning.ts'
