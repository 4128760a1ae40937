import type { WarningTemplateIn, WarningTemplateOut } from '@tusom/contract'
import { adviceAt, adviceFor, HEADLINE_ROOM, warnedHazards } from '@tusom/domain'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo, useParams } from '../../app/navigation.tsx'
import { Answer, Button, Card, Empty, Field, Loading, PageHeader, useHazardName } from '../../ui/index.ts'
import { MarkedArea } from './marked-area.tsx'
import { useTemplates } from './use-warning.ts'
import './warnings.css'
import { useWarningTexts } from './words.ts'

const fresh: WarningTemplateIn = {
  name: '',
  kind: 'alert',
  hazard: warnedHazards[0] ?? 'flood',
  headline: '',
  description: '',
  instruction: '',
  headlineEn: '',
  descriptionEn: '',
  instructionEn: '',
  urgency: 'Immediate',
  severity: 'Severe',
  certainty: 'Observed',
  responses: ['Evacuate'],
  validHours: 6,
}
const wordsOf = (x: WarningTemplateOut): WarningTemplateIn => ({
  name: x.name,
  kind: x.kind,
  hazard: x.hazard,
  headline: x.headline,
  description: x.description,
  instruction: x.instruction,
  headlineEn: x.headlineEn,
  descriptionEn: x.descriptionEn,
  instructionEn: x.instructionEn,
  urgency: x.urgency,
  severity: x.severity,
  certainty: x.certainty,
  responses: x.responses,
  validHours: x.validHours,
})

/** Writing or changing a prepared text; a change asks for both approvals again. */
export default function TemplatePage() {
  const t = useWarningTexts()
  const { id = 'moi' } = useParams()
  const templates = useTemplates()
  return (
    <>
      <PageHeader
        title={t(id === 'moi' ? 't.new' : 't.editTitle')}
        back={
          <Link className="btn quiet" to="/canh-bao/mau">
            ‹ {t('t.title')}
          </Link>
        }
      />
      <div className="page">
        <Card>
          <Answer of={templates} loading={<Loading shape="panel" />}>
            {list => {
              const found = list.find(x => String(x.id) === id)
              if (id !== 'moi' && !found) return <Empty title={t('notFoundTemplate')} />
              return <Form key={id} id={found?.id ?? null} start={found ? wordsOf(found) : fresh} />
            }}
          </Answer>
        </Card>
      </div>
    </>
  )
}

function Form({ id, start }: { id: number | null; start: WarningTemplateIn }) {
  const t = useWarningTexts()
  const go = useGo()
  const hazardName = useHazardName()
  const [x, setX] = useState(start)
  const set = (part: Partial<WarningTemplateIn>) => setX(before => ({ ...before, ...part }))
  const save = useSend(
    (words: WarningTemplateIn) =>
      id === null ? api.post('/api/warning-templates', words) : api.put(`/api/warning-templates/${id}`, words),
    { topics: ['warnings'], done: t('t.saved'), onDone: () => go('/canh-bao/mau') },
  )
  const fill = () => {
    const advice = adviceFor(x.hazard)
    if (!advice) return
    const { actions, impact } = adviceAt(advice, 3)
    const numbered = (language: 'vi' | 'en') => actions.map((a, i) => `${i + 1}. ${a[language]}`).join('\n')
    set({
      instruction: numbered('vi'),
      instructionEn: numbered('en'),
      description: x.description || `Lúc {luc}, tại {noi}: ${impact.vi}`,
      descriptionEn: x.descriptionEn || `At {luc}, {noi}: ${impact.en}`,
    })
  }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    save.mutate(x)
  }
  return (
    <form className="pad form" onSubmit={submit}>
      <div className="form-row">
        <Field label={t('t.name')} required>
          {c => (
            <input
              {...c}
              className="input"
              required
              maxLength={200}
              value={x.name}
              onChange={e => set({ name: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('t.kind')}>
          {c => (
            <select
              {...c}
              className="input"
              value={x.kind}
              onChange={e =>
                set(
                  e.target.value === 'cancel'
                    ? { kind: 'cancel', urgency: 'Past', responses: ['AllClear'], validHours: 24 }
                    : { kind: 'alert', urgency: 'Immediate', responses: ['Evacuate'] },
                )
              }
            >
              {(['alert', 'cancel'] as const).map(k => (
                <option key={k} value={k}>
                  {t(`t.kind.${k}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('hazard')}>
          {c => (
            <select {...c} className="input" value={x.hazard} onChange={e => set({ hazard: e.target.value })}>
              {warnedHazards.map(h => (
                <option key={h} value={h}>
                  {hazardName(h)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('t.hours')}>
          {c => (
            <input
              {...c}
              className="input"
              type="number"
              min={1}
              max={72}
              value={x.validHours}
              onChange={e => set({ validHours: Number(e.target.value) })}
            />
          )}
        </Field>
        <Field label={t('severity')}>
          {c => (
            <select
              {...c}
              className="input"
              value={x.severity}
              onChange={e => set({ severity: e.target.value as WarningTemplateIn['severity'] })}
            >
              {(['Extreme', 'Severe', 'Moderate', 'Minor'] as const).map(v => (
                <option key={v} value={v}>
                  {t(`sev.${v}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p className="note gaps">
        {t('t.gaps')}
        <span className="sp" />
        <Button onClick={fill}>{t('t.fillAdvice')}</Button>
      </p>
      <Field label={t('headline')} required>
        {c => (
          <input
            {...c}
            className="input headline"
            required
            maxLength={HEADLINE_ROOM}
            value={x.headline}
            onChange={e => set({ headline: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('happening')} required>
        {c => (
          <MarkedArea
            {...c}
            required
            figures={[]}
            value={x.description}
            onChange={description => set({ description })}
          />
        )}
      </Field>
      <Field label={t('instruction')} hint={t('instructionHint')} required>
        {c => (
          <MarkedArea
            {...c}
            required
            figures={[]}
            value={x.instruction}
            onChange={instruction => set({ instruction })}
          />
        )}
      </Field>
      <details className="fold card">
        <summary>{t('english')}</summary>
        <div className="pad form">
          <Field label={t('headline')}>
            {c => (
              <input
                {...c}
                lang="en"
                className="input"
                maxLength={HEADLINE_ROOM}
                value={x.headlineEn}
                onChange={e => set({ headlineEn: e.target.value })}
              />
            )}
          </Field>
          <Field label={t('happening')}>
            {c => (
              <MarkedArea
                {...c}
                language="en"
                figures={[]}
                value={x.descriptionEn}
                onChange={descriptionEn => set({ descriptionEn })}
              />
            )}
          </Field>
          <Field label={t('instruction')}>
            {c => (
              <MarkedArea
                {...c}
                language="en"
                figures={[]}
                value={x.instructionEn}
                onChange={instructionEn => set({ instructionEn })}
              />
            )}
          </Field>
        </div>
      </details>
      <div className="row end">
        <Button type="submit" look="main" busy={save.isPending}>
          {t('t.save')}
        </Button>
      </div>
    </form>
  )
}
