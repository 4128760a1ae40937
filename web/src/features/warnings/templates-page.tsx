import type { WarningDone, WarningTemplateOut } from '@tusom/contract'
import { formatDateTime } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import {
  Answer,
  Button,
  Card,
  Dialog,
  Empty,
  Field,
  Loading,
  PageHeader,
  SampleMark,
  Tag,
  UnitPicker,
  useHazardName,
  useUnits,
} from '../../ui/index.ts'
import { RunTag } from './standing-tag.tsx'
import { useTemplates } from './use-warning.ts'
import './warnings.css'
import { useGaps, useWarningTexts } from './words.ts'

/** Texts approved in dry weather: who has said yes, and issuing one in a hurry. */
export default function TemplatesPage() {
  const t = useWarningTexts()
  const me = useMe()
  const templates = useTemplates()
  const [issuing, setIssuing] = useSearchParam('phat')
  const writes = hasRole(me, 'leader', 'duty-officer', 'department-officer')
  const make = writes && (
    <Link className="btn main" to="/canh-bao/mau/moi">
      {t('t.new')}
    </Link>
  )
  return (
    <>
      <PageHeader
        title={t('t.title')}
        back={
          <Link className="btn quiet" to="/canh-bao">
            ‹ {t('backToList')}
          </Link>
        }
        actions={make}
      >
        <RunTag />
      </PageHeader>
      <div className="page">
        <Answer of={templates} loading={<Loading shape="panel" />}>
          {list => {
            const chosen = list.find(x => String(x.id) === issuing && x.can.includes('issue') && x.kind === 'alert')
            return (
              <>
                {list.length === 0 && (
                  <Empty title={t('t.none')} action={make}>
                    {t('t.noneSays')}
                  </Empty>
                )}
                <div className="template-grid">
                  {list.map(x => (
                    <Template key={x.id} of={x} onIssue={() => setIssuing(String(x.id))} />
                  ))}
                </div>
                {chosen && <IssueDialog of={chosen} onClose={() => setIssuing(null)} />}
              </>
            )
          }}
        </Answer>
      </div>
    </>
  )
}

function Template({ of, onIssue }: { of: WarningTemplateOut; onIssue: () => void }) {
  const withGaps = useGaps()
  const t = useWarningTexts()
  const hazardName = useHazardName()
  const act = (path: string) => api.post(`/api/warning-templates/${of.id}/${path}`, {})
  const approve = useSend(() => act('approve'), { topics: ['warnings'], done: t('t.approved') })
  const retire = useSend((path: string) => act(path), { topics: ['warnings'] })
  const can = (name: string) => of.can.includes(name)
  const needsLeader = !of.ready && of.approvals.length > 0 && !of.approvals.some(a => a.leader)
  return (
    <Card
      className={`template ${of.retiredAt ? 'retired' : ''}`}
      title={of.name}
      aside={
        of.retiredAt ? (
          <Tag>{t('t.retired')}</Tag>
        ) : (
          <Tag tone={of.ready ? 'ok' : 'doubt'}>
            {of.ready ? t('t.ready') : t('t.notReady', { n: of.approvals.length })}
          </Tag>
        )
      }
    >
      <div className="pad stack">
        <span className="s">
          {hazardName(of.hazard)} · {t(`t.kind.${of.kind}`)} {of.sample && <SampleMark />}
        </span>
        <b>{withGaps(of.headline)}</b>
        <p className="read-text">{withGaps(of.description)}</p>
        <p className="read-text s">{of.instruction}</p>
        <span className="s">
          {t('t.draftedBy', { name: of.drafter, time: formatDateTime(Date.parse(of.draftedAt)), version: of.version })}
          <br />
          {of.approvals.length > 0 && t('t.approvedBy', { names: of.approvals.map(a => a.name).join(', ') })}
          {needsLeader && ` · ${t('t.needsLeader')}`}
        </span>
        <div className="row wrap">
          {can('edit') && !of.retiredAt && (
            <Link className="btn" to={`/canh-bao/mau/${of.id}`}>
              {t('t.edit')}
            </Link>
          )}
          {(can('retire') || can('restore')) && (
            <Button
              look={of.retiredAt ? 'plain' : 'danger'}
              busy={retire.isPending}
              onClick={() => retire.mutate(of.retiredAt ? 'restore' : 'retire')}
            >
              {t(of.retiredAt ? 't.restore' : 't.retire')}
            </Button>
          )}
          <span className="sp" />
          {can('approve') && (
            <Button look="main" busy={approve.isPending} onClick={() => approve.mutate(undefined)}>
              {t('t.approve')}
            </Button>
          )}
          {can('issue') && of.kind === 'alert' && (
            <Button look="main" onClick={onIssue}>
              {t('t.issue')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}

/** A duty officer alone: chooses places, issues; a leader looks at it after. */
function IssueDialog({ of, onClose }: { of: WarningTemplateOut; onClose: () => void }) {
  const withGaps = useGaps()
  const t = useWarningTexts()
  const go = useGo()
  const communes = useUnits({ kind: 'commune' })
  const [unitIds, setUnitIds] = useState<number[]>([])
  const send = useSend(() => api.post<WarningDone>(`/api/warning-templates/${of.id}/issue`, { unitIds }), {
    topics: ['warnings'],
    done: t('issuedNow'),
    onDone: made => go(`/canh-bao/${made.id}`),
  })
  return (
    <Dialog
      title={t('t.issueTitle', { name: of.name })}
      onClose={onClose}
      actions={
        <Button
          look="main"
          className="thumb"
          disabled={!unitIds.length}
          busy={send.isPending}
          onClick={() => send.mutate(undefined)}
        >
          {t('t.issueGo', { n: unitIds.length })}
        </Button>
      }
    >
      <RunTag />
      <p>{t('t.issueSays')}</p>
      <p className="b">{withGaps(of.headline)}</p>
      <Field label={t('areas')}>
        {c => <UnitPicker {...c} multiple units={communes.data ?? []} value={unitIds} onChange={setUnitIds} />}
      </Field>
    </Dialog>
  )
}
