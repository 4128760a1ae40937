import type { PlanCoverage } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import { useWorkUnits } from '../tasks/give-task.tsx'
import { readDay } from './day.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** More chips than this say nothing that a number does not. */
const MANY = 12

/** Asks departments and communes for a plan of their own by a day. */
export function AskPlans({ coverage, onClose }: { coverage: PlanCoverage; onClose: () => void }) {
  const t = useTexts(vi, en)
  const units = useWorkUnits()
  const communes = useUnits({ kind: 'commune' })
  const asked = new Set(coverage.units.map(u => u.unit.id))
  const [chosen, setChosen] = useState<number[]>(coverage.notAsked.map(u => u.id))
  const [due, setDue] = useState('')
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const day = readDay(due)
  const send = useSend(
    () => api.post(`/api/plans/${coverage.plan.id}/ask`, { unitIds: chosen, dueOn: day, remark: remark.trim() }),
    { topics: ['plans'], done: t('cov.asked', { n: chosen.length }), quiet: true, onDone: onClose },
  )
  const leads = coverage.notAsked.map(u => u.id)
  return (
    <Dialog
      title={t('cov.ask')}
      onClose={onClose}
      actions={
        <Button
          look="main"
          busy={send.isPending}
          disabled={!chosen.length}
          onClick={() => {
            setTried(true)
            if (day) send.mutate(undefined)
          }}
        >
          {t('cov.askDo', { n: chosen.length })}
        </Button>
      }
    >
      <div className="form">
        <span className="row wrap">
          <Button onClick={() => setChosen(leads)} disabled={!leads.length}>
            {t('cov.allLeads', { n: leads.length })}
          </Button>
          <Button
            onClick={() => setChosen((communes.data ?? []).map(u => u.id).filter(id => !asked.has(id)))}
            disabled={!communes.data}
          >
            {t('cov.allCommunes')}
          </Button>
        </span>
        <Field label={t('cov.units')}>
          {c =>
            chosen.length > MANY ? (
              <span className="row">
                <span className="tag">{t('many', { n: chosen.length })}</span>
                <Button id={c.id} look="quiet" onClick={() => setChosen([])}>
                  {t('chooseAgain')}
                </Button>
              </span>
            ) : (
              <UnitPicker {...c} multiple units={units} value={chosen} onChange={setChosen} />
            )
          }
        </Field>
        <Field label={t('cov.due')} hint={t('cov.dueHint')} error={tried && !day ? t('dueBad') : null} required>
          {c => (
            <input
              {...c}
              className="input"
              inputMode="numeric"
              placeholder={t('dayShape')}
              value={due}
              onChange={e => setDue(e.target.value)}
            />
          )}
        </Field>
        <Field label={t('cov.remark')}>
          {c => <textarea {...c} className="input" rows={2} value={remark} onChange={e => setRemark(e.target.value)} />}
        </Field>
        {send.error && (
          <p className="note late" role="alert">
            {send.error.message}
          </p>
        )}
      </div>
    </Dialog>
  )
}
