import type { BulletinIn } from '@tusom/contract'
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { useGo } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import {
  Button,
  Field,
  LevelBadge,
  TimeInput,
  toast,
  UnitPicker,
  useHazardName,
  useLevelWord,
  useUnits,
} from '../../ui/index.ts'
import { type Draft, emptyDraft, faultsOf, keepDraft } from './draft.ts'
import en from './en.json' with { type: 'json' }
import { hazards } from './hazards.ts'
import vi from './vi.json' with { type: 'json' }

/** The official level, as the bulletin says it. Kept as it is typed; entered by one person, because it is a copy. */
export function BulletinForm({ start, kept }: { start: Draft; kept: boolean }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const hazardName = useHazardName()
  const word = useLevelWord()
  const units = useUnits({ kind: 'commune' })
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(next)
  }
  const enter = useSend((bulletin: BulletinIn) => api.post<{ id: number }>('/api/bulletins', bulletin), {
    topics: ['levels'],
    quiet: true,
    onDone: (_out, bulletin) => {
      keepDraft(null)
      toast(t('saved', { n: bulletin.unitIds.length }))
      go('/ban-tin')
    },
  })
  const faults = tried ? faultsOf(draft, now()) : {}
  const said = (field: keyof Draft) => {
    const fault = faults[field]
    return fault ? t(fault) : null
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const { issuedAt, level } = draft
    if (issuedAt === null || level === null || Object.keys(faultsOf(draft, now())).length) return
    enter.mutate({
      issuer: draft.issuer.trim(),
      number: draft.number.trim() || null,
      hazard: draft.hazard,
      issuedAt,
      nextAt: draft.nextAt,
      level,
      unitIds: draft.unitIds,
      text: draft.text,
    })
  }
  return (
    <form className="pad form" onSubmit={submit} noValidate>
      {kept && (
        <p className="note s">
          {t('kept')}
          <Button
            look="quiet"
            onClick={() => {
              keepDraft(null)
              setDraft(emptyDraft)
            }}
          >
            {t('discard')}
          </Button>
        </p>
      )}
      <div className="form-row">
        <Field label={t('issuer')} hint={t('issuerHint')} required error={said('issuer')}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={300}
              value={draft.issuer}
              onChange={e => change({ issuer: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('number')}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={60}
              value={draft.number}
              onChange={e => change({ number: e.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="form-row">
        <Field label={t('hazard')}>
          {c => (
            <select {...c} className="input" value={draft.hazard} onChange={e => change({ hazard: e.target.value })}>
              {hazards.map(h => (
                <option key={h} value={h}>
                  {hazardName(h)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('issuedAt')} required error={said('issuedAt')}>
          {c => <TimeInput {...c} value={draft.issuedAt} onChange={issuedAt => change({ issuedAt })} />}
        </Field>
        <Field label={t('nextAt')} hint={t('nextHint')} error={said('nextAt')}>
          {c => <TimeInput {...c} value={draft.nextAt} onChange={nextAt => change({ nextAt })} />}
        </Field>
      </div>
      <Field label={t('level')} hint={t('levelHint')} required error={said('level')}>
        {c => (
          <div className="level-choice" role="radiogroup" aria-label={t('level')} id={c.id}>
            {[1, 2, 3, 4, 5, 0].map(n => (
              <label key={n} className={draft.level === n ? 'on' : ''}>
                <input
                  type="radio"
                  name="level"
                  className="vh"
                  checked={draft.level === n}
                  onChange={() => change({ level: n })}
                />
                <LevelBadge level={n} status="official" />
                {word(n)}
              </label>
            ))}
          </div>
        )}
      </Field>
      <Field label={t('units')} required error={said('unitIds') ?? (units.error ? messageOf(units.error) : null)}>
        {c => (
          <UnitPicker
            {...c}
            multiple
            units={units.data ?? []}
            value={draft.unitIds}
            onChange={unitIds => change({ unitIds })}
          />
        )}
      </Field>
      <Field label={t('text')} hint={t('textHint')} required error={said('text')}>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={7}
            maxLength={20_000}
            value={draft.text}
            onChange={e => change({ text: e.target.value })}
          />
        )}
      </Field>
      {enter.error && (
        <p className="field-error" role="alert">
          {messageOf(enter.error)}
        </p>
      )}
      <div className="row wrap">
        <Button look="main" type="submit" busy={enter.isPending}>
          {t('save')}
        </Button>
        {draft.level !== null && draft.unitIds.length > 0 && (
          <span className="row s">
            {t('preview')}
            <LevelBadge level={draft.level} status="official" words />
            {t('previewText', {
              hazard: hazardName(draft.hazard),
              n: draft.unitIds.length,
              issuer: draft.issuer || '…',
            })}
          </span>
        )}
      </div>
    </form>
  )
}
