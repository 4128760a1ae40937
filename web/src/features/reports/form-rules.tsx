import { type CriteriaSet, type CrossCheck, type FormIndicator, formulaFunctions, type ReportForm } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Props = { form: ReportForm; onChange: (form: ReportForm) => void }
const fresh = (stem: string, taken: readonly { code: string }[]): string => {
  for (let n = 1; ; n++) if (!taken.some(x => x.code === `${stem}${n}`)) return `${stem}${n}`
}

/** Indicators, checks and criteria: what is computed from the figures and what must hold between them. */
export function FormRules(props: Props) {
  return (
    <>
      <Indicators {...props} />
      <Checks {...props} />
      <Criteria {...props} />
    </>
  )
}

/** The codes that a formula may name, to be copied by clicking. */
function Codes({ form }: { form: ReportForm }) {
  const t = useTexts(vi, en)
  return (
    <details>
      <summary>{t('formulaHelp')}</summary>
      <p className="xs">{t('formulaHelpText', { functions: formulaFunctions.join(', ') })}</p>
      <ul className="form-library">
        {form.elements.map(e => (
          <li key={e.code}>
            <code>{`#{${e.code}}`}</code> {e.nameVi}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Indicators({ form, onChange }: Props) {
  const t = useTexts(vi, en)
  const set = (i: number, change: Partial<FormIndicator>) =>
    onChange({ ...form, indicators: form.indicators.map((x, k) => (k === i ? { ...x, ...change } : x)) })
  return (
    <Card title={t('indicators')}>
      <p className="mut">{t('indicatorsHint')}</p>
      {form.indicators.map((x, i) => (
        <div key={x.code} className="form-sentence">
          <Field label={t('nameVi')}>
            {c => (
              <input
                {...c}
                className="input"
                value={x.nameVi}
                onChange={e => set(i, { nameVi: e.target.value, nameEn: e.target.value })}
              />
            )}
          </Field>
          <Field label={t('formula')}>
            {c => (
              <input
                {...c}
                className="input mono"
                value={x.formula}
                maxLength={500}
                onChange={e => set(i, { formula: e.target.value })}
              />
            )}
          </Field>
          <Field label={t('unitOfMeasure')}>
            {c => (
              <input
                {...c}
                className="input"
                value={x.unitVi}
                onChange={e => set(i, { unitVi: e.target.value, unitEn: e.target.value })}
              />
            )}
          </Field>
          <Field label={t('decimals')}>
            {c => (
              <select
                {...c}
                className="input"
                value={x.decimals}
                onChange={e => set(i, { decimals: Number(e.target.value) })}
              >
                {[0, 1, 2].map(n => (
                  <option key={n}>{n}</option>
                ))}
              </select>
            )}
          </Field>
          <Button
            look="quiet"
            aria-label={t('remove', { what: x.nameVi })}
            onClick={() => onChange({ ...form, indicators: form.indicators.filter((_, k) => k !== i) })}
          >
            ✕
          </Button>
        </div>
      ))}
      <Codes form={form} />
      <Button
        onClick={() =>
          onChange({
            ...form,
            indicators: [
              ...form.indicators,
              {
                code: fresh('chi-so-', form.indicators),
                nameVi: '',
                nameEn: '',
                unitVi: '%',
                unitEn: '%',
                formula: '',
                decimals: 1,
              },
            ],
          })
        }
      >
        {t('addIndicator')}
      </Button>
    </Card>
  )
}

function Checks({ form, onChange }: Props) {
  const t = useTexts(vi, en)
  const put = (i: number, check: CrossCheck) =>
    onChange({ ...form, checks: form.checks.map((x, k) => (k === i ? check : x)) })
  const blank = (kind: CrossCheck['kind'], had: CrossCheck): CrossCheck => {
    const { code, effect, vi: words, en: english } = had
    const base = { code, effect, vi: words, en: english }
    if (kind === 'rule') return { ...base, kind, formula: '' }
    if (kind === 'sum') return { ...base, kind, whole: '', parts: [] }
    return kind === 'at-least' ? { ...base, kind, left: '', right: '' } : { ...base, kind, whole: '', part: '' }
  }
  const pick = (label: string, value: string, change: (code: string) => void) => (
    <Field label={label}>
      {c => (
        <select {...c} className="input" value={value} onChange={e => change(e.target.value)}>
          <option value="">…</option>
          {form.elements.map(e => (
            <option key={e.code} value={e.code}>
              {e.label}. {e.nameVi}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <Card title={t('checksOfForm')}>
      <p className="mut">{t('checksHint')}</p>
      {form.checks.map((x, i) => (
        <div key={x.code} className="form-sentence">
          <Field label={t('checkKind')}>
            {c => (
              <select
                {...c}
                className="input"
                value={x.kind}
                onChange={e => put(i, blank(e.target.value as CrossCheck['kind'], x))}
              >
                <option value="at-least">{t('check-at-least')}</option>
                <option value="zero-with">{t('check-zero-with')}</option>
                <option value="sum">{t('check-sum')}</option>
                <option value="rule">{t('check-rule')}</option>
              </select>
            )}
          </Field>
          {x.kind === 'at-least' && (
            <>
              {pick(t('checkLeft'), x.left, left => put(i, { ...x, left }))}
              {pick(t('checkRight'), x.right, right => put(i, { ...x, right }))}
            </>
          )}
          {x.kind === 'zero-with' && (
            <>
              {pick(t('checkWhole'), x.whole, whole => put(i, { ...x, whole }))}
              {pick(t('checkPart'), x.part, part => put(i, { ...x, part }))}
            </>
          )}
          {x.kind === 'sum' && (
            <>
              {pick(t('checkTotal'), x.whole, whole => put(i, { ...x, whole }))}
              <fieldset>
                <legend>{t('checkParts')}</legend>
                {form.elements
                  .filter(e => e.code !== x.whole)
                  .map(e => (
                    <label key={e.code} className="check">
                      <input
                        type="checkbox"
                        checked={x.parts.includes(e.code)}
                        onChange={c =>
                          put(i, {
                            ...x,
                            parts: c.target.checked ? [...x.parts, e.code] : x.parts.filter(p => p !== e.code),
                          })
                        }
                      />
                      {e.nameVi}
                    </label>
                  ))}
              </fieldset>
            </>
          )}
          {x.kind === 'rule' && (
            <Field label={t('formula')} hint={t('ruleHint')}>
              {c => (
                <input
                  {...c}
                  className="input mono"
                  value={x.formula}
                  maxLength={500}
                  onChange={e => put(i, { ...x, formula: e.target.value })}
                />
              )}
            </Field>
          )}
          <Field label={t('effect')}>
            {c => (
              <select
                {...c}
                className="input"
                value={x.effect}
                onChange={e => put(i, { ...x, effect: e.target.value as 'ask' | 'block' })}
              >
                <option value="ask">{t('effectAsk')}</option>
                <option value="block">{t('effectBlock')}</option>
              </select>
            )}
          </Field>
          <Field label={t('checkWords')}>
            {c => (
              <input
                {...c}
                className="input"
                value={x.vi}
                onChange={e => put(i, { ...x, vi: e.target.value, en: e.target.value })}
              />
            )}
          </Field>
          <Button
            look="quiet"
            aria-label={t('remove', { what: x.vi || x.code })}
            onClick={() => onChange({ ...form, checks: form.checks.filter((_, k) => k !== i) })}
          >
            ✕
          </Button>
        </div>
      ))}
      <Button
        onClick={() =>
          onChange({
            ...form,
            checks: [
              ...form.checks,
              {
                code: fresh('kiem-tra-', form.checks),
                kind: 'at-least',
                left: '',
                right: '',
                effect: 'ask',
                vi: '',
                en: '',
              },
            ],
          })
        }
      >
        {t('addCheck')}
      </Button>
    </Card>
  )
}

function Criteria({ form, onChange }: Props) {
  const t = useTexts(vi, en)
  const scored = form.elements.filter(e => e.kind === 'score' || e.kind === 'yes-no')
  if (!scored.length && !form.criteria.length) return null
  const set = (i: number, change: Partial<CriteriaSet>) =>
    onChange({ ...form, criteria: form.criteria.map((x, k) => (k === i ? { ...x, ...change } : x)) })
  return (
    <Card title={t('criteria')}>
      <p className="mut">{t('criteriaHint')}</p>
      {form.criteria.map((x, i) => (
        <div key={x.code} className="form-sentence">
          <Field label={t('titleVi')}>
            {c => (
              <input
                {...c}
                className="input"
                value={x.titleVi}
                onChange={e => set(i, { titleVi: e.target.value, titleEn: e.target.value })}
              />
            )}
          </Field>
          <Field label={t('source')}>
            {c => (
              <input {...c} className="input" value={x.source} onChange={e => set(i, { source: e.target.value })} />
            )}
          </Field>
          <Field label={t('gradeMet')} hint={t('gradeMetHint')}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="numeric"
                value={String(Math.max(0, ...x.grades.map(g => g.atLeast)))}
                onChange={e =>
                  set(i, {
                    grades: [
                      {
                        atLeast: Math.min(100, Number(e.target.value.replace(/\D/g, '') || 0)),
                        nameVi: 'đạt',
                        nameEn: 'met',
                      },
                      { atLeast: 0, nameVi: 'chưa đạt', nameEn: 'not met' },
                    ],
                  })
                }
              />
            )}
          </Field>
          <fieldset>
            <legend>{t('criteria')}</legend>
            {scored.map(e => (
              <label key={e.code} className="check">
                <input
                  type="checkbox"
                  checked={x.criteria.includes(e.code)}
                  onChange={c =>
                    set(i, {
                      criteria: c.target.checked ? [...x.criteria, e.code] : x.criteria.filter(k => k !== e.code),
                    })
                  }
                />
                {e.nameVi} ({e.max})
              </label>
            ))}
          </fieldset>
          <Button
            look="quiet"
            aria-label={t('remove', { what: x.titleVi })}
            onClick={() => onChange({ ...form, criteria: form.criteria.filter((_, k) => k !== i) })}
          >
            ✕
          </Button>
        </div>
      ))}
      <Button
        onClick={() =>
          onChange({
            ...form,
            criteria: [
              ...form.criteria,
              {
                code: fresh('bo-tieu-chi-', form.criteria),
                titleVi: '',
                titleEn: '',
                source: '',
                criteria: scored.map(e => e.code),
                grades: [
                  { atLeast: 80, nameVi: 'đạt', nameEn: 'met' },
                  { atLeast: 0, nameVi: 'chưa đạt', nameEn: 'not met' },
                ],
              },
            ],
          })
        }
      >
        {t('addCriteria')}
      </Button>
    </Card>
  )
}
