import type { OwnPlanDetail } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, DateTime, Field, Icon, Loading, PageHeader, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { OwnPlanForm } from './own-plan-form.tsx'
import './own-plans.css'
import { OwnState } from './own-state.tsx'
import './plans.css'
import vi from './vi.json' with { type: 'json' }

/** One own plan: its unit writes and files it here, the reviewer reads, returns or accepts it. */
export default function OwnPlanPage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const own = useQuery({
    queryKey: ['plans', 'own', id],
    queryFn: () => api.get<OwnPlanDetail>(`/api/own-plans/${id}`),
  })
  const o = own.data?.ownPlan
  return (
    <>
      <PageHeader
        title={o ? `${t('own.title')}: ${o.unit.fullName}` : t('own.title')}
        back={
          <Link to="/ke-hoach-don-vi" className="icon-btn" aria-label={t('own.listTitle')}>
            <Icon name="back" />
          </Link>
        }
      >
        {o && <OwnState row={o} />}
      </PageHeader>
      <div className="page">
        <Answer of={own} loading={<Loading shape="panel" rows={5} />}>
          {detail => (
            <div className="own-plan">
              <div className="stack">
                <p className="own-for">
                  {t('own.for', {
                    plan: [detail.ownPlan.planNumber, detail.ownPlan.planTitle].filter(Boolean).join(' · '),
                  })}{' '}
                  · <Link to={`/ke-hoach/${detail.ownPlan.planId}`}>{t('own.readAbove')}</Link> ·{' '}
                  <Link to={`/ke-hoach/${detail.ownPlan.planId}/bao-cao`}>{t('progressReport')}</Link>
                </p>
                {detail.ownPlan.mayWrite ? (
                  <OwnPlanForm key={`${id}/${detail.ownPlan.version}`} detail={detail} />
                ) : (
                  <Lines detail={detail} />
                )}
              </div>
              <div className="stack">
                {detail.ownPlan.mayReview && <Review detail={detail} />}
                <History detail={detail} />
              </div>
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

/** For who reads: what of the work above stands in the plan that was filed. */
function Lines({ detail }: { detail: OwnPlanDetail }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('own.lines')}>
      <ul className="own-lines">
        {detail.items.map(i => (
          <li key={i.id} className="own-line">
            <span className="row wrap">
              <Tag tone={i.covered ? 'ok' : 'plain'}>{i.covered ? t('own.covered') : t('own.missing')}</Tag>
              <span className="s">
                {t(`own.part.${i.part}`)}
                {i.due && ` · ${formatDate(i.due)}`}
              </span>
            </span>
            {i.title}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Review({ detail }: { detail: OwnPlanDetail }) {
  const t = useTexts(vi, en)
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const { ownPlan } = detail
  const send = useSend(
    (act: 'return' | 'accept') => api.post(`/api/own-plans/${ownPlan.id}/${act}`, { remark: remark.trim() }),
    { topics: ['plans'], done: t('own.judged') },
  )
  return (
    <Card title={t('own.reviewTitle')}>
      <div className="form pad">
        {ownPlan.documentId !== null && (
          <Link to={`/ke-hoach/${ownPlan.documentId}`} className="btn">
            {t('own.openDocument')}
          </Link>
        )}
        {ownPlan.focal && (
          <p>
            {t('own.focal')}: <b>{ownPlan.focal.name}</b> {ownPlan.focal.post}
          </p>
        )}
        <Field label={t('own.remark')} error={tried && !remark.trim() ? t('own.remarkMissing') : null}>
          {c => <textarea {...c} className="input" rows={3} value={remark} onChange={e => setRemark(e.target.value)} />}
        </Field>
        <span className="row wrap">
          <Button
            look="main"
            busy={send.isPending && send.variables === 'accept'}
            onClick={() => send.mutate('accept')}
          >
            {t('own.accept')}
          </Button>
          <Button
            busy={send.isPending && send.variables === 'return'}
            onClick={() => {
              setTried(true)
              if (remark.trim()) send.mutate('return')
            }}
          >
            {t('own.return')}
          </Button>
        </span>
      </div>
    </Card>
  )
}

const acts = ['ask', 'file', 'return', 'accept', 'due'] as const
function History({ detail }: { detail: OwnPlanDetail }) {
  const t = useTexts(vi, en)
  return (
    <>
      {detail.versions.length > 0 && (
        <Card title={t('own.versions')}>
          <ul className="own-lines">
            {detail.versions.map(v => (
              <li key={v.version} className="own-line">
                <span className="row wrap">
                  <b>{t('own.version', { n: v.version, covers: v.covers })}</b>
                  <Link to={`/ke-hoach/${v.documentId}`}>{t('own.read')}</Link>
                </span>
                {v.note && <span>{v.note}</span>}
                <span className="xs">
                  {v.by} · <DateTime at={v.at} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('own.history')}>
        <ul className="own-lines">
          {detail.events.map((e, i) => (
            <li key={i} className="own-line">
              <span>
                <b>{e.by}</b> {t(`own.act.${acts.find(a => a === e.act) ?? 'ask'}`, { n: e.version })}
              </span>
              {e.remark && <span>{e.remark}</span>}
              <span className="xs">
                {e.unit} · <DateTime at={e.at} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
