import { type InputDef, inputStats, type InputStat } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { NumberBox } from './number-box.tsx'
import vi from './vi.json' with { type: 'json' }

const windowed = new Set<InputStat>(['sum', 'max', 'min', 'mean', 'rise', 'day-max'])
const markNames = ['alarm1', 'alarm2', 'alarm3', 'record'] as const

/** A figure that a table looks at: of which series, made how, over how long. */
export function InputForm(props: {
  input: InputDef
  used: boolean
  onChange: (next: InputDef) => void
  onRemove: () => void
}) {
  const t = useTexts(vi, en)
  const { input, onChange } = props
  /** sets a key, or leaves it out */
  const put = (key: 'hours' | 'days' | 'hysteresis', value: number | null) => {
    const { [key]: _, ...rest } = input
    onChange(value === null || value === 0 ? rest : { ...rest, [key]: value })
  }
  const above = (mark: string) => {
    const { above: _, ...rest } = input
    onChange(mark === '' ? rest : { ...rest, above: mark as NonNullable<InputDef['above']> })
  }
  const worse = (low: boolean) => {
    const { worse: _, ...rest } = input
    onChange(low ? { ...rest, worse: 'low' } : rest)
  }
  return (
    <div className="pack-fields">
      <label className="pack-labelled wide">
        {t('nameVi')}
        <input className="input" value={input.nameVi} onChange={e => onChange({ ...input, nameVi: e.target.value })} />
      </label>
      <label className="pack-labelled wide">
        {t('nameEn')}
        <input className="input" value={input.nameEn} onChange={e => onChange({ ...input, nameEn: e.target.value })} />
      </label>
      <label className="pack-labelled wide">
        {t('indicators')}
        <input
          className="input"
          value={input.indicators.join(', ')}
          onChange={e => onChange({ ...input, indicators: e.target.value.split(/,\s*/) })}
        />
      </label>
      <label className="pack-labelled">
        {t('stat')}
        <select
          className="input"
          value={input.stat}
          onChange={e => onChange({ ...input, stat: e.target.value as InputStat })}
        >
          {inputStats.map(s => (
            <option key={s} value={s}>
              {t(`stat.${s}`)}
            </option>
          ))}
        </select>
      </label>
      {windowed.has(input.stat) && (
        <label className="pack-labelled">
          {t('hoursOf')}
          <NumberBox label={t('hoursOf')} value={input.hours} min={1} empty="24" onChange={v => put('hours', v)} />
        </label>
      )}
      {input.stat === 'percent-of-median' && (
        <label className="pack-labelled">
          {t(input.weekly ? 'weeksOf' : 'daysOf')}
          <NumberBox label={t('daysOf')} value={input.days} min={7} empty="30" onChange={v => put('days', v)} />
        </label>
      )}
      <label className="pack-labelled">
        {t('unit')}
        <input className="input" value={input.unit} onChange={e => onChange({ ...input, unit: e.target.value })} />
      </label>
      <label className="pack-labelled">
        {t('aboveMark')}
        <select className="input" value={input.above ?? ''} onChange={e => above(e.target.value)}>
          <option value="">{t('noMark')}</option>
          {markNames.map(m => (
            <option key={m} value={m}>
              {t(`mark.${m}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="pack-labelled">
        {t('back')}
        <NumberBox
          label={t('back')}
          value={input.hysteresis ?? 0}
          min={0}
          empty="0"
          onChange={v => put('hysteresis', v)}
        />
      </label>
      <label className="pack-check">
        <input type="checkbox" checked={input.worse === 'low'} onChange={e => worse(e.target.checked)} />{' '}
        {t('lowIsWorse')}
      </label>
      {input.breakpoints && <span className="s">{t('breakpoints', { n: input.breakpoints.length })}</span>}
      {!props.used && (
        <Button look="quiet" icon="close" onClick={props.onRemove}>
          {t('dropInput')}
        </Button>
      )}
    </div>
  )
}
