import type { IncidentIn } from '@tusom/contract'
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Button,
  Card,
  Field,
  Icon,
  judgedHazards,
  PageHeader,
  toast,
  UnitPicker,
  useHazardName,
  useLevelWord,
  useUnits,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import { makeKey } from './make-key.ts'
import vi from './vi.json' with { type: 'json' }

export default function NewIncidentPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  return (
    <>
      <PageHeader
        title={t('newTitle')}
        back={
          <Link to="/su-co" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      />
      <div className="page incident-form">
        {hasRole(me, 'leader', 'duty-officer') ? (
          <>
            <p className="mut">{t('newHint')}</p>
            <Card>
              <Form />
            </Card>
          </>
        ) : (
          <p className="note">{t('notAllowed')}</p>
        )}
      </div>
    </>
  )
}

function Form() {
  const t = useTexts(vi, en)
  const me = useMe()
  const go = useGo()
  const word = useLevelWord()
  const hazardName = useHazardName()
  const [unit] = useSearchParam('unit')
  const [askedHazard] = useSearchParam('hazard')
  const [askedLevel] = useSearchParam('level')
  const units = useUnits()
  const [title, setTitle] = useState('')
  const [hazard, setHazard] = useState(askedHazard ?? 'flood')
  const [level, setLevel] = useState<number | null>(askedLevel === null ? null : Number(askedLevel))
  const [unitIds, setUnitIds] = useState<number[]>(() =>
    unit
      ? unit
          .split(',')
          .map(Number)
          .filter(n => n > 0)
      : me.homeUnit.kind === 'commune'
        ? [me.homeUnit.id]
        : [],
  )
  const [lead, setLead] = useState<number[]>([me.homeUnit.id])
  const [tried, setTried] = useState(false)
  const [key] = useState(makeKey)
  const communes = units.data?.filter(u => u.kind === 'commune') ?? []
  const leaders = units.data?.filter(u => u.kind !== 'hamlet' && u.kind !== 'force') ?? []
  const open = useSend((body: IncidentIn) => api.post<{ id: number }>('/api/incidents', body), {
    topics: ['incidents'],
    quiet: true,
    onDone: out => {
      toast(t('opened'))
      go(`/su-co/${out.id}`, { replace: true })
    },
  })
  const names = communes.filter(u => unitIds.includes(u.id)).map(u => u.name)
  const suggested = names.length && names.length <= 3 ? `${hazardName(hazard)}: ${names.join(', ')}` : ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const leadId = lead[0]
    const name = title.trim() || suggested
    if (!name || !unitIds.length || leadId === undefined) return
    open.mutate({ title: name, hazard, level, unitIds, leadId, key })
  }
  return (
    <form className="pad form" onSubmit={submit} noValidate>
      <Field
        label={t('where')}
        required
        error={tried && !unitIds.length ? t('needUnits') : units.error ? messageOf(units.error) : null}
      >
        {c => <UnitPicker {...c} multiple units={communes} value={unitIds} onChange={setUnitIds} />}
      </Field>
      <div className="form-row">
        <Field label={t('hazard')}>
          {c => (
            <select {...c} className="input" value={hazard} onChange={e => setHazard(e.target.value)}>
              {judgedHazards.map(h => (
                <option key={h} value={h}>
                  {hazardName(h)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('level')}>
          {c => (
            <select
              {...c}
              className="input"
              value={level ?? ''}
              onChange={e => setLevel(e.target.value === '' ? null : Number(e.target.value))}
            >
              <option value="">{t('levelUnknown')}</option>
              {[1, 2, 3, 4, 5].map(n => (
                <option key={n} value={n}>
                  {n}: {word(n)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field
        label={t('name')}
        hint={t('nameHint')}
        required
        error={tried && !title.trim() && !suggested ? t('needName') : null}
      >
        {c => (
          <input
            {...c}
            className="input"
            maxLength={300}
            placeholder={suggested}
            value={title}
            onChange={e => setTitle(e.target.value)}
          />
        )}
      </Field>
      <Field label={t('leadUnit')} required error={tried && !lead.length ? t('needLead') : null}>
        {c => <UnitPicker {...c} units={leaders} value={lead} onChange={setLead} />}
      </Field>
      {open.error && (
        <p className="field-error" role="alert">
          {messageOf(open.error)}
        </p>
      )}
      <div className="row">
        <Button look="main" type="submit" busy={open.isPending}>
          {t('new')}
        </Button>
      </div>
    </form>
  )
}
