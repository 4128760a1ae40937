import { type DueRule, periodKindNames, periodKinds, type PeriodKind, type ReportForm } from '@tusom/domain'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Card, Field } from '../../ui/index.ts'
import { codeFrom } from './element-dialog.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Words = 'titleVi' | 'titleEn' | 'aboutVi' | 'basisVi' | 'source'

/** What the form is called, for which periods it is asked and when it is due. */
export function FormGeneral(props: { form: ReportForm; isNew: boolean; onChange: (form: ReportForm) => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { form, onChange } = props
  const set = (change: Partial<ReportForm>) => onChange({ ...form, ...change })
  const due = (change: Partial<DueRule>) => set({ due: { ...form.due, ...change, status: 'set-locally' } })
  const text = (key: Words, label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {c => (
        <input
          {...c}
          className="input"
          maxLength={key === 'basisVi' || key === 'source' ? 1000 : 300}
          value={form[key]}
          onChange={e => set({ [key]: e.target.value, ...(key === 'titleVi' && props.isNew && !form.code ? {} : {}) })}
          onBlur={() => key === 'titleVi' && props.isNew && !form.code && set({ code: codeFrom(form.titleVi) })}
        />
      )}
    </Field>
  )
  const number = (label: string, value: number, change: (n: number) => void, hint?: string) => (
    <Field label={label} hint={hint}>
      {c => (
        <input
          {...c}
          className="input"
          inputMode="numeric"
          value={String(value)}
          onChange={e => change(Number(e.target.value.replace(/\D/g, '').slice(0, 6)))}
        />
      )}
    </Field>
  )
  return (
    <Card title={t('formGeneral')}>
      {text('titleVi', t('titleVi'))}
      {text('titleEn', t('titleEn'))}
      {props.isNew && (
        <Field label={t('code')} hint={t('formCodeHint')}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={60}
              value={form.code}
              onChange={e => set({ code: e.target.value })}
            />
          )}
        </Field>
      )}
      {text('aboutVi', t('aboutVi'), t('aboutHint'))}
      {text('basisVi', t('basisVi'), t('basisHint'))}
      {text('source', t('source'))}
      <div className="over-time-pick">
        <Field label={t('period')}>
          {c => (
            <select
              {...c}
              className="input"
              value={form.period}
              onChange={e => {
                const period = e.target.value as PeriodKind
                set({ period, asked: period === 'free' ? 'call' : form.asked })
              }}
            >
              {periodKinds.map(k => (
                <option key={k} value={k}>
                  {periodKindNames[k][language]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('asked')}>
          {c => (
            <select
              {...c}
              className="input"
              value={form.asked}
              onChange={e => set({ asked: e.target.value as ReportForm['asked'] })}
            >
              <option value="calendar">{t('askedCalendar')}</option>
              <option value="call">{t('askedCall')}</option>
              <option value="closed">{t('askedClosed')}</option>
            </select>
          )}
        </Field>
        {number(t('daysAfter'), form.due.days, days => due({ days }), t('dueDaysHint'))}
        <Field label={t('dueCount')}>
          {c => (
            <select
              {...c}
              className="input"
              value={form.due.count}
              onChange={e => due({ count: e.target.value as DueRule['count'] })}
            >
              <option value="working">{t('workingDays')}</option>
              <option value="calendar">{t('calendarDays')}</option>
            </select>
          )}
        </Field>
        <Field label={t('dueTime')}>
          {c => (
            <input
              {...c}
              type="time"
              className="input"
              value={form.due.time}
              onChange={e => due({ time: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('provinceTime')} hint={t('provinceTimeHint')}>
          {c => (
            <input
              {...c}
              type="time"
              className="input"
              value={form.due.provinceTime ?? ''}
              onChange={e => due({ provinceTime: e.target.value || null })}
            />
          )}
        </Field>
        {number(t('askedBack'), form.askedBack, askedBack => set({ askedBack }))}
        {number(t('outlierTimes'), form.outlierTimes, outlierTimes => set({ outlierTimes }), t('outlierTimesHint'))}
        {number(t('outlierLeast'), form.outlierLeast, outlierLeast => set({ outlierLeast }))}
      </div>
      <Field label={t('dueNote')}>
        {c => (
          <input
            {...c}
            className="input"
            maxLength={300}
            value={form.due.noteVi}
            onChange={e => due({ noteVi: e.target.value, noteEn: e.target.value })}
          />
        )}
      </Field>
      <label className="check">
        <input type="checkbox" checked={form.cumulative} onChange={e => set({ cumulative: e.target.checked })} />
        {t('cumulative')}
      </label>
    </Card>
  )
}
