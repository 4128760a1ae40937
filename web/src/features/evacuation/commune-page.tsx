import type { CommunePlan } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  ConfirmByName,
  DateTime,
  Empty,
  Icon,
  Loading,
  PageHeader,
  SampleMark,
  Table,
  Tag,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './evacuation.css'
import { AsOf } from './as-of.tsx'
import { OrderDialog } from './order-dialog.tsx'
import { PlanTable } from './plan-table.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { useOrderText } from './use-order-text.ts'
import vi from './vi.json' with { type: 'json' }

/** Within a sentence: "xã Hữu Lũng". */
const lowerFirst = (s: string) => s.charAt(0).toLocaleLowerCase('vi') + s.slice(1)

export default function CommunePage() {
  const { communeId } = useParams()
  return <CommuneView key={communeId} communeId={Number(communeId)} />
}

/** A commune's plan: who goes where, what is short, who must be fetched, and how far it has come. */
export function CommuneView({ communeId, own = false }: { communeId: number; own?: boolean }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const [asking, setAsking] = useState<'order' | 'end' | null>(null)
  const plan = useQuery({
    queryKey: ['households', 'evacuation', communeId],
    queryFn: () => api.get<CommunePlan>(`/api/evacuation/${communeId}`),
  })
  const end = useSend(() => api.post(`/api/evacuation/${communeId}/end`, { hazard: null }), {
    topics: ['households'],
    done: t('ended'),
    onDone: () => setAsking(null),
  })
  const p = plan.data
  const back = own ? undefined : (
    <Link to="/so-tan" className="icon-btn" aria-label={t('back')}>
      <Icon name="back" />
    </Link>
  )
  return (
    <>
      <PageHeader
        title={p ? t('titleOf', { unit: lowerFirst(p.commune.fullName) }) : t('title')}
        back={back}
        actions={
          p?.mayOrder && (
            <span className="row">
              {p.orders.length > 0 && (
                <Button look="danger" onClick={() => setAsking('end')}>
                  {t('orderEnd')}
                </Button>
              )}
              <Button look="main" icon="evacuate" onClick={() => setAsking('order')}>
                {p.orders.length ? t('orderChange') : t('orderNow')}
              </Button>
            </span>
          )
        }
      >
        {me.sample && <SampleMark />}
        {p && p.orders.length === 0 && <Tag tone="suggested">{t('trial')}</Tag>}
      </PageHeader>
      <div className="page">
        <Answer of={plan} loading={<Loading shape="panel" rows={4} />}>
          {data => <Shown p={data} />}
        </Answer>
      </div>
      {p && asking === 'order' && <OrderDialog plan={p} close={() => setAsking(null)} />}
      {p && asking === 'end' && (
        <ConfirmByName
          title={t('orderEndTitle', { unit: p.commune.fullName })}
          name={p.commune.name}
          action={t('orderEnd')}
          busy={end.isPending}
          onConfirm={() => end.mutate(undefined)}
          onClose={() => setAsking(null)}
        >
          {t('orderEndText')}
        </ConfirmByName>
      )}
    </>
  )
}

function Shown({ p }: { p: CommunePlan }) {
  const t = useTexts(vi, en)
  const said = useOrderText()
  if (p.rowsShown && p.rows.length === 0 && p.progress.total.households === 0)
    return (
      <Card>
        <Empty title={t('none')} action={<Link to="/ho-dan">{t('toRegister')}</Link>}>
          {t('noneHint')}
        </Empty>
      </Card>
    )
  return (
    <>
      {p.orders.map(o => (
        <p key={o.id} className="evac-order">
          <Icon name="evacuate" /> <b>{said(o)}</b>
          <span className="s">
            {o.orderedBy}, <DateTime at={o.orderedAt} short />
          </span>
        </p>
      ))}
      {p.trial && p.rowsShown && <p className="note">{t('trialNote')}</p>}
      {p.totals && <Tiles totals={p.totals} />}
      {p.progress.total.households > 0 && (
        <Card
          title={t('progress')}
          aside={
            <span className="row">
              <Tag tone={p.reported < p.of ? 'late' : 'ok'}>{t('reportedHamlets', { n: p.reported, of: p.of })}</Tag>
              <span className="s">{p.asOf ? <AsOf at={p.asOf} /> : t('nothingYet')}</span>
            </span>
          }
        >
          <div className="pad">
            <ProgressBar tally={p.progress} silent={p.reported === 0} />
          </div>
        </Card>
      )}
      <div className="evac-two">
        {p.progress.total.households > 0 && <Hamlets p={p} />}
        <Shelters p={p} />
      </div>
      {p.rowsShown ? (
        <Card
          title={t('rows')}
          aside={!p.named && <span className="s">{inExercise ? t('exercise') : t('codesOnly')}</span>}
        >
          <PlanTable rows={p.rows} trial={p.trial} />
        </Card>
      ) : (
        <p className="note">{t('countsOnly')}</p>
      )}
    </>
  )
}

