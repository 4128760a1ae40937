import type { DamageOut, IncidentOut, IncidentPeople, IncidentTasks } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, DateTime, Loading, RelativeTime, Tag } from '../../ui/index.ts'
import { ActivationLine } from '../scenarios/activation-line.tsx'
import { CallInDialog } from './call-in-dialog.tsx'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import { PeopleMoved } from './people-moved.tsx'
import { type StepClocks, stepClocks } from './step-clocks.ts'
import vi from './vi.json' with { type: 'json' }

const NEXT_CLOCKS = 5

/** What stands beside the log: clocks, people, losses, warnings, scenarios, forces. Each asks for itself and stays live. */
export function IncidentSide({ incident, openDamage }: { incident: IncidentOut; openDamage: () => void }) {
  const t = useTexts(vi, en)
  const { id } = incident.incident
  return (
    <div className="stack incident-side">
      <Clocks id={id} activation={incident.activations[0]?.id ?? null} />
      <People id={id} />
      <Losses id={id} mayEnter={incident.may.damage.length > 0} open={openDamage} />
      <Card title={t('scenarios')}>
        {incident.activations.length ? (
          <ul className="plain-list narrow-lines">
            {incident.activations.map(a => (
              <ActivationLine key={a.id} activation={a} />
            ))}
          </ul>
        ) : (
          <p className="pad mut">{t('scenariosNone')}</p>
        )}
      </Card>
      <Card title={t('warnings')}>
        {incident.warnings.length ? (
          <ul className="plain-list">
            {incident.warnings.map(w => (
              <li key={w.id} className="side-line">
                <Link to={`/canh-bao/${w.id}`} className="plain-link">
                  <b>{w.headline}</b>
                </Link>
                <span className="s">
                  {w.number !== null && `${t('number', { n: w.number })} · `}
                  <DateTime at={w.issuedAt} short /> · {w.standing}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="pad mut">{t('warningsNone')}</p>
        )}
      </Card>
      <Forces incident={incident} />
    </div>
  )
}

function Clocks({ id, activation }: { id: number; activation: number | null }) {
  const t = useTexts(vi, en)
  const tasks = useQuery({
    queryKey: ['tasks', 'incident', id],
    queryFn: () => api.get<IncidentTasks>(`/api/incidents/${id}/tasks`),
  })
  return (
    <Card title={t('clocks')}>
      <Answer of={tasks} loading={<Loading shape="list" rows={3} />}>
        {({ counts, tasks: list }) =>
          counts.all === 0 ? (
            <p className="pad mut">{t('noTasks')}</p>
          ) : (
            <>
              <div className="tiles">
                <Tile n={counts.late} name={t('late')} late={counts.late > 0} />
                <Tile n={counts.open} name={t('openTasks')} />
                <Tile n={counts.done} name={t('done')} />
                {counts.cannot > 0 && <Tile n={counts.cannot} name={t('cannot')} />}
              </div>
              <ul className="plain-list">
                {stepClocks(list)
                  .slice(0, NEXT_CLOCKS)
                  .map(step => (
                    <StepLine key={step.key} step={step} to={activation ? `/kich-hoat/${activation}` : '/nhiem-vu'} />
                  ))}
              </ul>
              <p className="pad">
                <Link to={activation ? `/kich-hoat/${activation}` : '/nhiem-vu?side=all'}>
                  {t('allTasks', { n: formatNumber(counts.all) })}
                </Link>
              </p>
            </>
          )
        }
      </Answer>
    </Card>
  )
}

/** One step for all units that got it: how many are done, and when the next of the rest is due. */
function StepLine({ step: s, to }: { step: StepClocks; to: string }) {
  const t = useTexts(vi, en)
  return (
    <li className={`clock-line ${s.late ? 'is-late' : ''}`}>
      <Link to={s.only ? `/nhiem-vu/${s.only}` : to} className="clock-link">
        <span className="clock-name">
          <b>{s.title}</b>
          <span className="s">
            {s.who} · {t('doneOf', { done: formatNumber(s.done), all: formatNumber(s.all) })}
            {s.late > 0 && <b className="late"> · {t('tasksLate', { n: formatNumber(s.late) })}</b>}
          </span>
        </span>
        <span className="clock-due">
          {s.dueAt && (
            <b className={s.late ? 'late' : ''}>
              <RelativeTime at={s.dueAt} />
            </b>
          )}
        </span>
      </Link>
    </li>
  )
}

function Tile({ n, name, late = false }: { n: number; name: string; late?: boolean }) {
  return (
    <span className="tile">
      <b className={late ? 'late' : ''}>{formatNumber(n)}</b>
      <span className="s">{name}</span>
    </span>
  )
}

function People({ id }: { id: number }) {
  const t = useTexts(vi, en)
  const people = useQuery({
    queryKey: ['households', 'incident', id],
    queryFn: () => api.get<IncidentPeople>(`/api/incidents/${id}/people`),
  })
  return (
    <Card title={t('people')}>
      <Answer of={people} loading={<Loading shape="text" rows={2} />}>
        {data =>
          data.people ? (
            <PeopleMoved people={data.people} />
          ) : (
            <p className="pad mut">{data.communes === 0 ? t('peopleHidden') : t('peopleNone')}</p>
          )
        }
      </Answer>
    </Card>
  )
}

const shownLosses = ['people.dead', 'people.missing', 'people.injured', 'house.flooded'] as const

function Losses({ id, mayEnter, open }: { id: number; mayEnter: boolean; open: () => void }) {
  const t = useTexts(vi, en)
  const damage = useDamage(id)
  return (
    <Card
      title={t('damageTitle')}
      aside={
        <Button look="quiet" onClick={open}>
          {mayEnter ? t('damageEnter') : t('damageAll')}
        </Button>
      }
    >
      <Answer of={damage} loading={<Loading shape="text" rows={2} />}>
        {d =>
          d.reported === 0 ? (
            <p className="pad mut">{t('damageNone')}</p>
          ) : (
            <>
              <dl className="loss-list">
                {shownLosses.map(code => {
                  const total = d.totals.find(x => x.indicator === code)
                  if (!total) return null
                  return (
                    <div key={code}>
                      <dt>{total.vi}</dt>
                      <dd>
                        {total.value === null ? (
                          <span className="mut">{t('noFigure')}</span>
                        ) : (
                          <b>{formatNumber(total.value)}</b>
                        )}
                        <span className="s">
                          {' '}
                          {total.reported}/{total.of}
                        </span>
                      </dd>
                    </div>
                  )
                })}
              </dl>
              <p className="pad s">
                <Tag tone={d.reported < d.of ? 'doubt' : 'ok'}>{t('reportedOf', { n: d.reported, of: d.of })}</Tag>{' '}
                {d.newest && (
                  <>
                    {t('asOf')} <DateTime at={d.newest} short />
                  </>
                )}
              </p>
            </>
          )
        }
      </Answer>
    </Card>
  )
}

export const useDamage = (id: number) =>
  useQuery({
    queryKey: ['incidents', 'damage', id],
    queryFn: () => api.get<DamageOut>(`/api/incidents/${id}/damage`),
  })

function Forces({ incident }: { incident: IncidentOut }) {
  const t = useTexts(vi, en)
  const [calling, setCalling] = useState(false)
  return (
    <Card
      title={t('units')}
      aside={
        incident.may.change && (
          <Button look="quiet" icon="plus" onClick={() => setCalling(true)}>
            {t('callIn')}
          </Button>
        )
      }
    >
      {incident.units.length ? (
        <ul className="plain-list">
          {incident.units.map(u => (
            <li key={u.unit.id} className="side-line">
              <span className="row wrap">
                <b>{u.unit.name}</b>
                <Tag>{t(`part.${u.part}` as 'part.supports')}</Tag>
              </span>
              <span className="s">
                {u.note && `${u.note} · `}
                <RelativeTime at={u.since} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="pad mut">{t('unitsNone')}</p>
      )}
      {calling && <CallInDialog id={incident.incident.id} onClose={() => setCalling(false)} />}
    </Card>
  )
}
