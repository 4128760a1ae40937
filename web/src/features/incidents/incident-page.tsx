import type { IncidentOut, ScenarioList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams, useSearchParam } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Dialog,
  Field,
  Icon,
  Loading,
  PageHeader,
  RelativeTime,
  Tag,
  useHazardName,
} from '../../ui/index.ts'
import { DamageTab } from './damage-tab.tsx'
import en from './en.json' with { type: 'json' }
import { IncidentLog } from './incident-log.tsx'
import { IncidentSide } from './incident-side.tsx'
import '../scenarios/scenarios.css'
import './incidents.css'
import { SitrepTab } from './sitrep-tab.tsx'
import { useLevelSaid } from './use-level-said.ts'
import vi from './vi.json' with { type: 'json' }

const tabs = [
  ['log', null],
  ['damage', 'thiet-hai'],
  ['sitrep', 'bao-cao'],
] as const

export default function IncidentPage() {
  const t = useTexts(vi, en)
  const { id } = useParams()
  const [view, setView] = useSearchParam('xem')
  const [closing, setClosing] = useState(false)
  const incident = useQuery({
    queryKey: ['incidents', 'one', id],
    queryFn: () => api.get<IncidentOut>(`/api/incidents/${id}`),
  })
  const data = incident.data
  const i = data?.incident
  const tab = tabs.find(([, param]) => param === view)?.[0] ?? 'log'
  const shown = tabs.filter(([key]) => key !== 'sitrep' || (data?.may.sitreps.length ?? 0) > 0)
  return (
    <>
      <PageHeader
        title={i?.title ?? t('title')}
        back={
          <Link to="/su-co" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          data?.may.change && (
            <>
              <ActivateLink incident={data} />
              <Button onClick={() => setClosing(true)}>{t('close')}</Button>
            </>
          )
        }
      >
        {i && <Tag tone={i.state === 'open' ? 'ok' : 'plain'}>{i.state === 'open' ? t('open') : t('closed')}</Tag>}
      </PageHeader>
      {data && <Facts data={data} />}
      <div className="tab-row" role="tablist">
        {shown.map(([key, param]) => (
          <button key={key} type="button" role="tab" aria-selected={tab === key} onClick={() => setView(param)}>
            {t(`tab.${key}`)}
          </button>
        ))}
      </div>
      <div className="page incident-page-body">
        <Answer of={incident} loading={<Loading shape="panel" rows={4} />}>
          {found =>
            tab === 'damage' ? (
              <DamageTab incident={found} />
            ) : tab === 'sitrep' ? (
              <SitrepTab incident={found} />
            ) : (
              <div className="incident-page">
                <IncidentLog incident={found} />
                <IncidentSide incident={found} openDamage={() => setView('thiet-hai')} />
              </div>
            )
          }
        </Answer>
      </div>
      {closing && data && <CloseDialog incident={data} onClose={() => setClosing(false)} />}
    </>
  )
}

/** To the form of a scenario for this hazard, filled in from the incident; to the library where there are several. */
function ActivateLink({ incident }: { incident: IncidentOut }) {
  const t = useTexts(vi, en)
  const { id, hazard, level, communes } = incident.incident
  const scenarios = useQuery({
    queryKey: ['scenarios', 'list'],
    queryFn: () => api.get<ScenarioList>('/api/scenarios'),
  })
  const fitting = scenarios.data?.scenarios.filter(s => s.hazards.includes(hazard)) ?? []
  // pressed before the answer is here it would lead to the library, without the incident
  if (scenarios.isPending)
    return (
      <Button look="main" disabled>
        {t('activate')}
      </Button>
    )
  const asked = new URLSearchParams({ incident: String(id), unit: communes.map(c => c.id).join(','), hazard })
  if (level) asked.set('level', String(level))
  return (
    <Link
      to={fitting.length === 1 ? `/kich-ban/${fitting[0]?.id}/kich-hoat?${asked}` : '/kich-ban'}
      className="btn main"
    >
      {t('activate')}
    </Link>
  )
}

function Facts({ data }: { data: IncidentOut }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const levelSaid = useLevelSaid()
  const { incident: i } = data
  const most = 6
  const names = i.communes.map(c => c.name)
  return (
    <div className="incident-facts">
      <p className="s">
        {hazardName(i.hazard)} · {levelSaid(i.level)} · {t('lead', { lead: i.lead.name })} · {t('since')}{' '}
        <RelativeTime at={i.openedAt} /> ({i.openedBy})
      </p>
      <details className="s inline-more">
        <summary>
          {t('communes', { n: names.length })}
          <span className="wide-only">
            : {names.slice(0, most).join(', ')}
            {names.length > most && ` ${t('more', { n: names.length - most })}`}
          </span>
        </summary>
        {names.join(', ')}
      </details>
      {i.closedAt && (
        <p className="note">
          {t('closedNote', {
            at: formatDateTime(Date.parse(i.closedAt)),
            by: i.closedBy ?? '',
            reason: i.closeReason ?? '',
          })}
        </p>
      )}
    </div>
  )
}

function CloseDialog({ incident, onClose }: { incident: IncidentOut; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const running = incident.activations.filter(a => a.state === 'open').length
  const close = useSend(() => api.post(`/api/incidents/${incident.incident.id}/close`, { reason: reason.trim() }), {
    topics: ['incidents'],
    done: t('closedDone'),
    onDone: onClose,
  })
  const short = reason.trim().length < 3
  return (
    <Dialog
      title={t('close')}
      onClose={onClose}
      actions={
        <Button
          look="danger"
          busy={close.isPending}
          onClick={() => {
            setTried(true)
            if (!short) close.mutate(undefined)
          }}
        >
          {t('close')}
        </Button>
      }
    >
      <p className="mut">{t('closeHint')}</p>
      {running > 0 && <p className="note doubt">{t('closeRunning', { n: running })}</p>}
      <Field label={t('reason')} required error={tried && short ? t('reasonMissing') : null}>
        {c => <textarea {...c} className="input" rows={3} value={reason} onChange={e => setReason(e.target.value)} />}
      </Field>
    </Dialog>
  )
}
