import type { ScenarioOut, ScenarioStepOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { Link, useParams, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Icon, Loading, PageHeader, SampleMark, Tag, useHazardName } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './scenarios.css'
import { useSaid } from './use-said.ts'
import vi from './vi.json' with { type: 'json' }

/** One scenario: its steps by phase and level, who leads, where each comes from, and whether it could run as it stands. */
export default function ScenarioPage() {
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
        title={s ? said({ vi: s.nameVi, en: s.nameEn }) : t('title')}
        back={
          <Link to="/kich-ban" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          hasRole(me, 'leader', 'duty-officer') && (
            <Link to={`/kich-ban/${id}/kich-hoat`} className="btn main">
              {t('activate')}
            </Link>
          )
        }
      >
        {s && <Tag>{t('version', { version: s.version })}</Tag>}
        {s?.sample && <SampleMark />}
        {s && <span className="s wide-only">{t('owner', { owner: s.owner.name })}</span>}
      </PageHeader>
      <div className="page">
        <Answer of={scenario} loading={<Loading shape="panel" rows={5} />}>
          {data => <Steps scenario={data} />}
        </Answer>
      </div>
    </>
  )
}

function Steps({ scenario }: { scenario: ScenarioOut }) {
  const t = useTexts(vi, en)
  const said = useSaid()
  const hazardName = useHazardName()
  const [phase, setPhase] = useSearchParam('pha')
  const [level, setLevel] = useSearchParam('cap')
  const [hazard, setHazard] = useSearchParam('loai')
  const at = Number(level) || null
  const fits = (s: ScenarioStepOut) =>
    (at === null || (s.levelFrom <= at && at <= s.levelTo)) && (!hazard || s.hazards.includes(hazard))
  const shown = scenario.phases.filter(p => !phase || p.code === phase)
  return (
    <div className="scenario-page">
      <div className="stack">
        <div className="scenario-tools">
          <Choice name={t('filterPhase')}>
            {scenario.phases.map(p => (
              <Chip key={p.code} on={phase === p.code} press={() => setPhase(phase === p.code ? null : p.code)}>
                {said(p)}{' '}
                <span className="mut">{scenario.stepList.filter(s => s.phase === p.code && fits(s)).length}</span>
              </Chip>
            ))}
          </Choice>
          <Choice name={t('filterLevel')}>
            {[1, 2, 3, 4, 5].map(n => (
              <Chip key={n} on={at === n} press={() => setLevel(at === n ? null : String(n))}>
                {t('level', { n })}
              </Chip>
            ))}
          </Choice>
          <Choice name={t('filterHazard')}>
            {scenario.hazards.map(h => (
              <Chip key={h} on={hazard === h} press={() => setHazard(hazard === h ? null : h)}>
                {hazardName(h)}
              </Chip>
            ))}
          </Choice>
        </div>
        {shown.map(p => {
          const steps = scenario.stepList.filter(s => s.phase === p.code && fits(s))
          return (
            <Card key={p.code} title={said(p)} aside={<Tag>{t('steps', { n: steps.length })}</Tag>}>
              {steps.length ? (
                <ol className="plain-list">
                  {steps.map(s => (
                    <Step key={s.code} step={s} hazards={scenario.hazards.length} />
                  ))}
                </ol>
              ) : (
                <p className="pad mut">{t('noSteps')}</p>
              )}
            </Card>
          )
        })}
      </div>
      <div className="stack">
        <Card title={t('check')}>
          <div className="pad stack">
            {scenario.gaps.length === 0 ? (
              <p className="row">
                <span className="ok">
                  <Icon name="check" />
                </span>
                {t('checkSteps', { steps: scenario.steps, communes: scenario.communes })}
              </p>
            ) : (
              <>
                <p className="b">{t('checkGaps')}</p>
                <ul className="gap-list">
                  {scenario.gaps.map(g => (
                    <li key={g.vi}>{said(g)}</li>
                  ))}
                </ul>
              </>
            )}
          </div>
        </Card>
        <Card title={t('sourceNote')}>
          <p className="pad s">
            {scenario.source}. {t('sourcedOf', { n: scenario.sourced })}.
          </p>
        </Card>
      </div>
    </div>
  )
}

function Step({ step: s, hazards }: { step: ScenarioStepOut; hazards: number }) {
  const t = useTexts(vi, en)
  const said = useSaid()
  const hazardName = useHazardName()
  return (
    <li className="step">
      <span className="step-code">{s.code}</span>
      <div className="step-body">
        <b>{said({ vi: s.titleVi, en: s.titleEn })}</b>
        <span className="s">
          {t('doneWhen')}: {said({ vi: s.doneWhenVi, en: s.doneWhenEn })}
        </span>
        <span className="s step-who">
          <span>
            {t('leads')}: <b>{said(s.lead)}</b>
          </span>
          {s.cooperating.length > 0 && (
            <span>
              {t('cooperates')}: {s.cooperating.map(said).join(', ')}
            </span>
          )}
        </span>
        <span className="row wrap step-tags">
          <Tag tone={s.source.status === 'sourced' ? 'ok' : 'suggested'} title={s.source.text}>
            {t(s.source.status)}
          </Tag>
          <span className="s">{s.source.text}</span>
        </span>
      </div>
      <div className="step-when">
        <b>{said({ vi: s.dueVi, en: s.dueEn })}</b>
        <span className="s">{t('levels', { from: s.levelFrom, to: s.levelTo })}</span>
        {s.hazards.length < hazards && <span className="s">{s.hazards.map(hazardName).join(', ')}</span>}
      </div>
    </li>
  )
}

function Choice({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="choice" role="group" aria-label={name}>
      <span className="s">{name}</span>
      {children}
    </div>
  )
}

export function Chip(props: { on: boolean; press: () => void; children: ReactNode }) {
  return (
    <button type="button" className="chip-btn" aria-pressed={props.on} onClick={props.press}>
      {props.children}
    </button>
  )
}
