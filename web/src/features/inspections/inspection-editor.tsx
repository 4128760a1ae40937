import type { FindingIn, InspectionDetail } from '@tusom/contract'
import { addDays, findingKinds, findingSeverities } from '@tusom/domain'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Dialog, Field } from '../../ui/index.ts'
import '../difficulties/follow-ups.css'
import en from './en.json' with { type: 'json' }
import { type Plan, planBody, planFaults, PlanFields } from './plan-fields.tsx'
import vi from './vi.json' with { type: 'json' }

type Draft = Required<FindingIn> & { key: number }
/** Days that a finding is given where nobody says another. */
const USUAL_DAYS = 15

/** Writing an inspection: plan, assessment, findings; saved as a whole, then concluded. */
export function InspectionEditor({ detail }: { detail: InspectionDetail }) {
  const t = useTexts(vi, en)
  const { inspection: i } = detail
  const [plan, setPlan] = useState<Plan>({
    unitIds: i.units.map(u => u.id),
    subject: i.subject,
    decisionKind: i.decision.kind,
    decisionNumber: i.decision.number,
    decisionDate: i.decision.date ?? '',
    team: i.team,
    fromOn: i.fromOn,
    toOn: i.toOn,
  })
  const [assessment, setAssessment] = useState(detail.assessment)
  const [findings, setFindings] = useState<Draft[]>(
    detail.findings.map(f => ({
      key: f.id,
      unitId: f.unit.id,
      menderId: f.mender.id,
      kind: f.kind,
      severity: f.severity,
      what: f.what,
      basis: f.basis,
      recommendation: f.recommendation,
      dueOn: f.dueOn,
    })),
  )
  const [tried, setTried] = useState(false)
  const [dirty, setDirty] = useState(false)
  // what was read when the writing began: if somebody else saves meanwhile, the server says so and nothing typed here is lost
  const [version, setVersion] = useState(detail.version)
  const [dialog, setDialog] = useState<'conclude' | 'cancel' | null>(null)
  const touch =
    <A extends unknown[]>(set: (...a: A) => void) =>
    (...a: A) => {
      setDirty(true)
      set(...a)
    }
  const faults = planFaults(plan, t)
  const findingFault = (f: Draft) =>
    f.what.trim().length < 5 || f.recommendation.trim().length < 3 || !f.dueOn ? t('needFinding') : null
  const good = !Object.values(faults).some(Boolean) && !findings.some(findingFault)
  const save = useSend(
    () =>
      api.put(`/api/inspections/${i.id}`, {
        ...planBody(plan),
        version,
        assessment,
        findings: findings.map(({ key: _key, ...f }) => f),
      }),
    {
      topics: ['inspections'],
      done: t('saved'),
      quiet: true,
      onDone: () => {
        setVersion(v => v + 1)
        setDirty(false)
      },
    },
  )
  const known = [...detail.inspectable, ...i.units]
  const here = plan.unitIds.flatMap(id => known.find(u => u.id === id) ?? [])
  const menders = [...here, ...detail.menders.filter(m => !here.some(u => u.id === m.id))]
  const setFinding = (key: number, part: Partial<Draft>) =>
    touch(setFindings)(all => all.map(f => (f.key === key ? { ...f, ...part } : f)))
  const submit = () => {
    setTried(true)
    if (good) save.mutate(undefined)
  }
  return (
    <div className="stack">
      <p className="note">{t('writing')}</p>
      <Card title={t('plan')}>
        <div className="pad form">
          <PlanFields
            plan={plan}
            change={touch(part => setPlan(p => ({ ...p, ...part })))}
            units={detail.inspectable}
            faults={tried ? faults : null}
          />
        </div>
      </Card>
      <Card title={t('assessment')}>
        <div className="pad">
          <Field label={t('assessmentLabel')} hint={t('assessmentHint')} required>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={5}
                maxLength={8000}
                value={assessment}
                onChange={e => touch(setAssessment)(e.target.value)}
              />
            )}
          </Field>
        </div>
      </Card>
      <Card
        title={t('findings')}
        aside={
          <Button
            icon="plus"
            disabled={!here.length}
            onClick={() =>
              touch(setFindings)(all => [
                ...all,
                {
                  key: -Date.now(),
                  unitId: here[0]?.id ?? 0,
                  menderId: here[0]?.id ?? 0,
                  kind: 'limit',
                  severity: 'minor',
                  what: '',
                  basis: '',
                  recommendation: '',
                  dueOn: addDays(detail.today, USUAL_DAYS),
                },
              ])
            }
          >
            {t('addFinding')}
          </Button>
        }
      >
        {findings.length === 0 && <p className="pad s">{t('findingsNone')}</p>}
        {findings.map((f, n) => (
          <FindingForm
            key={f.key}
            n={n + 1}
            finding={f}
            here={here}
            menders={menders}
            today={detail.today}
            fault={tried ? findingFault(f) : null}
            change={part => setFinding(f.key, part)}
            drop={() => touch(setFindings)(all => all.filter(x => x.key !== f.key))}
          />
        ))}
      </Card>
      {save.error && (
        <p className="note late" role="alert">
          {messageOf(save.error)}
        </p>
      )}
      <div className="row wrap">
        <Button look="main" busy={save.isPending} onClick={submit}>
          {t('save')}
        </Button>
        <Button
          disabled={dirty || !detail.assessment.trim()}
          title={dirty || !detail.assessment.trim() ? t('saveFirst') : undefined}
          onClick={() => setDialog('conclude')}
        >
          {t('conclude')}
        </Button>
        <span className="sp" />
        <Button look="danger" onClick={() => setDialog('cancel')}>
          {t('cancelInspection')}
        </Button>
      </div>
      {dialog === 'conclude' && <ConcludeDialog detail={detail} onClose={() => setDialog(null)} />}
      {dialog === 'cancel' && <CancelDialog id={i.id} onClose={() => setDialog(null)} />}
    </div>
  )
}

