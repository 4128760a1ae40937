import type { CommendationList, CommendationOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Icon, Loading, PageHeader } from '../../ui/index.ts'
import { FollowUpTabs } from '../difficulties/follow-up-tabs.tsx'
import { CommendationCard } from './commendation-card.tsx'
import en from './en.json' with { type: 'json' }
import { ProposeDialog } from './propose-dialog.tsx'
import vi from './vi.json' with { type: 'json' }

const open = (c: CommendationOut) => ['proposed', 'returned', 'supported'].includes(c.state)

/** Commendations: proposed, reviewed, decided; the open ones go into a list in Word. */
export default function CommendationsPage() {
  const t = useTexts(vi, en)
  const [dialog, setDialog] = useState<{ change: CommendationOut | null } | null>(null)
  const list = useQuery({
    queryKey: ['commendations', 'list'],
    queryFn: () => api.get<CommendationList>('/api/commendations'),
  })
  const data = list.data
  const listed = data?.rows.filter(c => (c.state === 'proposed' || c.state === 'supported') && !c.erased) ?? []
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {listed.length > 0 && (
              <a
                className="btn"
                href={apiHref(
                  `/api/commendations/list.docx?ids=${listed
                    .slice(0, 200)
                    .map(c => c.id)
                    .join(',')}`,
                )}
                download
              >
                <Icon name="download" size={16} />
                {t('list')}
              </a>
            )}
            {(data?.proposing.length ?? 0) > 0 && (
              <Button look="main" icon="plus" onClick={() => setDialog({ change: null })}>
                {t('propose')}
              </Button>
            )}
          </>
        }
      />
      <FollowUpTabs here="commendations" />
      <div className="page">
        <Answer of={list} loading={<Loading shape="panel" rows={3} />}>
          {d => (
            <div className="stack">
              <p className="s">{t('privacy')}</p>
              {d.rows.length === 0 && (
                <Card>
                  <Empty title={t('none')}>{t('noneHint')}</Empty>
                </Card>
              )}
              {[true, false].map(now => {
                const rows = d.rows.filter(c => open(c) === now)
                return (
                  rows.length > 0 && (
                    <Card key={String(now)} title={t(now ? 'openTitle' : 'doneTitle')}>
                      {rows.map(c => (
                        <CommendationCard
                          key={c.id}
                          of={c}
                          awards={d.awards}
                          today={d.today}
                          onChange={() => setDialog({ change: c })}
                        />
                      ))}
                    </Card>
                  )
                )
              })}
            </div>
          )}
        </Answer>
      </div>
      {dialog && data && <ProposeDialog list={data} change={dialog.change} onClose={() => setDialog(null)} />}
    </>
  )
}