function Tiles({ totals: x }: { totals: NonNullable<CommunePlan['totals']> }) {
  const t = useTexts(vi, en)
  const tile = (title: string, value: string, under: string, tone = '') => (
    <div className={`evac-tile ${tone}`}>
      <small>{title}</small>
      <b>{value}</b>
      <small>{under}</small>
    </div>
  )
  return (
    <div className="evac-tiles">
      {tile(
        t('mustGoTile'),
        t('people', { n: formatNumber(x.people) }),
        `${t('households', { n: formatNumber(x.households) })}${x.bigLivestock ? ` · ${t('livestock', { n: formatNumber(x.bigLivestock) })}` : ''}`,
      )}
      {tile(
        t('placedTile'),
        t('people', { n: formatNumber(x.placedPeople) }),
        `${t('inHosts', { n: formatNumber(x.inHosts.people) })} · ${t('inShelters', { n: formatNumber(x.inShelters.people) })}`,
      )}
      {tile(
        t('shortTile'),
        x.placesShort ? formatNumber(x.placesShort) : '0',
        x.unsafeCapacity ? t('unsafe', { n: formatNumber(x.unsafeCapacity) }) : x.placesShort ? '' : t('noShort'),
        x.placesShort ? 'short' : '',
      )}
      {tile(
        t('fetchTile'),
        t('people', { n: formatNumber(x.transportPeople) }),
        t('households', { n: formatNumber(x.transportHouseholds) }),
      )}
      {tile(t('vehiclesTile'), t('vehiclesUnknown'), t('vehiclesHint'), 'unknown')}
    </div>
  )
}

function Hamlets({ p }: { p: CommunePlan }) {
  const t = useTexts(vi, en)
  const rows = p.hamlets.filter(h => h.tally.total.households > 0)
  return (
    <Card title={t('hamlets')}>
      <Table
        plain
        id="thon"
        name={t('hamlets')}
        rows={rows}
        rowKey={h => h.id}
        initialSort="reported"
        empty={<Empty title={t('noRows')} />}
        columns={[
          {
            key: 'hamlet',
            title: t('hamlet'),
            cell: h => (p.rowsShown ? <Link to={`/thon/${h.id}`}>{h.name}</Link> : h.name),
            value: h => h.name,
          },
          {
            key: 'progress',
            title: t('progress'),
            cell: h => <ProgressBar tally={h.tally} legend={false} />,
            width: '34%',
          },
          {
            key: 'arrived',
            title: t('arrived'),
            number: true,
            cell: h =>
              h.reportedAt === null ? (
                <span className="mut">—</span>
              ) : (
                `${formatNumber(h.tally.arrived.people)}/${formatNumber(h.tally.total.people)}`
              ),
            value: h => h.tally.arrived.people / h.tally.total.people,
          },
          {
            key: 'reported',
            title: t('lastReport'),
            cell: h => (h.reportedAt ? <DateTime at={h.reportedAt} short /> : <Tag tone="late">{t('silentWord')}</Tag>),
            value: h => h.reportedAt ?? '',
          },
        ]}
      />
    </Card>
  )
}

function Shelters({ p }: { p: CommunePlan }) {
  const t = useTexts(vi, en)
  // before an order nobody is on the way: what the trial would send
  const trial = new Map<number, number>()
  if (p.trial)
    for (const r of p.rows)
      if (r.destination?.kind === 'shelter')
        trial.set(r.destination.id, (trial.get(r.destination.id) ?? 0) + r.household.people)
  return (
    <Card title={t('shelters')}>
      <ul className="evac-shelters">
        {p.shelters.map(s => {
          const coming = p.trial ? (trial.get(s.id) ?? 0) : s.coming
          return (
            <li key={s.id} className={s.safe ? '' : 'unsafe'}>
              <span className="b">{s.name}</span>
              <span className="s">
                {s.safe ? t('shelterLine', { there: s.there, coming, capacity: s.capacity }) : t('shelterUnsafe')}
              </span>
              {s.safe && (
                <span className="evac-bar" aria-hidden="true">
                  <span className="st-arrived" style={{ inlineSize: `${(s.there / s.capacity) * 100}%` }} />
                  <span className="st-left" style={{ inlineSize: `${(coming / s.capacity) * 100}%` }} />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
