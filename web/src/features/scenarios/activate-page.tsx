import type { ActivateIn, ActivationPreview, ActivationResult, IncidentList, ScenarioOut } from '@tusom/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo, useParams, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  Field,
  Icon,
  Loading,
  PageHeader,
  Tag,
  toast,
  UnitPicker,
  useHazardName,
  useLevelWord,
  useUnits,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { Preview } from './preview.tsx'
import './scenarios.css'
import { useSaid } from './use-said.ts'
import vi from './vi.json' with { type: 'json' }

type Phase = ActivateIn['phases'][number]

/** Choose where, at which level, for which phases; see beside it what would be given to whom; then do it. */
export default function ActivatePage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const said = useSaid()
  const { id } = useParams()
  const scenario = useQuery({
    queryKey: ['scenarios', 'one', id],
    queryFn: () => api.get<ScenarioOut>(`/api/scenarios/${id}`),
  })
  const s = scenario.data
  return (
    <>
      <PageHeader
        title={s ? t('activateTitle', { name: said({ vi: s.nameVi, en: s.nameEn }) }) : t('activate')}
        back={
          <Link to={`/kich-ban/${id}`} className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      />
      <div className="page">
        {hasRole(me, 'leader', 'duty-officer') ? (
          <Answer of={scenario} loading={<Loading shape="panel" rows={3} />}>
            {data => <ActivateForm scenario={data} />}
          </Answer>
        ) : (
          <p className="note">{t('notAllowed')}</p>
        )}
      </div>
    </>
  )
}

function ActivateForm({ scenario }: { scenario: ScenarioOut }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const go = useGo()
  const said = useSaid()
  const word = useLevelWord()
  const hazardName = useHazardName()
  const [asked] = useSearchParam('unit')
  const [askedHazard] = useSearchParam('hazard')
  const [askedLevel] = useSearchParam('level')
  const [askedIncident] = useSearchParam('incident')
  const units = useUnits({ kind: 'commune' })
  const incidents = useQuery({
    queryKey: ['incidents', 'list', 'open'],
    queryFn: () => api.get<IncidentList>('/api/incidents?state=open'),
  })
  const [unitIds, setUnitIds] = useState<number[]>(() =>
    asked
      ? asked
          .split(',')
          .map(Number)
          .filter(n => n > 0)
      : me.homeUnit.kind === 'commune'
        ? [me.homeUnit.id]
        : [],
  )
  const [hazard, setHazard] = useState(
    askedHazard && scenario.hazards.includes(askedHazard) ? askedHazard : (scenario.hazards[0] ?? ''),
  )
  const [level, setLevel] = useState(Math.min(5, Math.max(1, Number(askedLevel) || 2)))
  const [phases, setPhases] = useState<Phase[]>(['warning', 'during'])
  // undefined: nobody has chosen, so the one open incident there is taken
  const [chosen, setChosen] = useState<number | null | undefined>(Number(askedIncident) || undefined)
  const open = incidents.data?.incidents ?? []
  const fitting = open.filter(i => i.communes.some(c => unitIds.includes(c.id)))
  const incidentId = chosen === undefined ? (fitting.length === 1 ? (fitting[0]?.id ?? null) : null) : chosen
  const ready = unitIds.length > 0 && phases.length > 0
  const body: ActivateIn = { unitIds, hazard, level, phases }
  const preview = useQuery({
    queryKey: ['scenarios', 'preview', scenario.id, body],
    queryFn: () => api.post<ActivationPreview>(`/api/scenarios/${scenario.id}/preview`, body),
    enabled: ready,
    placeholderData: keepPreviousData,
  })
  const send = useSend(
    () => api.post<ActivationResult>(`/api/scenarios/${scenario.id}/activate`, { ...body, incidentId }),
    {
      topics: ['scenarios', 'tasks', 'incidents'],
      quiet: true,
      onDone: out => {
        toast(out.given ? t('sent', { n: formatNumber(out.given) }) : t('previewNothing'))
        go(incidentId ? `/su-co/${incidentId}` : `/kich-hoat/${out.activationId}`)
      },
    },
  )
  const togglePhase = (code: Phase) =>
    setPhases(had => (had.includes(code) ? had.filter(p => p !== code) : [...had, code]))
  const given = preview.data?.tasks ?? 0
  return (
    <div className="activate-page">
      <Card>
        <div className="pad form">
          <Field label={t('where')} hint={t('whereHint')} required error={units.error ? messageOf(units.error) : null}>
            {c => <UnitPicker {...c} multiple units={units.data ?? []} value={unitIds} onChange={setUnitIds} />}
          </Field>
          <Field label={t('hazard')}>
            {c => (
              <select {...c} className="input" value={hazard} onChange={e => setHazard(e.target.value)}>
                {scenario.hazards.map(h => (
                  <option key={h} value={h}>
                    {hazardName(h)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('filterLevel')} hint={t('levelHint')}>
            {c => (
              <select {...c} className="input" value={level} onChange={e => setLevel(Number(e.target.value))}>
                {[1, 2, 3, 4, 5].map(n => (
                  <option key={n} value={n}>
                    {t('level', { n })}: {word(n)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <fieldset className="phase-choice">
            <legend className="s b">{t('phases')}</legend>
            {scenario.phases.map(p => (
              <label key={p.code} className={phases.includes(p.code) ? 'on' : ''}>
                <input type="checkbox" checked={phases.includes(p.code)} onChange={() => togglePhase(p.code)} />
                {said(p)}
              </label>
            ))}
            {phases.length === 0 && <small className="field-error">{t('needPhase')}</small>}
          </fieldset>
          <Field label={t('incident')}>
            {c => (
              <select
                {...c}
                className="input"
                value={incidentId ?? ''}
                onChange={e => setChosen(Number(e.target.value) || null)}
              >
                <option value="">{t('noIncident')}</option>
                {fitting.map(i => (
                  <option key={i.id} value={i.id}>
                    {i.title}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {send.error && (
            <p className="field-error" role="alert">
              {messageOf(send.error)}
            </p>
          )}
          <Button
            look="main"
            className="activate-btn"
            disabled={!ready || !preview.data}
            busy={send.isPending}
            onClick={() => send.mutate(undefined)}
          >
            {given ? t('send', { n: formatNumber(given) }) : t('sendNone')}
          </Button>
        </div>
      </Card>
      <Card
        title={t('preview')}
        aside={
          preview.data && ready ? (
            <>
              <b>{t('previewTasks', { n: formatNumber(preview.data.tasks) })}</b>
              <Tag>{t('previewUnits', { n: formatNumber(preview.data.units) })}</Tag>
            </>
          ) : undefined
        }
      >
        {ready ? (
          <Answer of={preview} loading={<Loading shape="list" rows={6} />}>
            {data => <Preview preview={data} phases={scenario.phases} />}
          </Answer>
        ) : (
          <p className="pad mut">{t('previewWait')}</p>
        )}
      </Card>
    </div>
  )
}
