import type { CommendationList, CommendationOut, IncidentList, TaskList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Field, FormDialog, UnitPicker } from '../../ui/index.ts'
import { asPicked } from '../inspections/plan-fields.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Proposing a collective or a person: name, post and unit only, what they did, and on what it rests. */
export function ProposeDialog(props: { list: CommendationList; change: CommendationOut | null; onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { list, change: c } = props
  const [unitId, setUnitId] = useState(c?.unit.id ?? list.proposing[0]?.unit.id ?? 0)
  const [kind, setKind] = useState<'collective' | 'person'>(c?.kind ?? 'collective')
  const [subject, setSubject] = useState<number[]>(c ? [c.subject.id] : [])
  const [groupName, setGroupName] = useState(c?.groupName ?? '')
  const [name, setName] = useState(c?.name ?? '')
  const [position, setPosition] = useState(c?.position ?? '')
  const [merit, setMerit] = useState(c?.merit ?? '')
  const [award, setAward] = useState(c?.award ?? list.awards[0]?.code ?? 'commune')
  const [link, setLink] = useState(c?.link ? `${c.link.kind}/${c.link.id}` : '')
  const [deleteAfter, setDeleteAfter] = useState(c?.grounds.deleteAfter ?? list.deleteAfter)
  const [tried, setTried] = useState(false)
  const tasks = useQuery({
    queryKey: ['tasks', 'commended'],
    queryFn: () => api.get<TaskList>('/api/tasks?side=all&state=done&limit=50'),
  })
  const incidents = useQuery({
    queryKey: ['incidents', 'commended'],
    queryFn: () => api.get<IncidentList>('/api/incidents'),
  })
  const person = kind === 'person'
  const faults = {
    subject: subject.length ? null : t('needUnit'),
    name: !person || name.trim().length >= 2 ? null : t('needName'),
    position: !person || position.trim().length >= 2 ? null : t('needPosition'),
    merit: merit.trim().length >= 10 ? null : t('needMerit'),
  }
  const send = useSend(
    () => {
      const [linkKind, linkId] = link.split('/')
      const fields = {
        subjectId: subject[0],
        kind,
        ...(person ? { name: name.trim(), position: position.trim(), deleteAfter } : { groupName: groupName.trim() }),
        merit: merit.trim(),
        award,
        ...(link ? { link: { kind: linkKind, id: Number(linkId) } } : {}),
      }
      return c ? api.put(`/api/commendations/${c.id}`, fields) : api.post('/api/commendations', { unitId, ...fields })
    },
    { topics: ['commendations', 'owed'], done: t('sent'), quiet: true, onDone: props.onClose },
  )
  const submit = () => {
    setTried(true)
    if (!Object.values(faults).some(Boolean)) send.mutate(undefined)
  }
  const subjects = list.proposing.find(p => p.unit.id === unitId)?.subjects ?? (c ? [c.subject] : [])
  const line = (
    label: string,
    value: string,
    set: (v: string) => void,
    error: string | null,
    max: number,
    hint?: string,
  ) => (
    <Field label={label} error={tried ? error : null} required={error !== null || person} {...(hint ? { hint } : {})}>
      {x => (
        <input
          {...x}
          className="input"
          maxLength={max}
          autoComplete="off"
          value={value}
          onChange={e => set(e.target.value)}
        />
      )}
    </Field>
  )
  return (
    <FormDialog
      title={t(c ? 'do.change' : 'propose')}
      action={t('send')}
      send={send}
      onSubmit={submit}
      onClose={props.onClose}
    >
      {!c && list.proposing.length > 1 && (
        <Field label={t('proposer')}>
          {x => (
            <select
              {...x}
              className="input"
              value={unitId}
              onChange={e => {
                setUnitId(Number(e.target.value))
                setSubject([])
              }}
            >
              {list.proposing.map(p => (
                <option key={p.unit.id} value={p.unit.id}>
                  {p.unit.fullName}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={t('whoKind')}>
        {x => (
          <select {...x} className="input" value={kind} onChange={e => setKind(e.target.value as typeof kind)}>
            <option value="collective">{t('kind.collective')}</option>
            <option value="person">{t('kind.person')}</option>
          </select>
        )}
      </Field>
      <Field label={t('ofUnit')} error={tried ? faults.subject : null} required>
        {x => <UnitPicker {...x} units={asPicked(subjects)} value={subject} onChange={setSubject} />}
      </Field>
      {person ? (
        <div className="form-row">
          {line(t('name'), name, setName, faults.name, 120)}
          {line(t('position'), position, setPosition, faults.position, 160)}
        </div>
      ) : (
        line(t('groupName'), groupName, setGroupName, null, 200, t('groupNameHint'))
      )}
      <Field label={t('merit')} hint={t('meritHint')} error={tried ? faults.merit : null} required>
        {x => (
          <textarea
            {...x}
            className="input"
            rows={4}
            maxLength={2000}
            value={merit}
            onChange={e => setMerit(e.target.value)}
          />
        )}
      </Field>
      <Field label={t('award')} hint={t('awardHint')}>
        {x => (
          <select {...x} className="input" value={award} onChange={e => setAward(e.target.value as typeof award)}>
            {list.awards.map(a => (
              <option key={a.code} value={a.code}>
                {a[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('rests')}>
        {x => (
          <select {...x} className="input" value={link} onChange={e => setLink(e.target.value)}>
            <option value="">{t('restsNone')}</option>
            {c?.link && <option value={`${c.link.kind}/${c.link.id}`}>{c.link.title || t('linkHidden')}</option>}
            {(incidents.data?.incidents.length ?? 0) > 0 && (
              <optgroup label={t('link.incident')}>
                {incidents.data?.incidents.map(i => (
                  <option key={i.id} value={`incident/${i.id}`}>
                    {i.title}
                  </option>
                ))}
              </optgroup>
            )}
            {(tasks.data?.tasks.length ?? 0) > 0 && (
              <optgroup label={t('link.task')}>
                {tasks.data?.tasks.map(x2 => (
                  <option key={x2.id} value={`task/${x2.id}`}>
                    {x2.title}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        )}
      </Field>
      {person && (
        <Field label={t('deleteAfter')} hint={t('deleteAfterHint')}>
          {x => (
            <input
              {...x}
              type="date"
              className="input"
              value={deleteAfter}
              onChange={e => setDeleteAfter(e.target.value)}
            />
          )}
        </Field>
      )}
    </FormDialog>
  )
}
