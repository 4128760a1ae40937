import type { CivilDefenceList, CivilDefenceRow } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useState } from 'react'
import { apiHref } from '../../api/client.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, DateTime, Tag } from '../../ui/index.ts'
import { ActDialog } from './act-dialog.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const tones = {
  proposed: 'suggested',
  'turned-down': 'plain',
  declared: 'late',
  'lift-proposed': 'late',
  lifted: 'ok',
} as const
type Key = keyof typeof vi & string

/** One decision: where it stands, why, what may be done now, its paper and its steps. */
export function DecisionCard({ row: r, criteria }: { row: CivilDefenceRow; criteria: CivilDefenceList['criteria'] }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [act, setAct] = useState<string | null>(null)
  const say = (x: { vi: string; en: string }) => (language === 'vi' ? x.vi : x.en)
  const paper = `/api/civil-defence/${r.id}/decision.docx`
  return (
    <Card
      title={`${t('level', { n: r.level })} · ${r.incident} · ${r.unit.fullName}`}
      aside={<Tag tone={tones[r.state]}>{t(`state.${r.state}`)}</Tag>}
    >
      <div className="pad stack">
        <div className="s">
          {t('proposedBy', { name: r.proposed.name, at: '' })} <DateTime at={r.proposed.at} short />
          {r.decided && r.state !== 'turned-down' && (
            <>
              {' · '}
              {r.decision.number
                ? t('decisionNo', { number: r.decision.number, date: formatDate(r.decision.date ?? '') })
                : t('noNumber')}
            </>
          )}
        </div>
        {(r.state === 'proposed' || r.state === 'lift-proposed') && (
          <p className="note">{t('waits', { authority: say(r.authority) })}</p>
        )}
        {r.liftReason && <p>{t('liftReason', { reason: r.liftReason })}</p>}
        <p>
          <b>{t('scope')}:</b> {r.scope}
        </p>
        <p>
          <b>{t('lacks')}:</b> {r.lacks}
        </p>
        <details>
          <summary>{t('criteriaOf')}</summary>
          <ul>
            {criteria.map(c => (
              <li key={c.key}>
                <b>{say(c)}:</b> {r.criteria[c.key as keyof CivilDefenceRow['criteria']]}
              </li>
            ))}
          </ul>
        </details>
        <details>
          <summary>{t('history')}</summary>
          <ol>
            {r.steps.map((s, i) => (
              <li key={i}>
                <DateTime at={s.at} short /> · {t(`act.${s.act}` as Key)} · {s.name}, {s.unit}
                {s.remark && ` · ${s.remark}`}
              </li>
            ))}
          </ol>
        </details>
        <div className="row wrap no-print">
          {r.hasDocument && (
            <a className="btn" href={apiHref(paper)} download>
              {t('document')}
            </a>
          )}
          {r.hasDocument && r.liftReason && (
            <a className="btn" href={apiHref(`${paper}?lift=1`)} download>
              {t('liftDocument')}
            </a>
          )}
          <span className="sp" />
          {r.may.map(a => (
            <Button key={a} look={a === 'declare' || a === 'lift' ? 'main' : 'plain'} onClick={() => setAct(a)}>
              {t(`do.${a}` as Key)}
            </Button>
          ))}
        </div>
        {act && <ActDialog row={r} act={act} onClose={() => setAct(null)} />}
      </div>
    </Card>
  )
}
