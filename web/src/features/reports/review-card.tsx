import type { ReportReview, ReportsAccepted } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Dialog, Loading, Tag, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { ReturnDialog } from './return-dialog.tsx'
import './review.css'
import vi from './vi.json' with { type: 'json' }

type Unit = ReportReview['units'][number]

/** So many are read at once; the others are one press away. */
const atOnce = 8

/** What to look at in the reports of a period before they are accepted, and acceptance of all others in one go. */
export function ReviewCard({ query }: { query: string }) {
  const t = useTexts(vi, en)
  const review = useQuery({
    queryKey: ['reports', 'review', query],
    queryFn: () => api.get<ReportReview>(`/api/reports/review?${query}`),
  })
  return (
    <section aria-label={t('review')}>
      <Card title={t('review')} aside={review.data && <Aside review={review.data} />}>
        <Answer of={review} loading={<Loading shape="list" rows={4} />}>
          {data => <Review key={query} review={data} />}
        </Answer>
      </Card>
    </section>
  )
}

const marked = (review: ReportReview): Unit[] => {
  const order = (u: Unit) => (u.state === 'submitted' ? 0 : u.state === 'accepted' ? 2 : 1)
  return review.units.filter(u => u.marks.length > 0).toSorted((a, b) => order(a) - order(b))
}

function Aside({ review }: { review: ReportReview }) {
  const t = useTexts(vi, en)
  const n = marked(review).length
  return n ? <small>{t('reviewOf', { n })}</small> : null
}

function Review({ review }: { review: ReportReview }) {
  const t = useTexts(vi, en)
  // in the address: who comes back from a report finds the list as it was
  const [all, setAll] = useSearchParam('xem')
  // a row that was accepted stays where it was: nothing moves under the finger that goes for the next one
  const [places] = useState(() => new Map<number, number>())
  for (const u of marked(review)) if (!places.has(u.unitId)) places.set(u.unitId, places.size)
  const units = marked(review).toSorted((a, b) => (places.get(a.unitId) ?? 0) - (places.get(b.unitId) ?? 0))
  const shown = all ? units : units.slice(0, atOnce)
  return (
    <>
      {review.clean.length > 0 && <Clean review={review} />}
      {units.length === 0 ? (
        <p className="s mut review-none">
          {t('reviewNone')}. {t('reviewNoneHint')}
        </p>
      ) : (
        <ul className="review-list">
          {shown.map(u => (
            <UnitMarks key={`${u.unitId} ${u.sentAt}`} unit={u} mayJudge={review.mayJudge} />
          ))}
        </ul>
      )}
      {shown.length < units.length && (
        <p className="review-more">
          <Button onClick={() => setAll('het')}>{t('seeMore', { n: units.length - shown.length })}</Button>
        </p>
      )}
    </>
  )
}

function UnitMarks({ unit: u, mayJudge }: { unit: Unit; mayJudge: boolean }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [returning, setReturning] = useState(false)
  const [waited] = useState(u.state === 'submitted')
  const accept = useSend(() => api.post(`/api/reports/${u.reportId}/accept`, {}), {
    topics: ['reports'],
    done: t('done'),
  })
  const place = (m: Unit['marks'][number]) =>
    `${u.href}${m.elements[0] ? `#row-${m.elements[0]}` : m.part ? `#part-${m.part}` : ''}`
  return (
    <li className="review-unit">
      <div className="review-name">
        <Link to={u.href}>{u.name}</Link>
        {u.state !== 'submitted' && (
          <Tag tone={u.state === 'accepted' ? 'ok' : 'late'}>
            {u.state === 'accepted' ? t('accepted') : t('notSentYet')}
          </Tag>
        )}
      </div>
      <ul className="review-marks">
        {u.marks.map((m, i) => (
          <li key={`${m.code} ${m.elements[0] ?? m.part ?? ''} ${i}`}>
            <Link to={place(m)}>{language === 'en' ? m.en : m.vi}</Link>
            {m.reason && <small className="block">{t('unitSaid', { reason: m.reason })}</small>}
          </li>
        ))}
      </ul>
      {/* judged a moment ago: nothing more to press, and the rows below stay where they are */}
      {mayJudge && waited && (
        <div className={u.state === 'submitted' && !accept.isSuccess ? 'review-acts' : 'review-acts judged'}>
          <Button onClick={() => setReturning(true)}>{t('returnOne')}</Button>
          <Button busy={accept.isPending} onClick={() => accept.mutate(undefined)}>
            {t('acceptAnyway')}
          </Button>
        </div>
      )}
      {returning && (
        <ReturnDialog
          reportId={u.reportId}
          remark={t('returnRemark', { marks: u.marks.map(m => m.vi).join(' ') })}
          onClose={() => setReturning(false)}
        />
      )}
    </li>
  )
}

function Clean({ review }: { review: ReportReview }) {
  const t = useTexts(vi, en)
  const [asking, setAsking] = useState(false)
  const n = review.clean.length
  const accept = useSend(() => api.post<ReportsAccepted>('/api/reports/accept', { reports: review.clean }), {
    topics: ['reports'],
    onDone: ({ accepted, changed }) => {
      setAsking(false)
      if (changed.length) toast(t('acceptedSome', { n: accepted.length, left: changed.length }), { tone: 'late' })
      else toast(t('acceptedMany', { n: accepted.length }))
    },
  })
  return (
    <div className="review-clean">
      <span>{t('cleanWaiting', { n })}</span>
      {review.mayJudge && (
        <Button look="main" onClick={() => setAsking(true)}>
          {t('acceptClean', { n })}
        </Button>
      )}
      {asking && (
        <Dialog
          title={t('acceptCleanTitle', { n })}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button look="main" busy={accept.isPending} onClick={() => accept.mutate(undefined)}>
                {t('acceptClean', { n })}
              </Button>
            </>
          }
        >
          <p>{t('acceptCleanText')}</p>
        </Dialog>
      )}
    </div>
  )
}