function FindingForm(props: {
  n: number
  finding: Draft
  here: readonly { id: number; fullName: string }[]
  menders: readonly { id: number; fullName: string }[]
  today: string
  fault: string | null
  change: (part: Partial<Draft>) => void
  drop: () => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { finding: f, change } = props
  const choose = (
    label: string,
    value: number,
    list: readonly { id: number; fullName: string }[],
    key: 'unitId' | 'menderId',
  ) => (
    <Field label={label}>
      {c => (
        <select {...c} className="input" value={value} onChange={e => change({ [key]: Number(e.target.value) })}>
          {list.map(u => (
            <option key={u.id} value={u.id}>
              {u.fullName}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <section className="follow-finding" aria-label={t('findingN', { n: props.n })}>
      <div className="row">
        <b>{t('findingN', { n: props.n })}</b>
        <span className="sp" />
        <Button look="quiet" onClick={props.drop}>
          {t('dropFinding')}
        </Button>
      </div>
      <div className="form-row">
        {choose(t('foundAtLabel'), f.unitId, props.here, 'unitId')}
        {choose(t('menderLabel'), f.menderId, props.menders, 'menderId')}
        <Field label={t('findingKind')}>
          {c => (
            <select
              {...c}
              className="input"
              value={f.kind}
              onChange={e => change({ kind: e.target.value as Draft['kind'] })}
            >
              {findingKinds.map(k => (
                <option key={k.code} value={k.code}>
                  {k[language]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('severity')}>
          {c => (
            <select
              {...c}
              className="input"
              value={f.severity}
              onChange={e => change({ severity: e.target.value as Draft['severity'] })}
            >
              {findingSeverities.map(k => (
                <option key={k.code} value={k.code}>
                  {k[language]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('mendBy')} required>
          {c => (
            <input
              {...c}
              type="date"
              className="input"
              min={props.today}
              value={f.dueOn}
              onChange={e => change({ dueOn: e.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t('what')} error={props.fault} required>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={2}
            maxLength={2000}
            value={f.what}
            onChange={e => change({ what: e.target.value })}
          />
        )}
      </Field>
      <div className="form-row">
        <Field label={t('basis')} hint={t('basisHint')}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={500}
              value={f.basis}
              onChange={e => change({ basis: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('recommendation')} required>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={2000}
              value={f.recommendation}
              onChange={e => change({ recommendation: e.target.value })}
            />
          )}
        </Field>
      </div>
    </section>
  )
}

function ConcludeDialog({ detail, onClose }: { detail: InspectionDetail; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [number, setNumber] = useState('')
  const [date, setDate] = useState('')
  const send = useSend(
    () =>
      api.post(`/api/inspections/${detail.inspection.id}/conclude`, {
        version: detail.version,
        ...(Number(number) ? { number: Number(number) } : {}),
        ...(date ? { date } : {}),
      }),
    { topics: ['inspections', 'owed'], done: t('concluded'), quiet: true, onDone: onClose },
  )
  return (
    <Dialog
      title={t('conclude')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="main" busy={send.isPending} onClick={() => send.mutate(undefined)}>
            {t('conclude')}
          </Button>
        </>
      }
    >
      <div className="form">
        <p>{t('concludeHint', { n: detail.findings.length })}</p>
        <div className="form-row">
          <Field label={t('noticeNumber')} hint={t('noticeNumberHint')}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="numeric"
                value={number}
                onChange={e => setNumber(e.target.value.replace(/\D/g, '').slice(0, 5))}
              />
            )}
          </Field>
          <Field label={t('noticeDate')}>
            {c => <input {...c} type="date" className="input" value={date} onChange={e => setDate(e.target.value)} />}
          </Field>
        </div>
        {send.error && (
          <p className="note late" role="alert">
            {messageOf(send.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function CancelDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [reason, setReason] = useState('')
  const send = useSend(() => api.post(`/api/inspections/${id}/cancel`, { reason: reason.trim() }), {
    topics: ['inspections'],
    done: t('done'),
    quiet: true,
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('cancelInspection')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="danger"
            disabled={reason.trim().length < 5}
            busy={send.isPending}
            onClick={() => send.mutate(undefined)}
          >
            {t('cancelInspection')}
          </Button>
        </>
      }
    >
      <div className="form">
        <Field label={t('reason')} required>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={e => setReason(e.target.value)}
            />
          )}
        </Field>
        {send.error && (
          <p className="note late" role="alert">
            {messageOf(send.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
