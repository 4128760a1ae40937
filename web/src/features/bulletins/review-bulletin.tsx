import type { BulletinFiled, BulletinReading } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useEffect, useMemo, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { useGo } from '../../app/navigation.tsx'
import { entersBulletins, useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Button,
  Card,
  DateTime,
  Field,
  LevelBadge,
  Tag,
  TimeInput,
  toast,
  useHazardName,
  useUnits,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { hazards } from './hazards.ts'
import { faultsOfReview, filingOf, marksOf, piecesOf, type Review, settle, startReview } from './review.ts'
import { ReviewLevels } from './review-levels.tsx'
import { momentText } from './value-texts.ts'
import { ReviewRainRows, ReviewWater } from './review-values.tsx'
import vi from './vi.json' with { type: 'json' }

/** What was read, beside the text it was read from. A person corrects and confirms; nothing stands before that. */
export function ReviewBulletin({ reading }: { reading: BulletinReading }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const go = useGo()
  const me = useMe()
  const now = useNow(60)
  const hazardName = useHazardName()
  const units = useUnits({ kind: 'commune' })
  const [review, setReview] = useState<Review>(() => startReview(reading))
  const [shown, setShown] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Review>) => setReview({ ...review, ...part })
  const confirm = useSend((r: Review) => api.post<BulletinFiled>('/api/bulletins/confirm', filingOf(r, reading)), {
    topics: ['levels', 'observations'],
    quiet: true,
    onDone: out => {
      const refused = out.readings?.refused[0]
      if (refused) toast(t('confirmedRefused', { why: refused.message }), { tone: 'late' })
      else
        toast(out.readings ? t('confirmedWith', { n: out.readings.accepted + out.readings.unchanged }) : t('confirmed'))
      go('/ban-tin')
    },
  })
  const faults = faultsOfReview(review, now)
  const kept = review.levels.filter(l => !l.dropped && l.unitIds.length > 0)
  const ticked = review.observations.filter(o => o.keep).length
  return (
    <div className="bulletin-review">
      <BulletinWords text={reading.text} review={review} shown={shown} onShow={setShown} />
      <div className="stack">
        {reading.filed && (
          <p className="note doubt">
            {t('filedBefore', { name: reading.filed.by })} <DateTime at={reading.filed.at} />. {t('filedAgain')}
          </p>
        )}
        {reading.cap && <Signature of={reading.cap.signature} />}
        {(reading.warnings.length > 0 || (reading.cap?.leniencies.length ?? 0) > 0) && (
          <Card title={t('lookAt')}>
            <ul className="pad bulletin-warnings">
              {reading.warnings.map(w => (
                <li key={w}>{w}</li>
              ))}
              {reading.cap?.leniencies.map(l => (
                <li key={l.vi}>{language === 'en' ? l.en : l.vi}</li>
              ))}
            </ul>
          </Card>
        )}
        <Card title={reading.title ?? t('noTitle')} aside={review.final && <Tag>{t('final')}</Tag>}>
          <div className="pad form">
            <div className="form-row">
              <Field
                label={t('issuer')}
                required
                error={tried && faults.includes('needIssuer') ? t('needIssuer') : null}
              >
                {c => (
                  <input
                    {...c}
                    className="input"
                    maxLength={300}
                    value={review.issuer}
                    onChange={e => change({ issuer: e.target.value })}
                  />
                )}
              </Field>
              <Field label={t('number')}>
                {c => (
                  <input
                    {...c}
                    className="input"
                    maxLength={60}
                    value={review.number}
                    onChange={e => change({ number: e.target.value })}
                  />
                )}
              </Field>
            </div>
            <div className="form-row">
              <Field label={t('hazard')} required error={tried && faults.includes('needKind') ? t('needKind') : null}>
                {c => (
                  <select
                    {...c}
                    className="input"
                    value={review.hazard}
                    onChange={e => change({ hazard: e.target.value })}
                  >
                    {review.hazard === '' && <option value="">…</option>}
                    {hazards.map(h => (
                      <option key={h} value={h}>
                        {hazardName(h)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <Field
                label={t('issuedAt')}
                required
                error={
                  tried && faults.includes('needTime') ? t('needTime') : faults.includes('future') ? t('future') : null
                }
              >
                {c => <TimeInput {...c} value={review.issuedAt} onChange={issuedAt => change({ issuedAt })} />}
              </Field>
              <Field
                label={t('nextAt')}
                hint={t('nextHint')}
                error={faults.includes('nextBefore') ? t('nextBefore') : null}
              >
                {c => <TimeInput {...c} value={review.nextAt} onChange={nextAt => change({ nextAt })} />}
              </Field>
            </div>
          </div>
        </Card>
        <ReviewLevels
          review={review}
          units={units.data ?? []}
          onChange={setReview}
          onSettle={(id, name, unitIds) => setReview(settle(review, id, name, unitIds))}
          onShow={setShown}
          shown={shown}
        />
        <ReviewWater review={review} onChange={setReview} onShow={setShown} shown={shown} />
        <ReviewRainRows review={review} onChange={setReview} onShow={setShown} shown={shown} />
        {reading.storm.length > 0 && (
          <Card title={t('storm')}>
            <ul className="pad bulletin-values">
              {reading.storm.map(s => (
                <li key={s.span[0]} className="s">
                  {s.at ? `${momentText(s.at)}: ` : ''}
                  {formatNumber(s.lat)}°B {formatNumber(s.lon)}°Đ
                  {s.windMin !== null &&
                    `, ${t('wind', { force: s.windMin === s.windMax ? String(s.windMin) : `${s.windMin}-${s.windMax}` })}`}
                  {s.gustMax !== null && `, ${t('gust', { force: s.gustMax })}`}
                </li>
              ))}
            </ul>
          </Card>
        )}
        <div className="bulletin-confirm">
          {confirm.error && (
            <p className="field-error" role="alert">
              {messageOf(confirm.error)}
            </p>
          )}
          {tried && faults.length > 0 && (
            <ul className="field-error" role="alert">
              {faults.map(f => (
                <li key={f}>{t(f)}</li>
              ))}
            </ul>
          )}
          <div className="row wrap s">
            {kept.length > 0 ? t('willSet') : t('willSetNothing')}
            {kept.map(l => (
              <span key={l.id} className="row">
                <LevelBadge level={l.level} status="official" size="small" words />
                {t('forCommunes', { hazard: hazardName(l.hazard ?? review.hazard), n: l.unitIds.length })}
              </span>
            ))}
            {ticked > 0 && <span>{t('willStore', { n: ticked })}</span>}
          </div>
          {entersBulletins(me) && (
            <Button
              look="main"
              busy={confirm.isPending}
              onClick={() => {
                setTried(true)
                if (faults.length === 0) confirm.mutate(review)
              }}
            >
              {t('confirm')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

const signatureLooks = {
  valid: 'ok',
  'valid-untrusted': 'doubt',
  unsigned: '',
  invalid: 'late',
  unsupported: 'doubt',
} as const

/** What the signature of a CAP message is worth, before anything is confirmed from it. */
function Signature({ of: s }: { of: NonNullable<BulletinReading['cap']>['signature'] }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const state = s?.state ?? 'unsigned'
  const look = signatureLooks[state as keyof typeof signatureLooks] ?? 'doubt'
  const why = (language === 'en' ? s?.message : s?.messageVi) ?? ''
  return (
    <p className={`note ${look}`} role={state === 'invalid' ? 'alert' : undefined}>
      <b>{t('capWhat')}:</b>{' '}
      {state === 'unsigned'
        ? t('capUnsigned')
        : state === 'valid'
          ? t('capValid', { who: nameIn(s?.subject) })
          : state === 'valid-untrusted'
            ? t('capUntrusted', { who: nameIn(s?.subject) })
            : t('capInvalid', { why })}
    </p>
  )
}

/** "CN=Đài KTTV" → "Đài KTTV" */
const nameIn = (subject: string | null | undefined) =>
  /(?:^|\n|, )CN=([^\n]*)/.exec(subject ?? '')?.[1] ?? subject ?? ''

/** The text with its values marked; pointing at a value shows where it stands. */
function BulletinWords(props: { text: string; review: Review; shown: string | null; onShow: (id: string) => void }) {
  const t = useTexts(vi, en)
  const { review, shown } = props
  const pieces = useMemo(() => piecesOf(props.text, marksOf(review)), [props.text, review])
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (shown === null) return
    box.current?.querySelector(`[data-mark="${CSS.escape(shown)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  return (
    <Card className="bulletin-text" title={t('words')}>
      <div ref={box} className="pad bulletin-words">
        {pieces.map((p, i) =>
          p.id === null ? (
            <span key={i}>{p.text}</span>
          ) : (
            <mark
              key={i}
              data-mark={p.id}
              className={p.id === shown ? 'on' : ''}
              onClick={() => p.id && props.onShow(p.id)}
            >
              {p.text}
            </mark>
          ),
        )}
      </div>
    </Card>
  )
}
