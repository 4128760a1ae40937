import { hazardLines, type PackHazard, type RulePack } from '@tusom/domain'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { inExercise } from '../../app/run.ts'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Field, LevelBadge, Loading, PageHeader, Tag } from '../../ui/index.ts'
import { downloadJson } from './download-json.ts'
import en from './en.json' with { type: 'json' }
import { PackNav, StatusTag } from './pack-nav.tsx'
import { useNamed, usePackBody, usePackList, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

/** One version: every hazard with its article, source, status and rows in words. */
export default function PackPage() {
  const t = useTexts(vi, en)
  const said = useSaid()
  const me = useMe()
  const [name] = useSearchParam('ban')
  const body = usePackBody(name)
  const list = usePackList()
  const row = list.data?.versions.find(v => `${v.id}@${v.version}` === name)
  const standing = list.data?.inForce.some(p => `${p.packId}@${p.version}` === name) ?? false
  const hand = hasRole(me, 'leader', 'standing-agency', 'duty-officer')
  const to = encodeURIComponent(name ?? '')
  if (!name)
    return (
      <>
        <PageHeader title={t('title')} />
        <div className="page">
          <PackNav />
          <Card>
            <Empty title={t('notFound')} />
          </Card>
        </div>
      </>
    )
  return (
    <>
      <PageHeader
        title={body.data ? said({ vi: body.data.title, en: body.data.titleEn }) : t('title')}
        actions={
          <>
            {body.data && (
              <Button icon="download" onClick={() => downloadJson(body.data as RulePack)}>
                {t('export')}
              </Button>
            )}
            {hand && !inExercise && (
              <Link className="btn plain" to={`/goi-luat/sua?ban=${to}`}>
                {t('edit')}
              </Link>
            )}
          </>
        }
      >
        <Tag>{name.split('@')[1]}</Tag>
        {standing && <Tag tone="ok">{t('inForce')}</Tag>}
      </PageHeader>
      <div className="page">
        <PackNav />
        {row && (
          <p className="mut">
            {row.province === null ? t('shipped') : t('ofProvince', { name: row.province })}
            {row.base && `, ${t('base', { base: row.base })}`} · {row.basis}
            {row.effectiveFrom && ` · ${t('effective', { from: row.effectiveFrom })}`}
            {row.note && ` · ${row.note} (${row.madeBy})`}
            {row.base && (
              <>
                {' · '}
                <Link to={`/goi-luat/so-sanh?a=${encodeURIComponent(`${row.id}@${row.base}`)}&b=${to}`}>
                  {t('compareBase')}
                </Link>
              </>
            )}
          </p>
        )}
        {hand && row && !standing && <Propose packId={row.id} version={row.version} />}
        <Answer of={body} loading={<Loading shape="panel" rows={4} />}>
          {pack => pack.hazards.map(h => <Hazard key={h.hazard} hazard={h} />)}
        </Answer>
      </div>
    </>
  )
}

function Propose({ packId, version }: { packId: string; version: string }) {
  const t = useTexts(vi, en)
  const [reason, setReason] = useState('')
  const send = useSend(() => api.post('/api/packs/choices', { packId, version, reason: reason.trim() }), {
    topics: ['packs'],
    done: t('chooseDone'),
    onDone: () => setReason(''),
  })
  return (
    <Card>
      <div className="pack-form">
        <Field label={t('reason')} hint={t('chooseHint')}>
          {c => (
            <input {...c} className="input" value={reason} maxLength={300} onChange={e => setReason(e.target.value)} />
          )}
        </Field>
        <Button look="main" busy={send.isPending} disabled={!reason.trim()} onClick={() => send.mutate(undefined)}>
          {t('choose')}
        </Button>
      </div>
    </Card>
  )
}

function Hazard({ hazard }: { hazard: PackHazard }) {
  const t = useTexts(vi, en)
  const said = useSaid()
  const named = useNamed()
  const lines = hazardLines(hazard)
  const slack = 'hysteresis' in hazard ? hazard.hysteresis : undefined
  return (
    <Card>
      <details className="pack-hazard">
        <summary>
          <b>{named(hazard)}</b>
          <StatusTag status={hazard.status} />
          <span className="mut">
            {hazard.article} · {t('rows', { n: lines.filter(l => l.kind === 'row').length })}
          </span>
        </summary>
        <div className="pad stack">
          <p className="s">
            {t('source')}: {hazard.source}
          </p>
          {(hazard.notes ?? []).length > 0 && (
            <>
              <b className="s">{t('notes')}</b>
              <ul className="s">
                {hazard.notes?.map(n => (
                  <li key={n}>{n}</li>
                ))}
              </ul>
            </>
          )}
          {(slack || hazard.dwell) && (
            <p className="s">
              {slack ? `${t('hysteresis')}: ${slack}. ` : ''}
              {hazard.dwell?.up ? `${t('dwellUp')}: ${hazard.dwell.up}. ` : ''}
              {hazard.dwell?.down ? `${t('dwellDown')}: ${hazard.dwell.down}.` : ''}
            </p>
          )}
        </div>
        <table className="pack-lines">
          <thead>
            <tr>
              <th>{t('row')}</th>
              <th>{t('level')}</th>
              <th>{t('says')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(l => (
              <tr key={l.id}>
                <td>{l.id}</td>
                <td>{l.kind === 'row' && <LevelBadge level={l.level} status="suggested" size="small" />}</td>
                <td>{said(l)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}
