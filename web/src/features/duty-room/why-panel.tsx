import type { ChartSeries, LevelWhy } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { entersBulletins, hasRole, useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  DateTime,
  LevelBadge,
  judgedHazards,
  Loading,
  Tag,
  useHazardName,
  useLevelWord,
  useSaidIn,
} from '../../ui/index.ts'
import { BulletinOutlook } from '../bulletins/bulletin-outlook.tsx'
import en from './en.json' with { type: 'json' }
import { ReadingsChart } from './readings-chart.tsx'
import { useWhy } from './use-levels.ts'
import vi from './vi.json' with { type: 'json' }

type Props = {
  unitId: number
  hazard: string
  heading?: boolean
  /** another hazard of the same commune was chosen */
  onHazard: (place: { unitId: number; hazard: string }) => void
}

/** Answers "why this level here": both levels, the readings, the rule and its article, who commands, what changed when. */
export default function WhyPanel({ unitId, hazard, heading = true, onHazard }: Props) {
  const why = useWhy(unitId, hazard)
  return (
    <Answer of={why} loading={<Loading shape="panel" rows={4} />}>
      {data => <Why why={data} heading={heading} onHazard={next => onHazard({ unitId, hazard: next })} />}
    </Answer>
  )
}

function Why({ why, heading, onHazard }: { why: LevelWhy; heading: boolean; onHazard: (hazard: string) => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const hazardName = useHazardName()
  const level = Math.max(why.official?.level ?? 0, why.suggested?.level ?? 0)
  return (
    <div className="why">
      {heading && (
        <header className="row">
          <h2 className="why-name" tabIndex={-1}>
            {why.unit.fullName}
          </h2>
        </header>
      )}
      <div className="hazards" role="group" aria-label={t('hazards')}>
        {[...new Set([...judgedHazards, why.hazard])].map(h => (
          <button key={h} type="button" aria-pressed={h === why.hazard} onClick={() => onHazard(h)}>
            {hazardName(h)}
          </button>
        ))}
      </div>
      <Link to={`/truc-ban/${why.unit.id}`} className="btn quiet why-more">
        {t('allOfCommune')}
      </Link>
      <TwoLevels why={why} />
      <Charts why={why} />
      <BulletinOutlook unitId={why.unit.id} hazard={why.hazard} />
      <Reason why={why} />
      {why.commander && (
        <p className="s">
          {t('commander', { n: level })}: <b>{why.commander[language]}</b>{' '}
          <span className="xs">({why.commander.article})</span>
        </p>
      )}
      {why.told && (
        <p className="s">
          {why.told[language]} <span className="xs">({why.told.article})</span>
        </p>
      )}
      <Changes changes={why.changes} />
      <span className="sp" />
      <Actions why={why} level={level} />
    </div>
  )
}

/** Official beside suggested; when there is no bulletin the place says so instead of staying empty. */
function TwoLevels({ why }: { why: LevelWhy }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const word = useLevelWord()
  const { suggested, official } = why
  return (
    <div className="two">
      <div className="card pad">
        <div className="xs">
          {t('suggested')}
          {suggested && (
            <>
              {' · '}
              {t('since')} <DateTime at={suggested.since} short />
            </>
          )}
        </div>
        {suggested ? (
          <div className="row">
            <LevelBadge level={suggested.level} status="suggested" />
            <b>{word(suggested.level)}</b>
          </div>
        ) : (
          <div className="mut">{t('noneSuggested')}</div>
        )}
      </div>
      <div className="card pad">
        <div className="xs">
          {official?.bulletin ? (
            <>
              {t('officialOf', { issuer: official.bulletin.issuer, time: '' })}
              <DateTime at={official.bulletin.issuedAt} short />
            </>
          ) : (
            t('official')
          )}
        </div>
        {official ? (
          <div className="row">
            <LevelBadge level={official.level} status="official" />
            <b>{word(official.level)}</b>
            {official.bulletin?.outOfDateSince && (
              <Tag tone="late">
                {t('outOfDateSince')} <DateTime at={official.bulletin.outOfDateSince} short />
              </Tag>
            )}
          </div>
        ) : (
          <div className="row wrap">
            <span className="mut">{t('none')}</span>
            {entersBulletins(me) && (
              <Link to={`/ban-tin/moi?unit=${why.unit.id}&hazard=${why.hazard}`}>{t('enterBulletin')}</Link>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

/** The station the level speaks of first; the others on demand. */
function Charts({ why }: { why: LevelWhy }) {
  const t = useTexts(vi, en)
  const [all, setAll] = useState(false)
  const cited = new Set(why.suggested?.evidence.map(e => e.station) ?? [])
  const order = (s: ChartSeries) => (cited.has(s.station) ? 0 : s.readings.length ? 1 : 2)
  const series = why.series.toSorted((a, b) => order(a) - order(b))
  if (!series.length) return <p className="s">{t('noSeries')}</p>
  return (
    <>
      {(all ? series : series.slice(0, 1)).map(s => (
        <ReadingsChart key={s.seriesId} series={s} />
      ))}
      {!all && series.length > 1 && (
        <button type="button" className="btn quiet why-more" onClick={() => setAll(true)}>
          {t('moreStations', { n: series.length - 1 })}
        </button>
      )}
    </>
  )
}

const ruleStates = ['sourced', 'recalled', 'proposal', 'unknown', 'local'] as const

function Reason({ why }: { why: LevelWhy }) {
  const t = useTexts(vi, en)
  const saidIn = useSaidIn()
  const language = useLanguage()
  const { suggested, rule } = why
  const measured = why.series.some(s => s.readings.length > 0)
  const state = ruleStates.find(s => s === rule?.status)
  return (
    <section className="why-box s">
      {suggested ? (
        <>
          <b>
            {suggested.level === null
              ? t('whyOpen')
              : suggested.level === 0
                ? t('whyBelow')
                : t('whyLevel', { n: suggested.level })}
          </b>{' '}
          {suggested.evidence.length
            ? suggested.evidence.map((e, i) => (
                <span key={`${e.station}/${e.indicator}/${e.at}`}>
                  {i > 0 && '; '}
                  <span title={e.station}>{saidIn(e)}</span> (<DateTime at={e.at} short />)
                </span>
              ))
            : suggested.level === null
              ? t('openWhy')
              : null}
          .
        </>
      ) : (
        <b>{why.official ? t('whyOfficial') : measured ? t('whyNone') : t('whyBlind')}</b>
      )}
      {rule && (
        <div className="xs">
          {language === 'en' ? rule.nameEn : rule.nameVi} · {rule.article}{' '}
          {state && <Tag tone={state === 'sourced' ? 'ok' : 'doubt'}>{t(`ruleStatus.${state}`)}</Tag>}
        </div>
      )}
      {rule && (
        <details className="xs">
          <summary>{t('notes')}</summary>
          <ul>
            {rule.notes.map(n => (
              <li key={n}>{n}</li>
            ))}
            <li>
              {t('source')}: {rule.source}
            </li>
            <li>
              {t('pack', { pack: rule.pack })} · {t('rule')} <span className="rule-id">{rule.id}</span>
            </li>
          </ul>
        </details>
      )}
    </section>
  )
}

const FIRST = 6

function Changes({ changes }: { changes: LevelWhy['changes'] }) {
  const t = useTexts(vi, en)
  const saidIn = useSaidIn()
  const [all, setAll] = useState(false)
  if (!changes.length) return null
  const latest = changes.toSorted((a, b) => (a.knownAt < b.knownAt ? 1 : -1))
  return (
    <section className="stack changes">
      <h3>{t('changes')}</h3>
      <ol>
        {(all ? latest : latest.slice(0, FIRST)).map(c => (
          <li key={c.id} className="s">
            <DateTime at={c.at} short />
            <span className="row">
              <LevelBadge level={c.from} status={c.status === 'official' ? 'official' : 'suggested'} size="small" />→
              <LevelBadge level={c.to} status={c.status === 'official' ? 'official' : 'suggested'} size="small" />
            </span>
            <span>
              {c.correction && <Tag tone="doubt">{t('correction')}</Tag>}{' '}
              {(c.evidence[0] && saidIn(c.evidence[0])) ?? (c.status === 'official' ? t('official') : c.rule)}
            </span>
          </li>
        ))}
      </ol>
      {!all && latest.length > FIRST && (
        <button type="button" className="btn quiet why-more" onClick={() => setAll(true)}>
          {t('showAll', { n: latest.length })}
        </button>
      )}
    </section>
  )
}

function Actions({ why, level }: { why: LevelWhy; level: number }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const holder = why.suggested?.holder ?? why.official?.holder ?? null
  const mine = holder?.name === me.displayName
  const hold = useSend(() => api.post(`/api/levels/${why.unit.id}/${why.hazard}/hold`), {
    topics: ['levels'],
    done: t('holdDone', { unit: why.unit.fullName }),
  })
  const decides = hasRole(me, 'duty-officer', 'leader')
  return (
    <footer className="why-actions">
      {decides && (
        <>
          <Link className="btn main" to={`/canh-bao/moi?unit=${why.unit.id}&hazard=${why.hazard}`}>
            {t('compose')}
          </Link>
          <Link className="btn" to={`/su-co/moi?unit=${why.unit.id}`}>
            {t('openIncident')}
          </Link>
        </>
      )}
      <span className="sp" />
      {holder && !mine && (
        <span className="s">
          {t('heldBy', { name: holder.name, time: '' })}
          <DateTime at={holder.at} short />
        </span>
      )}
      {mine ? (
        <Tag tone="ok">{t('holding')}</Tag>
      ) : (
        (level > 0 || why.suggested?.level === null) &&
        !hasRole(me, 'hamlet-head', 'administrator') && (
          <Button busy={hold.isPending} onClick={() => hold.mutate(undefined)}>
            {holder ? t('takeOver') : t('hold')}
          </Button>
        )
      )}
    </footer>
  )
}
