import type { BulletinOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { api } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { Link } from '../../app/navigation.tsx'
import { entersBulletins, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, DateTime, Empty, Loading, PageHeader, RelativeTime, Tag, useHazardName } from '../../ui/index.ts'
import './bulletins.css'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Bulletin = Static<typeof BulletinOut>

export default function BulletinsPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const bulletins = useQuery({
    queryKey: ['levels', 'bulletins'],
    queryFn: () => api.get<Bulletin[]>('/api/bulletins'),
  })
  const mayEnter = entersBulletins(me)
  const enter = mayEnter && (
    <Link to="/ban-tin/moi" className="btn main">
      {t('new')}
    </Link>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={enter} />
      <div className="page">
        <Answer of={bulletins} loading={<Loading shape="panel" rows={3} />}>
          {list =>
            list.length ? (
              list.map((b, i) => <BulletinCard key={b.id} bulletin={b} newest={isNewest(list, i)} />)
            ) : (
              <Card>
                <Empty title={t('empty')} action={enter || undefined}>
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
function isNewest(list: readonly Bulletin[], index: number): boolean {
  const own = list[index]
  return !list.some(
    b => own && b.issuer === own.issuer && b.hazard === own.hazard && Date.parse(b.issuedAt) > Date.parse(own.issuedAt),
  )
}

function BulletinCard({ bulletin: b, newest }: { bulletin: Bulletin; newest: boolean }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const now = useNow(60)
  const overdue = newest && b.nextAt !== null && Date.parse(b.nextAt) < now
  return (
    <Card
      title={
        <>
          {b.issuer}
          {b.number && <span className="mut"> · {b.number}</span>}
        </>
      }
      aside={
        <>
          {overdue && <Tag tone="late">{t('overdue')}</Tag>}
          <Tag>{hazardName(b.hazard)}</Tag>
        </>
      }
    >
      <div className="pad stack">
        <div className="s row wrap">
          <span>
            {t('issuedAt')} <DateTime at={b.issuedAt} />
          </span>
          {b.nextAt && (
            <span className={overdue ? 'late' : ''}>
              {t('nextAt')} <DateTime at={b.nextAt} short /> (<RelativeTime at={b.nextAt} />)
            </span>
          )}
          <span>
            {t('enteredBy', { name: b.enteredBy })} <DateTime at={b.enteredAt} short />
          </span>
        </div>
        {b.text && (
          <blockquote className="copied">
            <span className="xs">{t('copied')}</span>
            {b.text}
          </blockquote>
        )}
      </div>
    </Card>
  )
}
