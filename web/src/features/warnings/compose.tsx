import type { LevelList, WarningDone, WarningFull } from '@tusom/contract'
import { HEADLINE_ROOM } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { now as runNow, useNow } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { Button, Field, LevelBadge, TimeInput, UnitPicker, useHazardName, useUnits } from '../../ui/index.ts'
import { ActionBar } from './action-bar.tsx'
import { Checks, faultsOf } from './checks.tsx'
import { MarkedArea } from './marked-area.tsx'
import { CapText, Channels, PeopleView } from './people-view.tsx'
import { type Local, useDraft } from './use-draft.ts'
import { levelStatus, useNames, useTimeText, useWarningTexts } from './words.ts'

const room = HEADLINE_ROOM - (inExercise ? 'DIỄN TẬP: '.length : 0)
const HOUR = 3_600_000

/** The form, and beside it what people will get from the words as they stand. */
export function Compose({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  const now = useNow(30)
  const draft = useDraft(w)
  const { text, change } = draft
  const faults = faultsOf(w, text, now)
  const of = (field: string) => faults.find(f => f.field === field && f.severity === 'error')
  return (
    <>
      <div className="compose">
        <div className="compose-form">
          {w.returnedRemark && <p className="note doubt">{t('returnedBy', { remark: w.returnedRemark })}</p>}
          {w.editsSinceApproval > 0 && <p className="note doubt">{t('editsSince', { n: w.editsSinceApproval })}</p>}
          {draft.state.kind === 'conflict' && (
            <p className="note late">
              {t('changedElsewhere')}{' '}
              <Button look="quiet" onClick={() => void draft.reload()}>
                {t('reload')}
              </Button>
            </p>
          )}
          <Head w={w} text={text} change={change} error={of('expiresAt')} />
          <Areas w={w} text={text} change={change} />
          <Headline text={text} change={change} error={of('headline')} />
          <Happening
            w={w}
            text={text}
            change={change}
            error={of('description')}
            version={() => draft.version.current}
            save={draft.save}
          />
          <Field label={t('instruction')} hint={t('instructionHint')} error={useFault(of('instruction'))}>
            {c => (
              <MarkedArea
                {...c}
                figures={[]}
                value={text.instruction}
                onChange={instruction => change({ instruction })}
              />
            )}
          </Field>
          <English w={w} text={text} change={change} />
          <Grading text={text} change={change} />
          <Checks w={w} faults={faults} />
        </div>
        <aside className="compose-people">
          <h2>{t('people')}</h2>
          <PeopleView w={w} words={text} now={now} />
          <Channels w={w} />
          <CapText w={w} />
        </aside>
      </div>
      <ActionBar
        w={w}
        blocked={faults.some(f => f.severity === 'error') || draft.state.kind === 'conflict'}
        before={draft.save}
        version={() => draft.version.current}
        saved={<Saved state={draft.state} />}
      />
    </>
  )
}

type Part = { text: Local; change: (part: Partial<Local>) => void }
type Fault = ReturnType<typeof faultsOf>[number] | undefined

function useFault(fault: Fault): string | null {
  const names = useNames()
  return fault ? names.fault(fault) : null
}

/** Hazard, level, from when, until when. */
function Head({ w, text, change, error }: Part & { w: WarningFull; error: Fault }) {
  const t = useWarningTexts()
  const hazardName = useHazardName()
  const b = w.level.bulletin
  return (
    <div className="compose-head">
      <Field label={t('hazard')}>
        {c => (
          <output {...c} className="input still">
            {hazardName(w.hazard)}
          </output>
        )}
      </Field>
      <Field label={t('level')}>
        {c => (
          <output {...c} className="input still row">
            <LevelBadge level={w.level.level} status={levelStatus(w)} />
            <span className="s">
              {w.level.status === 'none'
                ? t('levelNone')
                : b
                  ? `${t('official')}, ${t('bulletinOf', { time: formatDateTime(Date.parse(b.issuedAt)) })}`
                  : `${t(levelStatus(w))} · ${w.level.article ?? ''}`}
            </span>
          </output>
        )}
      </Field>
      <Field label={t('effective')} hint={t('effectiveHint')}>
        {c => <TimeInput {...c} value={text.effectiveAt} onChange={effectiveAt => change({ effectiveAt })} />}
      </Field>
      <Field
        label={t('expires')}
        error={useFault(error)}
        aside={
          <span className="plus">
            {[3, 6, 12].map(n => (
              <button
                key={n}
                type="button"
                onClick={() =>
                  change({ expiresAt: new Date(Math.ceil((runNow() + n * HOUR) / HOUR) * HOUR).toISOString() })
                }
              >
                {t('plusHours', { n })}
              </button>
            ))}
          </span>
        }
      >
        {c => <TimeInput {...c} value={text.expiresAt} onChange={expiresAt => expiresAt && change({ expiresAt })} />}
      </Field>
    </div>
  )
}

/** Who it is for; communes with the same hazard at a level that are not chosen are offered. */
function Areas({ w, text, change }: Part & { w: WarningFull }) {
  const t = useWarningTexts()
  const communes = useUnits({ kind: 'commune' })
  const levels = useQuery({ queryKey: ['levels', 'list'], queryFn: () => api.get<LevelList>('/api/levels') })
  const chosen = new Set(text.unitIds)
  const also = (levels.data?.levels ?? []).filter(
    l =>
      l.hazard === w.hazard &&
      !chosen.has(l.unitId) &&
      ((l.official ?? l.suggested)?.level ?? 1) >= Math.max(1, w.level.level ?? 1),
  )
  const fixed = w.msgType === 'Cancel'
  return (
    <Field
      label={t('areas')}
      hint={t('areasSummary', { communes: text.unitIds.length, hamlets: w.recipients.hamlets })}
    >
      {c => (
        <>
          {fixed ? (
            <output {...c} className="input still">
              {w.areas.map(a => a.name).join(', ')}
            </output>
          ) : (
            <UnitPicker
              {...c}
              multiple
              units={communes.data ?? []}
              value={text.unitIds}
              onChange={unitIds => unitIds.length && change({ unitIds })}
            />
          )}
          {!fixed && also.length > 0 && (
            <span className="also">
              <span className="s">{t('alsoAt')}</span>
              {also.slice(0, 8).map(l => (
                <button
                  key={l.unitId}
                  type="button"
                  className="tag"
                  onClick={() => change({ unitIds: [...text.unitIds, l.unitId] })}
                >
                  + {l.unitName}
                </button>
              ))}
              {also.length > 1 && (
                <button
                  type="button"
                  className="tag"
                  onClick={() => change({ unitIds: [...text.unitIds, ...also.map(l => l.unitId)] })}
                >
                  {t('addAll')}
                </button>
              )}
            </span>
          )}
        </>
      )}
    </Field>
  )
}

function Headline({ text, change, error }: Part & { error: Fault }) {
  const t = useWarningTexts()
  const left = room - [...text.headline.trim()].length
  return (
    <Field
      label={t('headline')}
      error={useFault(error)}
      aside={
        <span className={`xs ${left < 0 ? 'late' : ''}`}>
          {left < 0 ? t('tooLong', { n: -left }) : t('left', { n: left })}
        </span>
      }
    >
      {c => (
        <input
          {...c}
          className="input headline"
          maxLength={HEADLINE_ROOM}
          value={text.headline}
          onChange={e => change({ headline: e.target.value })}
        />
      )}
    </Field>
  )
}

/** What is happening, with the figures marked, and the newer ones offered. */
function Happening({
  w,
  text,
  change,
  error,
  version,
  save,
}: Part & { w: WarningFull; error: Fault; version: () => number; save: () => Promise<void> }) {
  const t = useWarningTexts()
  const refresh = useSend(
    async () => {
      await save()
      return api.post<WarningDone>(`/api/warnings/${w.id}/refresh`, { version: version() })
    },
    { topics: ['warnings'], done: t('refreshed') },
  )
  return (
    <Field label={t('happening')} hint={w.figures.length ? t('figuresHint') : undefined} error={useFault(error)}>
      {c => (
        <>
          <MarkedArea
            {...c}
            figures={w.figures}
            value={text.description}
            onChange={description => change({ description })}
          />
          {w.newerFigures.length > 0 && (
            <div className="note doubt">
              <span>{t('newer', { list: w.newerFigures.map(f => f.after).join('; ') })}</span>
              <span className="sp" />
              <Button busy={refresh.isPending} onClick={() => refresh.mutate(undefined)}>
                {t('refresh')}
              </Button>
            </div>
          )}
        </>
      )}
    </Field>
  )
}

function English({ w, text, change }: Part & { w: WarningFull }) {
  const t = useWarningTexts()
  return (
    <details className="card fold">
      <summary>{t('english')}</summary>
      <div className="pad form">
        <Field label={t('headline')}>
          {c => (
            <input
              {...c}
              lang="en"
              className="input"
              maxLength={HEADLINE_ROOM}
              value={text.headlineEn}
              onChange={e => change({ headlineEn: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('happening')}>
          {c => (
            <MarkedArea
              {...c}
              language="en"
              figures={w.figures}
              value={text.descriptionEn}
              onChange={descriptionEn => change({ descriptionEn })}
            />
          )}
        </Field>
        <Field label={t('instruction')}>
          {c => (
            <MarkedArea
              {...c}
              language="en"
              figures={[]}
              value={text.instructionEn}
              onChange={instructionEn => change({ instructionEn })}
            />
          )}
        </Field>
      </div>
    </details>
  )
}

const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const

function Grading({ text, change }: Part) {
  const t = useWarningTexts()
  return (
    <details className="card fold">
      <summary>
        {t('more')}: {t(`sev.${text.severity}`)}, {t(`urg.${text.urgency}`)}, {t(`cer.${text.certainty}`)}
      </summary>
      <div className="pad form-row">
        <Field label={t('severity')}>
          {c => (
            <select
              {...c}
              className="input"
              value={text.severity}
              onChange={e => change({ severity: e.target.value as Local['severity'] })}
            >
              {severities.map(v => (
                <option key={v} value={v}>
                  {t(`sev.${v}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('urgency')}>
          {c => (
            <select
              {...c}
              className="input"
              value={text.urgency}
              onChange={e => change({ urgency: e.target.value as Local['urgency'] })}
            >
              {urgencies.map(v => (
                <option key={v} value={v}>
                  {t(`urg.${v}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('certainty')}>
          {c => (
            <select
              {...c}
              className="input"
              value={text.certainty}
              onChange={e => change({ certainty: e.target.value as Local['certainty'] })}
            >
              {certainties.map(v => (
                <option key={v} value={v}>
                  {t(`cer.${v}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </details>
  )
}

function Saved({ state }: { state: ReturnType<typeof useDraft>['state'] }) {
  const t = useWarningTexts()
  const time = useTimeText()
  if (state.kind === 'saving') return <span className="s">{t('saving')}</span>
  if (state.kind === 'failed')
    return (
      <span className="s late" title={state.why}>
        {t('notSaved')}: {state.why}
      </span>
    )
  if (state.kind === 'conflict') return <span className="s late">{t('notSaved')}</span>
  return <span className="s">{t('saved', { time: time(state.at) })}</span>
}
