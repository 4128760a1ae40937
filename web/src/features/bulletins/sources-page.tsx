import type { BulletinSourceIn, BulletinSourceOut, FetchOutcome } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  ConfirmByName,
  Empty,
  Field,
  Icon,
  Loading,
  PageHeader,
  RelativeTime,
  Tag,
  toast,
} from '../../ui/index.ts'
import './bulletins.css'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const blank: BulletinSourceIn = { name: '', url: '', kind: 'cap', everyMinutes: 30, enabled: true }

/** Addresses from which bulletins are fetched. An administrator sets them; no other address is ever called. */
export default function SourcesPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const [editing, setEditing] = useState<BulletinSourceOut | 'new' | null>(null)
  const sources = useQuery({
    queryKey: ['levels', 'bulletin-sources'],
    queryFn: () => api.get<BulletinSourceOut[]>('/api/bulletin-sources'),
  })
  const mayAdd = hasRole(me, 'administrator')
  return (
    <>
      <PageHeader
        title={t('sourcesTitle')}
        back={
          <Link to="/ban-tin" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          mayAdd && (
            <Button look="main" icon="plus" onClick={() => setEditing('new')}>
              {t('addSource')}
            </Button>
          )
        }
      />
      <div className="page narrow">
        <p className="mut">{t('sourcesIntro')}</p>
        {editing && (
          <SourceForm
            key={editing === 'new' ? 'new' : editing.id}
            source={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
          />
        )}
        <Answer of={sources} loading={<Loading shape="panel" rows={2} />}>
          {list =>
            list.length ? (
              list.map(s => <SourceCard key={s.id} source={s} onEdit={() => setEditing(s)} />)
            ) : (
              <Card>
                <Empty title={t('noSources')}>{mayAdd ? t('noSourcesHint') : t('askAdministrator')}</Empty>
              </Card>
            )
          }
        </Answer>
      </div>
    </>
  )
}

function SourceCard({ source: s, onEdit }: { source: BulletinSourceOut; onEdit: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [dropping, setDropping] = useState(false)
  const fetchNow = useSend(() => api.post<FetchOutcome>(`/api/bulletin-sources/${s.id}/fetch`), {
    topics: ['levels'],
    onDone: out =>
      toast(
        out.arrived > 0
          ? t('fetched', { n: out.arrived })
          : out.known > 0
            ? t('fetchedKnown', { n: out.known })
            : t('fetchedNothing'),
      ),
  })
  const drop = useSend(() => api.delete(`/api/bulletin-sources/${s.id}`), {
    topics: ['levels'],
    done: t('sourceDropped'),
  })
  return (
    <Card
      title={s.name}
      aside={
        <>
          {!s.enabled && <Tag>{t('off')}</Tag>}
          {s.failures > 0 && <Tag tone="late">{t('failures', { n: s.failures })}</Tag>}
          <Tag>{t(`sourceKind.${s.kind}`)}</Tag>
        </>
      }
    >
      <div className="pad stack">
        <span className="s bulletin-url">{s.url}</span>
        <div className="s row wrap">
          <span>{s.everyMinutes === null ? t('byHand') : t('every', { n: s.everyMinutes })}</span>
          {s.succeededAt && (
            <span>
              {t('lastGood')} <RelativeTime at={s.succeededAt} />
            </span>
          )}
          {s.nextAt && (
            <span>
              {t('nextFetch')} <RelativeTime at={s.nextAt} />
            </span>
          )}
          {!s.triedAt && <span className="mut">{t('neverFetched')}</span>}
        </div>
        {s.lastError && <p className="note late s">{language === 'en' ? s.lastErrorEn : s.lastError}</p>}
        <div className="row wrap">
          <Button icon="download" busy={fetchNow.isPending} onClick={() => fetchNow.mutate(undefined)}>
            {t('fetchNow')}
          </Button>
          {s.mayChange && (
            <>
              <Button look="quiet" icon="edit" onClick={onEdit}>
                {t('change')}
              </Button>
              <Button look="quiet" onClick={() => setDropping(true)}>
                {t('dropSource')}
              </Button>
            </>
          )}
        </div>
      </div>
      {dropping && (
        <ConfirmByName
          title={t('dropSource')}
          name={s.name}
          action={t('dropSource')}
          busy={drop.isPending}
          onConfirm={() => drop.mutate(undefined)}
          onClose={() => setDropping(false)}
        >
          {t('dropSourceHint')}
        </ConfirmByName>
      )}
    </Card>
  )
}

function SourceForm({ source, onClose }: { source: BulletinSourceOut | null; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [draft, setDraft] = useState<BulletinSourceIn>(
    source
      ? {
          name: source.name,
          url: source.url,
          kind: source.kind,
          everyMinutes: source.everyMinutes,
          enabled: source.enabled,
        }
      : blank,
  )
  const [tried, setTried] = useState(false)
  const change = (part: Partial<BulletinSourceIn>) => setDraft({ ...draft, ...part })
  const save = useSend(
    (s: BulletinSourceIn) =>
      source ? api.put(`/api/bulletin-sources/${source.id}`, s) : api.post('/api/bulletin-sources', s),
    { topics: ['levels'], quiet: true, done: t('sourceSaved'), onDone: onClose },
  )
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setTried(true)
    if (draft.name.trim() && draft.url.trim()) save.mutate({ ...draft, name: draft.name.trim(), url: draft.url.trim() })
  }
  return (
    <Card title={source ? t('change') : t('addSource')}>
      <form className="form pad" onSubmit={submit} noValidate>
        <Field label={t('sourceName')} required error={tried && !draft.name.trim() ? t('needName') : null}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={300}
              value={draft.name}
              onChange={e => change({ name: e.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('sourceUrl')}
          hint={t('sourceUrlHint')}
          required
          error={tried && !draft.url.trim() ? t('needUrl') : null}
        >
          {c => (
            <input
              {...c}
              className="input"
              type="url"
              inputMode="url"
              maxLength={600}
              value={draft.url}
              onChange={e => change({ url: e.target.value })}
            />
          )}
        </Field>
        <div className="form-row">
          <Field label={t('sourceKind')}>
            {c => (
              <select
                {...c}
                className="input"
                value={draft.kind}
                onChange={e => change({ kind: e.target.value as BulletinSourceIn['kind'] })}
              >
                <option value="cap">{t('sourceKind.cap')}</option>
                <option value="page">{t('sourceKind.page')}</option>
              </select>
            )}
          </Field>
          <Field label={t('sourceEvery')}>
            {c => (
              <select
                {...c}
                className="input"
                value={draft.everyMinutes ?? 0}
                onChange={e => change({ everyMinutes: Number(e.target.value) || null })}
              >
                <option value={0}>{t('byHand')}</option>
                {[5, 15, 30, 60, 180, 360].map(n => (
                  <option key={n} value={n}>
                    {t('every', { n })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <label className="check">
          <input type="checkbox" checked={draft.enabled} onChange={e => change({ enabled: e.target.checked })} />
          {t('sourceEnabled')}
        </label>
        {save.error && (
          <p className="field-error" role="alert">
            {messageOf(save.error)}
          </p>
        )}
        <div className="row wrap">
          <Button look="main" type="submit" busy={save.isPending}>
            {t('saveSource')}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
