import type { CivilDefenceList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { hasRole, useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Loading, PageHeader, Tag } from '../../ui/index.ts'
import { DecisionCard } from './decision-card.tsx'
import en from './en.json' with { type: 'json' }
import { ProposeDialog } from './propose-dialog.tsx'
import vi from './vi.json' with { type: 'json' }

/** Civil-defence levels: what stands, what waits for a decision, and what was. */
export default function CivilDefencePage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const list = useQuery({
    queryKey: ['levels', 'civil-defence'],
    queryFn: () => api.get<CivilDefenceList>('/api/civil-defence'),
  })
  const may = hasRole(me, 'duty-officer', 'commune-officer', 'department-officer', 'standing-agency', 'leader')
  const say = (x: { vi: string; en: string }) => (language === 'vi' ? x.vi : x.en)
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          may && (
            <Button look="main" icon="plus" onClick={() => setOpen(true)}>
              {t('propose')}
            </Button>
          )
        }
      />
      <div className="page">
        <Answer of={list} loading={<Loading shape="panel" rows={3} />}>
          {d => (
            <div className="stack">
              {d.exercise && <p className="note doubt">{t('exercise')}</p>}
              {d.rows.length === 0 ? (
                <Card>
                  <Empty title={t('none')}>{t('noneHint')}</Empty>
                </Card>
              ) : (
                d.rows.map(r => <DecisionCard key={r.id} row={r} criteria={d.criteria} />)
              )}
              <Card title={t('rules')}>
                <p className="pad s">{t('notRisk')}</p>
                <div className="table-scroll">
                  <table className="table stacks" aria-label={t('rules')}>
                    <thead>
                      <tr>
                        <th>{t('levelColumn')}</th>
                        <th>{t('test')}</th>
                        <th>{t('authority')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {d.rules.map(r => (
                        <tr key={r.level}>
                          <td>
                            <b>{t('level', { n: r.level })}</b>
                          </td>
                          <td>
                            {say(r.test)} <span className="s">({t('sourceIs', { source: r.source })})</span>
                          </td>
                          <td>
                            {say(r.authority)}{' '}
                            {r.authorityStatus === 'recalled' && <Tag tone="doubt">{t('recalled')}</Tag>}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
                <p className="pad s">{say(d.unknownDeadlines)}</p>
              </Card>
              {open && <ProposeDialog criteria={d.criteria} onClose={() => setOpen(false)} />}
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}
