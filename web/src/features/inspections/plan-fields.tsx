import type { InspectionIn, UnitOut, UnitRef } from '@tusom/contract'
import { useTexts } from '../../i18n/texts.ts'
import { Field, UnitPicker } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export type Plan = Required<Omit<InspectionIn, 'unitId'>>

/** Units as the picker takes them. */
export const asPicked = (units: readonly (UnitRef & { kind?: string })[]): UnitOut[] =>
  units.map(u => ({ ...u, code: '', kind: u.kind ?? '', parentId: null, lat: null, lon: null, sample: false }))

/** What is wrong with a plan, a sentence each; null where it is right. */
export function planFaults(p: Plan, t: ReturnType<typeof useTexts<typeof vi>>) {
  return {
    subject: p.subject.trim().length >= 5 ? null : t('needSubject'),
    units: p.unitIds.length ? null : t('needUnits'),
    number: p.decisionNumber.trim() ? null : t('needNumber'),
    days: p.fromOn && p.toOn && p.fromOn <= p.toOn ? null : t('needDays'),
  }
}

/** The plan of an inspection: what, by which decision, where, when, by whom. */
export function PlanFields(props: {
  plan: Plan
  change: (part: Partial<Plan>) => void
  units: readonly (UnitRef & { kind?: string })[]
  faults: ReturnType<typeof planFaults> | null
}) {
  const t = useTexts(vi, en)
  const { plan: p, change, faults } = props
  return (
    <>
      <Field label={t('subject')} hint={t('subjectHint')} error={faults?.subject ?? null} required>
        {c => (
          <input
            {...c}
            className="input"
            maxLength={300}
            value={p.subject}
            onChange={e => change({ subject: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('units')} error={faults?.units ?? null} required>
        {c => (
          <UnitPicker
            {...c}
            multiple
            units={asPicked(props.units)}
            value={p.unitIds}
            onChange={unitIds => change({ unitIds })}
          />
        )}
      </Field>
      <div className="form-row">
        <Field label={t('decisionKind')}>
          {c => (
            <select
              {...c}
              className="input"
              value={p.decisionKind}
              onChange={e => change({ decisionKind: e.target.value as Plan['decisionKind'] })}
            >
              <option value="plan">{t('kind.plan')}</option>
              <option value="decision">{t('kind.decision')}</option>
            </select>
          )}
        </Field>
        <Field label={t('decisionNumber')} error={faults?.number ?? null} required>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={60}
              placeholder="15/KH-SYT"
              value={p.decisionNumber}
              onChange={e => change({ decisionNumber: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('decisionDate')}>
          {c => (
            <input
              {...c}
              type="date"
              className="input"
              value={p.decisionDate}
              onChange={e => change({ decisionDate: e.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="form-row">
        <Field label={t('from')} error={faults?.days ?? null} required>
          {c => (
            <input
              {...c}
              type="date"
              className="input"
              value={p.fromOn}
              onChange={e => change({ fromOn: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('to')} required>
          {c => (
            <input
              {...c}
              type="date"
              className="input"
              value={p.toOn}
              onChange={e => change({ toOn: e.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t('team')} hint={t('teamHint')}>
        {c => (
          <input
            {...c}
            className="input"
            maxLength={1000}
            value={p.team}
            onChange={e => change({ team: e.target.value })}
          />
        )}
      </Field>
    </>
  )
}

/** As it is sent: a day that was not chosen is left out. */
export const planBody = ({ decisionDate, ...p }: Plan) => ({
  ...p,
  subject: p.subject.trim(),
  decisionNumber: p.decisionNumber.trim(),
  team: p.team.trim(),
  ...(decisionDate ? { decisionDate } : {}),
})
