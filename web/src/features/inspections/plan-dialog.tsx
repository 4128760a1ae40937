import type { InspectionList } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useGo } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Field, FormDialog } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { type Plan, planBody, planFaults, PlanFields } from './plan-fields.tsx'
import vi from './vi.json' with { type: 'json' }

/** A new inspection: its plan. Findings are written on its page. */
export function PlanDialog(props: { deciding: InspectionList['deciding']; today: string; onClose: () => void }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const [unitId, setUnitId] = useState(props.deciding[0]?.unit.id ?? 0)
  const [plan, setPlan] = useState<Plan>({
    unitIds: [],
    subject: '',
    decisionKind: 'plan',
    decisionNumber: '',
    decisionDate: '',
    team: '',
    fromOn: props.today,
    toOn: props.today,
  })
  const [tried, setTried] = useState(false)
  const faults = planFaults(plan, t)
  const send = useSend(() => api.post<{ id: number }>('/api/inspections', { unitId, ...planBody(plan) }), {
    topics: ['inspections'],
    done: t('made'),
    quiet: true,
    onDone: made => {
      props.onClose()
      go(`/kien-nghi/kiem-tra/${made.id}`)
    },
  })
  const submit = () => {
    setTried(true)
    if (!Object.values(faults).some(Boolean)) send.mutate(undefined)
  }
  return (
    <FormDialog title={t('new')} action={t('make')} send={send} onSubmit={submit} onClose={props.onClose}>
      {props.deciding.length > 1 && (
        <Field label={t('decider')}>
          {c => (
            <select {...c} className="input" value={unitId} onChange={e => setUnitId(Number(e.target.value))}>
              {props.deciding.map(d => (
                <option key={d.unit.id} value={d.unit.id}>
                  {d.unit.fullName}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <PlanFields
        plan={plan}
        change={part => setPlan(p => ({ ...p, ...part }))}
        units={props.deciding.find(d => d.unit.id === unitId)?.units ?? []}
        faults={tried ? faults : null}
      />
    </FormDialog>
  )
}
