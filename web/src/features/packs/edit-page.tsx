import { diffPacks, readPack, type RulePack } from '@tusom/domain'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { useGo, useSearchParam } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Field, Loading, PageHeader, toast } from '../../ui/index.ts'
import { DifferenceList } from './difference-list.tsx'
import { downloadJson } from './download-json.ts'
import en from './en.json' with { type: 'json' }
import { HazardForm } from './hazard-form.tsx'
import { HistoryForm } from './history-form.tsx'
import { PackNav } from './pack-nav.tsx'
import { SideBySide } from './side-by-side.tsx'
import { useHistory } from './use-history.ts'
import { usePackBody } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

/** A version of the province made from another: forms, all faults, what differs, and what a past event would have been. */
export default function EditPage() {
  const t = useTexts(vi, en)
  const [name] = useSearchParam('ban')
  const base = usePackBody(name)
  return (
    <>
      <PageHeader title={t('editTitle')} />
      <div className="page">
        <PackNav />
        {name ? (
          <Answer of={base} loading={<Loading shape="panel" rows={4} />}>
            {pack => <Editor key={name} base={pack} />}
          </Answer>
        ) : (
          <p className="note">{t('notFound')}</p>
        )}
      </div>
    </>
  )
}

function Editor({ base }: { base: RulePack }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const [draft, setDraft] = useState<RulePack>(() => ({
    ...base,
    version: `${base.version}-tinh.1`,
    base: { id: base.id, version: base.version },
  }))
  const [note, setNote] = useState('')
  const [faults, setFaults] = useState<string[]>([])
  // typing goes on while the past event is judged again
  const settled = useDeferredValue(draft)
  const read = useMemo(() => readPack(JSON.parse(JSON.stringify(settled))), [settled])
  const good = 'pack' in read ? read.pack : null
  const said = 'faults' in read ? read.faults : faults
  const judged = useMemo(
    () => new Set(good ? diffPacks(base, good).flatMap(d => (d.judges ? [d.hazard] : [])) : []),
    [base, good],
  )
  const history = useHistory()
  // the preview is there from the start: the last week, until another period is asked for
  const { mutate: fetchWeek } = history.fetchIt
  useEffect(() => {
    const to = now()
    fetchWeek({ from: new Date(to - 7 * 86_400_000).toISOString(), to: new Date(to).toISOString() })
  }, [fetchWeek])
  const save = useSend(() => api.post('/api/packs', { pack: draft, note: note.trim() }), {
    topics: ['packs'],
    quiet: true,
    done: t('saved', { version: draft.version }),
    onDone: () => go(`/goi-luat/xem?ban=${encodeURIComponent(`${draft.id}@${draft.version}`)}`),
  })
  const take = async (file: File | undefined) => {
    if (!file) return
    try {
      const got = readPack(JSON.parse(await file.text()))
      if ('faults' in got) return setFaults(got.faults)
      setFaults([])
      setDraft({ ...got.pack, id: base.id, base: { id: base.id, version: base.version } })
      toast(t('imported'))
    } catch (e) {
      setFaults([t('badJson', { why: (e as Error).message.slice(0, 120) })])
    }
  }
  return (
    <div className="pack-split">
      <div className="stack">
        {draft.hazards.map((h, i) => (
          <HazardForm
            key={h.hazard}
            hazard={h}
            changed={judged.has(h.hazard)}
            onChange={next => setDraft(d => ({ ...d, hazards: d.hazards.map((x, k) => (k === i ? next : x)) }))}
          />
        ))}
      </div>
      <div className="stack pack-side">
        <Card title={t('save')}>
          <div className="pack-form">
            <Field label={t('newVersion')} required>
              {c => (
                <input
                  {...c}
                  className="input"
                  value={draft.version}
                  maxLength={60}
                  onChange={e => setDraft({ ...draft, version: e.target.value.trim() })}
                />
              )}
            </Field>
            <Field label={t('note')} hint={t('noteHint')} required>
              {c => (
                <input {...c} className="input" value={note} maxLength={300} onChange={e => setNote(e.target.value)} />
              )}
            </Field>
          </div>
          {said.length > 0 && (
            <div className="pad note late" role="alert">
              <b>{t('faults')}</b>
              <ul>
                {said.map(f => (
                  <li key={f}>{f}</li>
                ))}
              </ul>
            </div>
          )}
          {save.error && (
            <p className="pad note late" role="alert">
              {messageOf(save.error)}
            </p>
          )}
          <div className="pad row wrap">
            <Button
              look="main"
              disabled={!good || !note.trim()}
              busy={save.isPending}
              onClick={() => save.mutate(undefined)}
            >
              {t('save')}
            </Button>
            <Button icon="download" onClick={() => downloadJson(draft)}>
              {t('export')}
            </Button>
            <label className="btn plain">
              {t('import')}
              <input
                className="vh"
                type="file"
                accept=".json,application/json"
                onChange={e => {
                  void take(e.target.files?.[0])
                  e.target.value = ''
                }}
              />
            </label>
            <span className="s">{t('saveHint')}</span>
          </div>
        </Card>
        <Card title={t('differences')}>
          {good && <DifferenceList from={base} to={{ ...good, base: base.base ?? null }} />}
        </Card>
        <Card title={t('preview')}>
          <p className="pad mut">
            {t('previewHint')} <b>{t('live')}</b>
          </p>
          <HistoryForm of={history} />
          {good && history.loaded && (
            <SideBySide a={base} b={good} nameA={t('sideA')} nameB={t('sideB')} loaded={history.loaded} />
          )}
        </Card>
      </div>
    </div>
  )
}
