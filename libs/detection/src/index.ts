export {
  type CompleteSeries,
  completeSeries,
  type CountRow,
  readPeriod,
  RowError,
  type Step,
} from './complete-series.ts'
export { cusum, type CusumDetection, type CusumOptions, type CusumTransformation } from './detect/cusum.ts'
export { ears, type EarsMethod, type EarsOptions } from './detect/ears.ts'
export {
  endemicOutbreak,
  endemicWarning,
  type EpidemicDetection,
  type EpidemicThresholdOptions,
  groupAWarning,
  nonEndemicOutbreak,
  nonEndemicWarning,
} from './detect/epidemic-threshold.ts'
export {
  farrington,
  type FarringtonDetection,
  farringtonFlexible,
  type FarringtonFlexibleOptions,
  type FarringtonOptions,
} from './detect/farrington.ts'
export type { PowerTransformation, StandardErrors, ThresholdMethod } from './detect/farrington-core.ts'
export { type Detection, DetectionError, type Note, type Range, type Series } from './series.ts'
export { backTest, type BackTestOptions, type BackTestScore } from './forecast/back-test.ts'
export { type BaselineOptions, persistence, seasonalNaive } from './forecast/baselines.ts'
export { type FittedSmoothing, forecastSmoothing, type SmoothingOptions } from './forecast/exponential-smoothing.ts'
export type { Forecast, Forecaster, Interval } from './forecast/forecast.ts'
export { forecastRiver, type RiverForecast, type RiverOptions } from './forecast/river.ts'
export type { SmoothingModel, SmoothingParameters } from './forecast/smoothing.ts'
