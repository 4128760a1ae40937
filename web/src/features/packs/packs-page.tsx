import type { PackChoiceOut, PackVersion } from '@tusom/contract'
import type { RulePack } from '@tusom/domain'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, DateTime, Empty, Loading, PageHeader, Table, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { PackNav, StatusTag, statuses } from './pack-nav.tsx'
import { useNamed, usePackBody, usePackList, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

/** All versions of the rule packs, which are in force, what waits for a second person, and how sure every fact is. */
export default function PacksPage() {
  const t = useTexts(vi, en)
  const said = useSaid()
  const go = useGo()
  const packs = usePackList()
  const standing = packs.data?.inForce ?? []
  const inForce = (v: PackVersion) => standing.find(p => p.packId === v.id && p.version === v.version)
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <PackNav />
        <p className="mut">{t('intro')}</p>
        <Answer of={packs} loading={<Loading shape="table" />}>
          {list => (
            <>
              <Waiting choices={list.choices.filter(c => c.state === 'proposed')} />
              <Card title={t('navPacks')}>
                <Table
                  id="ban"
                  name={t('navPacks')}
                  rows={list.versions}
                  rowKey={v => `${v.id}@${v.version}`}
                  onOpen={v => go(`/goi-luat/xem?ban=${encodeURIComponent(`${v.id}@${v.version}`)}`)}
                  empty={<Empty title={t('noPacks')}>{t('noPacksHint')}</Empty>}
                  columns={[
                    {
                      key: 'title',
                      title: t('pack'),
                      value: v => said({ vi: v.title, en: v.titleEn }),
                      cell: v => (
                        <Link to={`/goi-luat/xem?ban=${encodeURIComponent(`${v.id}@${v.version}`)}`}>
                          {said({ vi: v.title, en: v.titleEn })}
                        </Link>
                      ),
                    },
                    {
                      key: 'version',
                      title: t('version'),
                      value: v => v.version,
                      cell: v => (
                        <>
                          <b>{v.version}</b> {inForce(v) && <Tag tone="ok">{t('inForce')}</Tag>}
                        </>
                      ),
                    },
                    {
                      key: 'origin',
                      title: t('origin'),
                      value: v => v.province ?? t('shipped'),
                      cell: v =>
                        v.province === null
                          ? t('shipped')
                          : `${t('ofProvince', { name: v.province })}, ${t('base', { base: v.base ?? '' })}`,
                    },
                    {
                      key: 'facts',
                      title: t('facts'),
                      cell: v => (
                        <span className="pack-tags">
                          {statuses.map(s => {
                            const n = v.hazards.filter(h => h.status === s).length
                            return n > 0 && <StatusTag key={s} status={s} count={n} />
                          })}
                        </span>
                      ),
                    },
                    { key: 'made', title: t('made'), value: v => v.madeAt, cell: v => <DateTime at={v.madeAt} /> },
                  ]}
                />
              </Card>
              <Card title={t('choices')}>
                <Choices choices={list.choices} />
              </Card>
              <Card title={t('factsAll')} className="pack-facts">
                {standing.map(p => (
                  <Facts key={p.packId} name={`${p.packId}@${p.version}`} />
                ))}
              </Card>
            </>
          )}
        </Answer>
      </div>
    </>
  )
}

function Waiting({ choices }: { choices: readonly PackChoiceOut[] }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const approve = useSend((id: number) => api.post(`/api/packs/choices/${id}/approve`, {}), {
    topics: ['packs', 'levels'],
    done: t('approved'),
  })
  const turnDown = useSend((id: number) => api.post(`/api/packs/choices/${id}/turn-down`, {}), {
    topics: ['packs'],
    done: t('turnedDown'),
  })
  if (!choices.length) return null
  return (
    <Card title={t('waiting')}>
      {choices.map(c => (
        <div key={c.id} className="pad stack">
          <p>
            <b>{t('proposed', { who: c.proposedBy, version: `${c.packId} ${c.version}`, old: c.insteadOf })}</b>,{' '}
            <DateTime at={c.proposedAt} />. {c.reason}
          </p>
          <div className="row wrap">
            <Link
              className="btn plain"
              to={`/goi-luat/so-sanh?a=${encodeURIComponent(`${c.packId}@${c.insteadOf}`)}&b=${encodeURIComponent(`${c.packId}@${c.version}`)}`}
            >
              {t('compareOther')}
            </Link>
            {c.mine && <span className="note">{t('mineWaits')}</span>}
            {hasRole(me, 'leader') && (
              <>
                {!c.mine && (
                  <Button look="main" busy={approve.isPending} onClick={() => approve.mutate(c.id)}>
                    {t('approve')}
                  </Button>
                )}
                <Button busy={turnDown.isPending} onClick={() => turnDown.mutate(c.id)}>
                  {t('turnDown')}
                </Button>
              </>
            )}
          </div>
        </div>
      ))}
    </Card>
  )
}

function Choices({ choices }: { choices: readonly PackChoiceOut[] }) {
  const t = useTexts(vi, en)
  return (
    <Table
      id="chon"
      plain
      name={t('choices')}
      rows={choices.filter(c => c.state !== 'proposed')}
      rowKey={c => c.id}
      empty={<Empty title={t('noChoices')}>{t('notChosen')}</Empty>}
      columns={[
        { key: 'when', title: t('when'), cell: c => <DateTime at={c.decidedAt ?? c.proposedAt} /> },
        { key: 'version', title: t('version'), cell: c => `${c.packId} ${c.version}` },
        {
          key: 'state',
          title: t('status'),
          cell: c => <Tag tone={c.state === 'approved' ? 'ok' : 'plain'}>{t(`state.${c.state}`)}</Tag>,
        },
        { key: 'who', title: t('who'), cell: c => `${c.proposedBy} → ${c.decidedBy ?? ''}` },
        { key: 'reason', title: t('reason'), cell: c => c.reason },
        {
          key: 'levels',
          title: t('level'),
          cell: c => (c.levelChanges === null ? '' : t('levelsChanged', { n: c.levelChanges })),
        },
      ]}
    />
  )
}

function Facts({ name }: { name: string }) {
  const t = useTexts(vi, en)
  const body = usePackBody(name)
  return (
    <Answer of={body} loading={<Loading shape="table" rows={3} />}>
      {pack => <FactTable pack={pack} />}
    </Answer>
  )
  function FactTable({ pack }: { pack: RulePack }) {
    const named = useNamed()
    return (
      <Table
        id={pack.id}
        plain
        name={`${t('facts')} ${pack.id}`}
        rows={pack.hazards}
        rowKey={h => h.hazard}
        empty={<Empty title={t('noPacks')} />}
        columns={[
          { key: 'hazard', title: t('hazard'), cell: h => <b>{named(h)}</b> },
          { key: 'status', title: t('status'), cell: h => <StatusTag status={h.status} /> },
          { key: 'article', title: t('article'), cell: h => `${h.article}, ${pack.id} ${pack.version}` },
          { key: 'source', title: t('source'), cell: h => h.source },
          { key: 'notes', title: t('notes'), cell: h => (h.notes ?? []).join(' ') || '—' },
        ]}
      />
    )
  }
}
