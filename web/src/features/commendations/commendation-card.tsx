import type { CommendationList, CommendationOut } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useState } from 'react'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, DateTime, SampleMark, Tag } from '../../ui/index.ts'
import '../difficulties/follow-ups.css'
import en from './en.json' with { type: 'json' }
import { ReviewDialog } from './review-dialog.tsx'
import vi from './vi.json' with { type: 'json' }

type Act = CommendationOut['may'][number]
const tones = {
  proposed: 'plain',
  returned: 'doubt',
  supported: 'suggested',
  awarded: 'ok',
  declined: 'plain',
  withdrawn: 'plain',
} as const

/** One proposal: who, for what, which award, where it stands, and the next step. */
export function CommendationCard(props: {
  of: CommendationOut
  awards: CommendationList['awards']
  today: string
  onChange: () => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { of: c } = props
  const [act, setAct] = useState<Act | null>(null)
  const who = c.erased
    ? t('erased')
    : c.kind === 'person'
      ? `${c.name ?? ''}${c.position ? `, ${c.position}` : ''}`
      : c.groupName || c.subject.fullName
  return (
    <section className="follow-finding" aria-label={who}>
      <div className="row wrap">
        <b>{who}</b>
        <Tag>{t(`kind.${c.kind}`)}</Tag>
        <Tag tone={tones[c.state]}>{t(`state.${c.state}`)}</Tag>
        {c.sample && <SampleMark />}
        <span className="sp" />
        <span className="s">{props.awards.find(a => a.code === c.award)?.[language]}</span>
      </div>
      {c.merit && <p>{c.merit}</p>}
      <p className="s">
        {c.subject.fullName} · {t('proposedBy', { unit: c.unit.fullName })} <DateTime at={c.proposedAt} short /> ·{' '}
        {t('reviewedBy', { unit: c.to.fullName })}
      </p>
      {c.link && (
        <p className="s">
          {t(`link.${c.link.kind}`)} {c.link.href ? <Link to={c.link.href}>{c.link.title}</Link> : t('linkHidden')}
        </p>
      )}
      {c.reviewText && (
        <p className={c.state === 'returned' ? 'note doubt' : ''}>{t('reviewSays', { text: c.reviewText })}</p>
      )}
      {c.decision && (
        <p>
          <b>{t('decision', { number: c.decision.number, date: formatDate(c.decision.date) })}</b>
        </p>
      )}
      <div className="row wrap no-print">
        {c.may.map(a => (
          <Button
            key={a}
            look={a === 'support' || a === 'award' || (a === 'change' && c.state === 'returned') ? 'main' : 'plain'}
            onClick={() => (a === 'change' ? props.onChange() : setAct(a))}
          >
            {t(`do.${a}`)}
          </Button>
        ))}
        <span className="sp" />
        {c.kind === 'person' && !c.erased && (
          <span className="xs">
            {t('deletedOn', { date: formatDate(c.grounds.deleteAfter), basis: c.grounds.legalBasis })}
          </span>
        )}
      </div>
      <details>
        <summary>{t('history')}</summary>
        <ol className="follow-steps">
          {c.steps.map((s, i) => (
            <li key={i}>
              <b>{t(`act.${s.act}` as keyof typeof vi & string)}</b>
              {s.text && <span>{s.text}</span>}
              <span className="xs">
                {s.by}, {s.unit} · <DateTime at={s.at} short />
              </span>
            </li>
          ))}
        </ol>
      </details>
      {act && <ReviewDialog id={c.id} act={act} who={who} today={props.today} onClose={() => setAct(null)} />}
    </section>
  )
}
