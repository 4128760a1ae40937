import type { ReportDesign } from '@tusom/contract'
import type { FormElement, FormPart, FormSection, ReportForm } from '@tusom/domain'
import { useState } from 'react'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const moved = <T,>(list: readonly T[], from: number, by: number): T[] => {
  const next = [...list]
  const to = from + by
  if (to < 0 || to >= next.length) return next
  const [item] = next.splice(from, 1)
  next.splice(to, 0, item as T)
  return next
}
const freshCode = (stem: string, taken: readonly string[]): string => {
  for (let n = 1; ; n++) if (!taken.includes(`${stem}${n}`)) return `${stem}${n}`
}

/** The sections of the form, which are those of the document: figures, sentences made of them, and words. */
export function FormSections(props: { form: ReportForm; design: ReportDesign; onChange: (form: ReportForm) => void }) {
  const t = useTexts(vi, en)
  const { form, onChange } = props
  const section = (i: number, change: Partial<FormSection>) =>
    onChange({ ...form, sections: form.sections.map((s, k) => (k === i ? { ...s, ...change } : s)) })
  return (
    <>
      {form.sections.map((s, i) => (
        <Card
          key={s.code}
          title={`${i + 1}. ${s.titleVi || t('section')}`}
          aside={
            <Order
              onUp={() => onChange({ ...form, sections: moved(form.sections, i, -1) })}
              onDown={() => onChange({ ...form, sections: moved(form.sections, i, 1) })}
              onRemove={() => onChange({ ...form, sections: form.sections.filter((_, k) => k !== i) })}
              what={s.titleVi}
            />
          }
        >
          <div className="over-time-pick">
            <Field label={t('titleVi')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  value={s.titleVi}
                  onChange={e => section(i, { titleVi: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('titleEn')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  value={s.titleEn}
                  onChange={e => section(i, { titleEn: e.target.value })}
                />
              )}
            </Field>
          </div>
          <SectionFigures {...props} section={s} onSection={change => section(i, change)} />
          <SectionSentences form={form} section={s} onSection={change => section(i, change)} />
          <SectionParts form={form} section={s} onChange={onChange} />
        </Card>
      ))}
      <Button
        onClick={() =>
          onChange({
            ...form,
            sections: [
              ...form.sections,
              {
                code: freshCode(
                  's',
                  form.sections.map(s => s.code),
                ),
                titleVi: '',
                titleEn: '',
                elements: [],
                sentences: [],
                parts: [],
              },
            ],
          })
        }
      >
        {t('addSection')}
      </Button>
    </>
  )
}

function Order(props: { onUp: () => void; onDown: () => void; onRemove: () => void; what: string }) {
  const t = useTexts(vi, en)
  const { what } = props
  return (
    <span className="row">
      <Button look="quiet" aria-label={t('moveUp', { what })} onClick={props.onUp}>
        ↑
      </Button>
      <Button look="quiet" aria-label={t('moveDown', { what })} onClick={props.onDown}>
        ↓
      </Button>
      <Button look="quiet" aria-label={t('remove', { what })} onClick={props.onRemove}>
        ✕
      </Button>
    </span>
  )
}

function SectionFigures(props: {
  form: ReportForm
  design: ReportDesign
  section: FormSection
  onChange: (form: ReportForm) => void
  onSection: (change: Partial<FormSection>) => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { form, design, section, onChange } = props
  const [chosen, setChosen] = useState('')
  const free = design.elements.filter(e => !e.retired && !form.elements.some(x => x.code === e.body.code))
  const name = (e: { nameVi: string; nameEn: string }) => (language === 'en' ? e.nameEn : e.nameVi)
  const add = (code: string) => {
    const found = free.find(e => e.body.code === code)
    if (!found) return
    setChosen('')
    onChange({
      ...form,
      elements: [...form.elements, { ...(found.body as unknown as FormElement), label: '' }],
      sections: form.sections.map(s => (s.code === section.code ? { ...s, elements: [...s.elements, code] } : s)),
    })
  }
  const remove = (code: string) =>
    onChange({
      ...form,
      sections: form.sections.map(s => ({
        ...s,
        elements: s.elements.filter(c => c !== code),
        sentences: s.sentences
          .map(x => ({ ...x, elements: x.elements.filter(c => c !== code) }))
          .filter(x => x.elements.length > 0),
      })),
    })
  return (
    <>
      <h3>{t('figures')}</h3>
      <ul className="form-figures">
        {section.elements.map((code, i) => {
          const e = form.elements.find(x => x.code === code)
          if (!e) return null
          const newer = design.elements.find(x => x.body.code === code)?.body
          const { label: _, of: __, options: ___, ...own } = e
          const differs =
            newer && JSON.stringify(Object.entries(newer).sort()) !== JSON.stringify(Object.entries(own).sort())
          return (
            <li key={code} className="row">
              <span>
                {e.label}. {name(e)} <small className="mut">{e.unitVi}</small>
                {(e.breakdowns ?? []).length > 0 && (
                  <small className="mut"> · {(e.breakdowns ?? []).map(b => b.join(' × ')).join(', ')}</small>
                )}
              </span>
              <span className="sp" />
              {differs && (
                <Button
                  look="quiet"
                  onClick={() =>
                    onChange({
                      ...form,
                      elements: form.elements.map(x =>
                        x.code === code ? { ...(newer as unknown as FormElement), label: x.label } : x,
                      ),
                    })
                  }
                >
                  {t('takeNewer')}
                </Button>
              )}
              <Order
                onUp={() => props.onSection({ elements: moved(section.elements, i, -1) })}
                onDown={() => props.onSection({ elements: moved(section.elements, i, 1) })}
                onRemove={() => remove(code)}
                what={name(e)}
              />
            </li>
          )
        })}
      </ul>
      <select className="input" aria-label={t('addFigure')} value={chosen} onChange={e => add(e.target.value)}>
        <option value="">{t('addFigure')}</option>
        {free.map(e => (
          <option key={e.body.code} value={e.body.code}>
            {name(e.body)} ({e.body.unitVi})
          </option>
        ))}
      </select>
    </>
  )
}

function SectionSentences(props: {
  form: ReportForm
  section: FormSection
  onSection: (change: Partial<FormSection>) => void
}) {
  const t = useTexts(vi, en)
  const { form, section } = props
  const name = (code: string) => form.elements.find(e => e.code === code)?.nameVi ?? code
  const said = new Set(section.sentences.flatMap(s => s.elements))
  const silent = section.elements.filter(c => !said.has(c))
  const set = (i: number, change: Partial<FormSection['sentences'][number]>) =>
    props.onSection({ sentences: section.sentences.map((s, k) => (k === i ? { ...s, ...change } : s)) })
  if (!section.elements.length) return null
  return (
    <>
      <h3>{t('sentences')}</h3>
      <p className="xs">{t('sentencesHint')}</p>
      {section.sentences.map((s, i) => (
        <div key={s.code} className="form-sentence">
          <Field label={t('sentenceTitle')}>
            {c => (
              <input {...c} className="input" value={s.titleVi} onChange={e => set(i, { titleVi: e.target.value })} />
            )}
          </Field>
          <Field label={t('sentenceLead')}>
            {c => (
              <input {...c} className="input" value={s.leadVi} onChange={e => set(i, { leadVi: e.target.value })} />
            )}
          </Field>
          <span>
            {s.elements.map(name).join(' · ')}{' '}
            {silent.length > 0 && (
              <select
                className="input"
                aria-label={t('addToSentence', { title: s.titleVi })}
                value=""
                onChange={e => e.target.value && set(i, { elements: [...s.elements, e.target.value] })}
              >
                <option value="">{t('addFigure')}</option>
                {silent.map(c => (
                  <option key={c} value={c}>
                    {name(c)}
                  </option>
                ))}
              </select>
            )}
          </span>
          <Button
            look="quiet"
            aria-label={t('remove', { what: s.titleVi })}
            onClick={() => props.onSection({ sentences: section.sentences.filter((_, k) => k !== i) })}
          >
            ✕
          </Button>
        </div>
      ))}
      {silent.length > 0 && (
        <Button
          onClick={() =>
            props.onSection({
              sentences: [
                ...section.sentences,
                ...silent.map((code, k) => ({
                  code: freshCode(`${section.code}-c`, [
                    ...form.sections.flatMap(x => x.sentences.map(y => y.code)),
                    ...silent
                      .slice(0, k)
                      .map((_, n) => `${section.code}-c${form.sections.flatMap(x => x.sentences).length + n + 1}`),
                  ]),
                  titleVi: name(code),
                  elements: [code],
                  leadVi: 'có',
                })),
              ],
            })
          }
        >
          {t('sentenceEach', { n: silent.length })}
        </Button>
      )}
    </>
  )
}

function SectionParts(props: { form: ReportForm; section: FormSection; onChange: (form: ReportForm) => void }) {
  const t = useTexts(vi, en)
  const { form, section, onChange } = props
  const set = (code: string, change: Partial<FormPart>) =>
    onChange({ ...form, parts: form.parts.map(p => (p.code === code ? { ...p, ...change } : p)) })
  const place = (parts: string[], list = form.parts) =>
    onChange({
      ...form,
      parts: list,
      sections: form.sections.map(s => (s.code === section.code ? { ...s, parts } : s)),
    })
  const scored = form.elements.filter(e => e.kind === 'score' || e.kind === 'yes-no')
  return (
    <>
      <h3>{t('parts')}</h3>
      {section.parts.map((code, i) => {
        const p = form.parts.find(x => x.code === code)
        if (!p) return null
        return (
          <div key={code} className="form-sentence">
            <Field label={t('titleVi')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  value={p.titleVi}
                  onChange={e => set(code, { titleVi: e.target.value, titleEn: p.titleEn || e.target.value })}
                />
              )}
            </Field>
            <Field label={t('hint')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  value={p.hintVi}
                  onChange={e => set(code, { hintVi: e.target.value, hintEn: p.hintEn || e.target.value })}
                />
              )}
            </Field>
            <span>
              <label className="check">
                <input type="checkbox" checked={p.required} onChange={e => set(code, { required: e.target.checked })} />
                {t('required')}
              </label>
              <label className="check">
                <input
                  type="checkbox"
                  checked={p.short ?? false}
                  onChange={e => set(code, { short: e.target.checked })}
                />
                {t('shortAnswer')}
              </label>
              {scored.length > 0 && (
                <select
                  className="input"
                  aria-label={t('evidenceOf')}
                  value={p.evidenceOf ?? ''}
                  onChange={e => {
                    const { evidenceOf: _, ...rest } = p
                    onChange({
                      ...form,
                      parts: form.parts.map(x =>
                        x.code === code ? (e.target.value ? { ...rest, evidenceOf: e.target.value } : rest) : x,
                      ),
                    })
                  }}
                >
                  <option value="">{t('noEvidence')}</option>
                  {scored.map(e => (
                    <option key={e.code} value={e.code}>
                      {t('evidenceFor', { name: e.nameVi })}
                    </option>
                  ))}
                </select>
              )}
            </span>
            <Order
              onUp={() => place(moved(section.parts, i, -1))}
              onDown={() => place(moved(section.parts, i, 1))}
              onRemove={() => place(section.parts.filter(c => c !== code))}
              what={p.titleVi}
            />
          </div>
        )
      })}
      <Button
        onClick={() => {
          const code = freshCode(
            'p',
            form.parts.map(p => p.code),
          )
          place(
            [...section.parts, code],
            [...form.parts, { code, titleVi: '', titleEn: '', hintVi: '', hintEn: '', required: false }],
          )
        }}
      >
        {t('addPart')}
      </Button>
    </>
  )
}
