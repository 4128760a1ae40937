import type { ActivationList, ScenarioList, ScenarioSummary } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Empty, Loading, PageHeader, SampleMark, Tag, useHazardName } from '../../ui/index.ts'
import { ActivationLine } from './activation-line.tsx'
import en from './en.json' with { type: 'json' }
import './scenarios.css'
import { useSaid } from './use-said.ts'
import vi from './vi.json' with { type: 'json' }

export default function ScenariosPage() {
  const t = useTexts(vi, en)
  const scenarios = useQuery({
    queryKey: ['scenarios', 'list'],
    queryFn: () => api.get<ScenarioList>('/api/scenarios'),
  })
  const running = useQuery({
    queryKey: ['tasks', 'activations'],
    queryFn: () => api.get<ActivationList>('/api/activations'),
  })
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <p className="mut">{t('intro')}</p>
        <Card title={t('running')}>
          <Answer of={running} loading={<Loading shape="list" rows={2} />}>
            {list =>
              list.activations.length ? (
                <ul className="plain-list">
                  {list.activations
                    .toSorted((a, b) => Number(a.state === 'stopped') - Number(b.state === 'stopped'))
                    .slice(0, 20)
                    .map(a => (
                      <ActivationLine key={a.id} activation={a} />
                    ))}
                </ul>
              ) : (
                <p className="pad mut">{t('runningNone')}</p>
              )
            }
          </Answer>
        </Card>
        <Answer of={scenarios} loading={<Loading shape="panel" rows={2} />}>
          {({ scenarios: list }) =>
            list.length ? (
              <div className="stack">
                {list.map(s => (
                  <ScenarioCard key={s.id} scenario={s} />
                ))}
              </div>
            ) : (
              <Card>
                <Empty title={t('none')}>{t('noneHint')}</Empty>
              </Card>
            )
          }
        </Answer>
      </div>
    </>
  )
}

function ScenarioCard({ scenario: s }: { scenario: ScenarioSummary }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const said = useSaid()
  const hazardName = useHazardName()
  return (
    <Card
      title={
        <Link to={`/kich-ban/${s.id}`} className="plain-link">
          {said({ vi: s.nameVi, en: s.nameEn })}
        </Link>
      }
      aside={
        <>
          {s.sample && <SampleMark />}
          <Tag>{t('version', { version: s.version })}</Tag>
        </>
      }
    >
      <div className="scenario-card">
        <div className="stack">
          <p className="s">
            {t('owner', { owner: s.owner.name })} · {s.hazards.map(hazardName).join(', ')}
          </p>
          <ol className="phase-row">
            {s.phases.map(p => (
              <li key={p.code}>
                <span className="s">{said(p)}</span>
                <b>{t('steps', { n: p.steps })}</b>
              </li>
            ))}
          </ol>
          <p className="row wrap s">
            {s.gaps.length ? (
              <Tag tone="doubt">{t('gaps', { n: s.gaps.length })}</Tag>
            ) : (
              <Tag tone="ok">{t('complete', { n: s.communes })}</Tag>
            )}
            {t('sourcedOf', { n: s.sourced })}
          </p>
        </div>
        <div className="scenario-acts">
          {hasRole(me, 'leader', 'duty-officer') && (
            <Link to={`/kich-ban/${s.id}/kich-hoat`} className="btn main">
              {t('activate')}
            </Link>
          )}
          <Link to={`/kich-ban/${s.id}`} className="btn">
            {t('open')}
          </Link>
        </div>
      </div>
    </Card>
  )
}
