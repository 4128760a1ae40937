import type { ReportDesign } from '@tusom/contract'
import { codePattern, elementFields, elementKinds, knownFigures } from '@tusom/domain'
import { fold } from '@tusom/vi-text'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Element = ReportDesign['elements'][number]['body']
type Breakdown = ReportDesign['breakdowns'][number]['body']
type Props = { design: ReportDesign; code: string; onClose: () => void }

/** A code from a name: "Lượt tuần tra" → "luot-tuan-tra". */
export const codeFrom = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)

const blank: Element = {
  code: '',
  kind: 'count',
  field: 'other',
  nameVi: '',
  nameEn: '',
  unitVi: '',
  unitEn: '',
  nounVi: '',
  zeroVi: '',
  max: 20_000,
}

/** Adds or changes a data element of the catalogue. Forms in force keep theirs until their next version. */
export function ElementDialog({ design, code, onClose }: Props) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const there = design.elements.find(e => e.body.code === code)
  const [body, setBody] = useState<Element>(there?.body ?? blank)
  const set = (change: Partial<Element>) => setBody({ ...body, ...change })
  const named = there ? body.code : body.code || codeFrom(body.nameVi)
  const send = useSend(
    (retired: boolean) =>
      api.put(`/api/reports/catalogue/element/${named}`, {
        seen: there?.version ?? 0,
        retired,
        body: {
          ...body,
          code: named,
          nounVi: body.nounVi || body.unitVi,
          zeroVi: body.zeroVi || `không có ${body.unitVi}`,
        },
      }),
    { topics: ['reports'], done: t('done'), quiet: true, onDone: onClose },
  )
  const text = (key: 'nameVi' | 'nameEn' | 'unitVi' | 'unitEn' | 'nounVi' | 'zeroVi', label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {c => (
        <input
          {...c}
          className="input"
          maxLength={300}
          value={body[key]}
          onChange={e => set({ [key]: e.target.value })}
        />
      )}
    </Field>
  )
  const pairs = (body.breakdowns ?? []).map(b => b.join('×'))
  const options = design.breakdowns.filter(b => !b.retired).map(b => b.body)
  const crossed = options.flatMap((a, i) => options.slice(i + 1).map(b => [a, b]))
  const toggle = (codes: string[]) => {
    const key = codes.join('×')
    const next = pairs.includes(key)
      ? (body.breakdowns ?? []).filter(b => b.join('×') !== key)
      : [...(body.breakdowns ?? []), codes]
    const { breakdowns: _, ...rest } = body
    setBody(next.length ? { ...rest, breakdowns: next } : rest)
  }
  const name = (b: Breakdown) => (language === 'en' ? b.nameEn : b.nameVi)
  return (
    <Dialog
      title={there ? (language === 'en' ? there.body.nameEn : there.body.nameVi) : t('newElement')}
      onClose={onClose}
      actions={
        <>
          {there && (
            <Button busy={send.isPending} onClick={() => send.mutate(!there.retired)}>
              {there.retired ? t('useAgain') : t('retire')}
            </Button>
          )}
          <Button
            look="main"
            busy={send.isPending}
            disabled={!body.nameVi.trim() || !body.unitVi.trim() || !codePattern.test(named)}
            onClick={() => send.mutate(there?.retired ?? false)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <p className="mut">{t('elementHint')}</p>
      {text('nameVi', t('nameVi'))}
      {text('nameEn', t('nameEn'))}
      <div className="over-time-pick">
        <Field label={t('kind')}>
          {c => (
            <select {...c} className="input" value={body.kind} onChange={e => set({ kind: e.target.value })}>
              {elementKinds.map(k => (
                <option key={k} value={k}>
                  {t(`kind-${k}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('field')}>
          {c => (
            <select
              {...c}
              className="input"
              value={body.field ?? 'other'}
              onChange={e => set({ field: e.target.value })}
            >
              {Object.entries(elementFields).map(([key, n]) => (
                <option key={key} value={key}>
                  {n[language]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {text('unitVi', t('unitOfMeasure'))}
        {text('unitEn', t('unitEn'))}
        <Field label={t('mostAllowed')} hint={t('mostAllowedHint')}>
          {c => (
            <input
              {...c}
              className="input"
              inputMode="numeric"
              value={String(body.max)}
              onChange={e => set({ max: Number(e.target.value.replace(/\D/g, '').slice(0, 14)) })}
            />
          )}
        </Field>
      </div>
      {text('nounVi', t('nounVi'), t('nounHint'))}
      {text('zeroVi', t('zeroVi'), t('zeroHint'))}
      <label className="check">
        <input
          type="checkbox"
          checked={body.sensitive ?? false}
          onChange={e => {
            const { sensitive: _, ...rest } = body
            setBody(e.target.checked ? { ...rest, sensitive: true } : rest)
          }}
        />
        {t('sensitiveCheck')}
      </label>
      <fieldset>
        <legend>{t('breakdowns')}</legend>
        {[...options.map(b => [b]), ...crossed].map(list => (
          <label key={list.map(b => b.code).join('×')} className="check">
            <input
              type="checkbox"
              checked={pairs.includes(list.map(b => b.code).join('×'))}
              onChange={() => toggle(list.map(b => b.code))}
            />
            {list.map(name).join(' × ')}
          </label>
        ))}
      </fieldset>
      <Field label={t('knownFrom')} hint={t('knownFromHint')}>
        {c => (
          <select
            {...c}
            className="input"
            value={body.known ?? ''}
            onChange={e => {
              const { known: _, ...rest } = body
              setBody(e.target.value ? { ...rest, known: e.target.value } : rest)
            }}
          >
            <option value="">{t('nothing')}</option>
            {Object.entries(knownFigures).map(([key, n]) => (
              <option key={key} value={key}>
                {n[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p className="xs">
        {t('code')}: <code>{named || '…'}</code>
      </p>
      {send.error && (
        <p className="note late" role="alert">
          {messageOf(send.error)}
        </p>
      )}
    </Dialog>
  )
}

/** Adds or changes a breakdown: one option a line, "mã: tên". */
export function BreakdownDialog({ design, code, onClose }: Props) {
  const t = useTexts(vi, en)
  const there = design.breakdowns.find(b => b.body.code === code)
  const [nameVi, setNameVi] = useState(there?.body.nameVi ?? '')
  const [nameEn, setNameEn] = useState(there?.body.nameEn ?? '')
  const [lines, setLines] = useState(there?.body.options.map(o => `${o.nameVi} | ${o.nameEn}`).join('\n') ?? '')
  const named = there?.body.code ?? codeFrom(nameVi)
  const options: Breakdown['options'] = lines
    .split('\n')
    .map(l => l.split('|').map(x => x.trim()))
    .filter(([name]) => name)
    .map(([name = '', english = '']) => ({
      // an option keeps its code when only its place changes
      code: there?.body.options.find(o => o.nameVi === name)?.code ?? codeFrom(name),
      nameVi: name,
      nameEn: english || name,
    }))
  const send = useSend(
    () =>
      api.put(`/api/reports/catalogue/breakdown/${named}`, {
        seen: there?.version ?? 0,
        retired: there?.retired ?? false,
        body: { code: named, nameVi, nameEn: nameEn || nameVi, options },
      }),
    { topics: ['reports'], done: t('done'), quiet: true, onDone: onClose },
  )
  return (
    <Dialog
      title={there ? there.body.nameVi : t('newBreakdown')}
      onClose={onClose}
      actions={
        <Button
          look="main"
          busy={send.isPending}
          disabled={!nameVi.trim() || options.length < 1 || !codePattern.test(named)}
          onClick={() => send.mutate(undefined)}
        >
          {t('save')}
        </Button>
      }
    >
      <Field label={t('nameVi')}>
        {c => <input {...c} className="input" value={nameVi} onChange={e => setNameVi(e.target.value)} />}
      </Field>
      <Field label={t('nameEn')}>
        {c => <input {...c} className="input" value={nameEn} onChange={e => setNameEn(e.target.value)} />}
      </Field>
      <Field label={t('options')} hint={t('optionsHint')}>
        {c => <textarea {...c} className="input" rows={6} value={lines} onChange={e => setLines(e.target.value)} />}
      </Field>
      {send.error && (
        <p className="note late" role="alert">
          {messageOf(send.error)}
        </p>
      )}
    </Dialog>
  )
}
