import type { BulletinArrivalOut, BulletinOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { inExercise } from '../../app/run.ts'
import { entersBulletins, hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  DateTime,
  Empty,
  LevelBadge,
  Loading,
  PageHeader,
  RelativeTime,
  Tag,
  useHazardName,
} from '../../ui/index.ts'
import './bulletins.css'
import en from './en.json' with { type: 'json' }
import { OverdueBulletins } from './overdue-bulletins.tsx'
import vi from './vi.json' with { type: 'json' }

export default function BulletinsPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const bulletins = useQuery({
    queryKey: ['levels', 'bulletins'],
    queryFn: () => api.get<BulletinOut[]>('/api/bulletins'),
  })
  const mayEnter = entersBulletins(me)
  const actions = (
    <>
      {hasRole(me, 'administrator', 'duty-officer', 'leader') && !inExercise && (
        <Link to="/ban-tin/nguon" className="btn plain">
          {t('sources')}
        </Link>
      )}
      {mayEnter && (
        <Link to="/ban-tin/doc" className="btn main">
          {t('readTitle')}
        </Link>
      )}
    </>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={actions} />
      <div className="page">
        <OverdueBulletins />
        {mayEnter && !inExercise && <Arrivals />}
        <Answer of={bulletins} loading={<Loading shape="panel" rows={3} />}>
          {list =>
            list.length ? (
              list.map((b, i) => <BulletinCard key={b.id} bulletin={b} newest={isNewest(list, i)} />)
            ) : (
              <Card>
                <Empty
                  title={t('empty')}
                  action={
                    mayEnter ? (
                      <Link to="/ban-tin/doc" className="btn main">
                        {t('readTitle')}
                      </Link>
                    ) : undefined
                  }
                >
                  {mayEnter ? t('emptyHint') : t('notAllowed')}
                </Empty>
              </Card>
            )
          }
        </Answer>
      </div>
    </>
  )
}

/** The newest of its issuer and hazard: only of that one can the next be overdue. */
function isNewest(list: readonly BulletinOut[], index: number): boolean {
  const own = list[index]
  return !list.some(
    b => own && b.issuer === own.issuer && b.hazard === own.hazard && Date.parse(b.issuedAt) > Date.parse(own.issuedAt),
  )
}

/** What was fetched and waits for a person. */
function Arrivals() {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const arrivals = useQuery({
    queryKey: ['levels', 'arrivals'],
    queryFn: () => api.get<BulletinArrivalOut[]>('/api/bulletin-arrivals'),
  })
  const discard = useSend((id: number) => api.post(`/api/bulletin-arrivals/${id}/discard`), {
    topics: ['levels'],
    done: t('discarded'),
  })
  if (!arrivals.data?.length) return null
  return (
    <Card title={t('arrivals', { n: arrivals.data.length })}>
      <ul className="bulletin-arrivals">
        {arrivals.data.map(a => (
          <li key={a.id} className="row wrap">
            <span className="stack">
              <b>{a.title ?? t('noTitle')}</b>
              <span className="s mut">
                {a.sourceName} · {a.issuedAt ? <DateTime at={a.issuedAt} short /> : t('noIssue')} · {t('arrived')}{' '}
                <RelativeTime at={a.arrivedAt} />
              </span>
            </span>
            {a.kind && <Tag>{hazardName(a.kind)}</Tag>}
            {a.signature && <SignatureTag state={a.signature.state} />}
            {a.leniencies.length > 0 && (
              <Tag tone="doubt" title={a.leniencies.map(l => l.vi).join('\n')}>
                {t('leniencies', { n: a.leniencies.length })}
              </Tag>
            )}
            <span className="sp" />
            <Link to={`/ban-tin/doc?den=${a.id}`} className="btn main">
              {t('look')}
            </Link>
            <Button
              look="quiet"
              busy={discard.isPending && discard.variables === a.id}
              onClick={() => discard.mutate(a.id)}
            >
              {t('discardArrival')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function SignatureTag({ state }: { state: string }) {
  const t = useTexts(vi, en)
  if (state === 'valid') return <Tag tone="ok">{t('signed')}</Tag>
  if (state === 'invalid') return <Tag tone="late">{t('badSignature')}</Tag>
  return <Tag>{state === 'unsigned' ? t('unsigned') : t('unknownSigner')}</Tag>
}

function BulletinCard({ bulletin: b, newest }: { bulletin: BulletinOut; newest: boolean }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const outOfDate = newest && b.outOfDate
  return (
    <Card
      title={
        <>
          {b.title ?? b.issuer}
          {b.number && <span className="mut"> · {b.number}</span>}
        </>
      }
      aside={
        <>
          {outOfDate && (
            <Tag tone="late" title={t('outOfDateHint')}>
              {t('outOfDate')}
            </Tag>
          )}
          {b.final && <Tag>{t('final')}</Tag>}
          <Tag>{hazardName(b.hazard)}</Tag>
        </>
      }
    >
      <div className="pad stack">
        <div className="s row wrap">
          {b.title && <span>{b.issuer}</span>}
          <span>
            {t('issuedAt')} <DateTime at={b.issuedAt} />
          </span>
          {b.nextAt && (
            <span className={outOfDate ? 'late' : ''}>
              {t('nextAt')} <DateTime at={b.nextAt} short /> (<RelativeTime at={b.nextAt} />)
            </span>
          )}
          <span className="mut">
            {t(b.origin === 'fetched' ? 'confirmedBy' : 'enteredBy', { name: b.enteredBy })}{' '}
            <DateTime at={b.enteredAt} short />
          </span>
        </div>
        <div className="s row wrap">
          {b.levels.map(l => (
            <span key={`${l.hazard} ${l.level}`} className="row">
              <LevelBadge level={l.level} status="official" size="small" words />
              {t('forCommunes', { hazard: hazardName(l.hazard), n: l.communes })}
            </span>
          ))}
          {b.forecasts > 0 && <span>{t('keptForecasts', { n: b.forecasts })}</span>}
          {b.rain > 0 && <span>{t('keptRain', { n: b.rain })}</span>}
        </div>
        {b.text && (
          <details className="copied">
            <summary className="s">{t('copied')}</summary>
            {b.text}
          </details>
        )}
      </div>
    </Card>
  )
}
