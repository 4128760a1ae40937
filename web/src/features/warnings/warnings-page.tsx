import type { WarningBrief } from '@tusom/contract'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import { base } from '../../app/run.ts'
import { hasRole, useMe } from '../../app/session.ts'
import {
  Answer,
  Card,
  type Column,
  DateTime,
  Empty,
  LevelBadge,
  Loading,
  PageHeader,
  RelativeTime,
  SampleMark,
  Table,
} from '../../ui/index.ts'
import { StandingTag } from './standing-tag.tsx'
import { useWarnings } from './use-warning.ts'
import './warnings.css'
import { levelStatus, useNames, useWarningTexts } from './words.ts'

const tabs = ['in-force', 'drafts', 'all', 'discarded'] as const
type Tab = (typeof tabs)[number]

/** All warnings that the reader may see: what is in force first. */
export default function WarningsPage() {
  const t = useWarningTexts()
  const names = useNames()
  const me = useMe()
  const go = useGo()
  const [asked, setTab] = useSearchParam('xem')
  const writes = hasRole(me, 'leader', 'duty-officer', 'department-officer')
  const tab: Tab = tabs.find(x => x === asked) ?? 'in-force'
  const warnings = useWarnings(tab)

  const columns: Column<WarningBrief>[] = [
    {
      key: 'headline',
      title: t('col.headline'),
      value: w => `${w.headline} ${names.risk(w)}`,
      cell: w => (
        <span className="warning-name">
          <LevelBadge level={w.level.level} status={levelStatus(w)} />
          <span>
            <b>{names.headline(w)}</b>
            <br />
            <span className="s">
              {t(`msg.${w.msgType}`)} {w.number === null ? '' : t('number', { n: w.number })} · {names.risk(w)}{' '}
              {w.sample && <SampleMark />}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: 'standing',
      title: t('col.standing'),
      value: w => w.standing,
      cell: w => <StandingTag standing={w.standing} />,
    },
    {
      key: 'areas',
      title: t('col.areas'),
      value: w => w.areas.map(a => a.name).join(' '),
      cell: w => names.places(w.areas),
    },
    {
      key: 'at',
      title: t(tab === 'drafts' ? 'col.edited' : 'col.issued'),
      value: w => w.issuedAt ?? w.editedAt,
      cell: w => <RelativeTime at={w.issuedAt ?? w.editedAt} />,
    },
    {
      key: 'expires',
      title: t('col.expires'),
      value: w => w.expiresAt,
      cell: w => <DateTime at={w.expiresAt} short />,
    },
    {
      key: 'received',
      title: t('col.received'),
      number: true,
      value: w => (w.asked ? w.acknowledged / w.asked : 2),
      cell: w =>
        w.asked === 0 ? (
          ''
        ) : (
          <span className={w.acknowledged < w.asked && w.standing !== 'expired' ? 'late' : ''}>
            {t('receivedN', { n: w.acknowledged, of: w.asked })}
          </span>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <a className="btn quiet wide-only" href={`${base}/cong-khai`} target="_blank" rel="noreferrer">
              {t('publicPage')}
            </a>
            {writes && (
              <Link className="btn" to="/canh-bao/mau">
                {t('templates')}
              </Link>
            )}
            {hasRole(me, 'administrator') && (
              <Link className="btn" to="/canh-bao/cai-dat">
                {t('settings')}
              </Link>
            )}
            {writes && (
              <Link className="btn main" to="/canh-bao/moi">
                {t('compose')}
              </Link>
            )}
          </>
        }
      />
      <div className="page">
        <div className="warning-tabs" role="group" aria-label={t('title')}>
          {tabs
            .filter(x => writes || x === 'in-force' || x === 'all')
            .map(x => (
              <button
                key={x}
                type="button"
                aria-pressed={tab === x}
                onClick={() => setTab(x === 'in-force' ? null : x)}
              >
                {t(`tab.${x}`)}
              </button>
            ))}
        </div>
        {writes && tab === 'in-force' && <Waiting />}
        <Card>
          <Answer of={warnings} loading={<Loading shape="table" />}>
            {data => (
              <Table
                name={t('title')}
                rows={data.warnings}
                columns={columns}
                rowKey={w => w.id}
                onOpen={w => go(`/canh-bao/${w.id}`)}
                empty={
                  <Empty
                    title={t(`none.${tab}`)}
                    action={
                      writes && tab !== 'discarded' ? (
                        <Link className="btn main" to="/canh-bao/moi">
                          {t('compose')}
                        </Link>
                      ) : undefined
                    }
                  >
                    {tab === 'in-force' && writes ? t('none.in-forceSays') : null}
                  </Empty>
                }
              />
            )}
          </Answer>
        </Card>
      </div>
    </>
  )
}

/** What waits for a second person stands above what is in force: a leader opens this page for it, often on a phone. */
function Waiting() {
  const t = useWarningTexts()
  const names = useNames()
  const waiting = useWarnings('drafts').data?.warnings.filter(w => w.state === 'submitted') ?? []
  if (!waiting.length) return null
  return (
    <Card title={t('waitingFor', { n: waiting.length })}>
      <ul className="grounds">
        {waiting.map(w => (
          <li key={w.id}>
            <Link to={`/canh-bao/${w.id}`} className="warning-name">
              <LevelBadge level={w.level.level} status={levelStatus(w)} />
              <span>
                <b>{names.headline(w)}</b>
                <br />
                <span className="s">
                  {w.drafter} · <RelativeTime at={w.editedAt} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
