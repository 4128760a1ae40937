import type { CommuneLevels, HazardGlance } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  DateTime,
  Dialog,
  Field,
  Icon,
  LevelBadge,
  Loading,
  PageHeader,
  SampleMark,
  Tag,
  useHazardName,
  useSaidIn,
  useLevelWord,
} from '../../ui/index.ts'
import { StandingLevels } from '../civil-defence/standing-levels.tsx'
import { BulletinOutlook } from '../bulletins/bulletin-outlook.tsx'
import './commune-page.css'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }
import { WaterOutlook } from './water-outlook.tsx'

/** One commune: every threat at one glance, the official and the suggested level, why, and what the next 24 hours may bring. */
export default function CommunePage() {
  const t = useTexts(vi, en)
  const { unit = '' } = useParams()
  const asked = useQuery({
    queryKey: ['levels', 'commune', unit],
    queryFn: () => api.get<CommuneLevels>(`/api/levels/${unit}`),
    refetchInterval: 60_000,
  })
  return (
    <>
      <PageHeader
        title={asked.data?.unit.fullName ?? t('communeTitle')}
        back={
          <Link to="/truc-ban" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      />
      <div className="page commune-page">
        <Answer of={asked} loading={<Loading shape="table" rows={10} />}>
          {data => <Glance data={data} />}
        </Answer>
      </div>
    </>
  )
}

const rank = (h: HazardGlance) => {
  const of = (level: number | null | undefined) => (level === undefined ? 0 : (level ?? 0.5))
  return Math.max(of(h.official?.level), of(h.suggested?.level))
}

function Glance({ data }: { data: CommuneLevels }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const rising = data.hazards.filter(h => rank(h) > 0).toSorted((a, b) => rank(b) - rank(a))
  const calm = data.hazards.filter(h => rank(h) === 0 && h.watched > 0)
  const blind = data.hazards.filter(h => rank(h) === 0 && h.watched === 0)
  return (
    <>
      <StandingLevels levels={data.civilDefence} />
      {data.compound && <Together data={data} compound={data.compound} />}
      <Card title={t('glanceRising', { n: rising.length })}>
        {rising.length ? <Rows list={rising} unitId={data.unit.id} /> : <p className="pad ok">{t('glanceNone')}</p>}
      </Card>
      <Card title={t('nextDay')}>
        <div className="pad stack">
          <BulletinOutlook unitId={data.unit.id} />
          {data.water.length ? (
            data.water.map(w => <WaterOutlook key={w.station} of={w} />)
          ) : (
            <p className="mut">{t('outlookNoWater')}</p>
          )}
          <p className="xs">{t('outlookNote')}</p>
        </div>
      </Card>
      {calm.length > 0 && (
        <Card title={t('glanceCalm', { n: calm.length })}>
          <Rows list={calm} unitId={data.unit.id} />
        </Card>
      )}
      {blind.length > 0 && (
        <Card title={t('glanceBlind', { n: blind.length })}>
          <p className="pad">
            {t('glanceBlindHint')} {blind.map(h => hazardName(h.hazard)).join(' · ')}
          </p>
        </Card>
      )}
    </>
  )
}

type Telling = { says: string; saysEn?: string | undefined }
/** What stands behind a hazard: why it is undetermined, else what is read now, else what was read when the level changed. */
const telling = (h: HazardGlance): Telling | undefined =>
  (h.suggested?.level === null ? h.suggested.evidence[0] : undefined) ?? h.now ?? h.suggested?.evidence[0]

const states = ['sourced', 'recalled', 'proposal', 'unknown', 'local'] as const

function Rows({ list, unitId }: { list: readonly HazardGlance[]; unitId: number }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const word = useLevelWord()
  const saidIn = useSaidIn()
  return (
    <ul className="glance">
      {list.map(h => {
        const state = states.find(s => s === h.status)
        const scaleWord = h.word?.[language] ?? null
        return (
          <li key={h.hazard}>
            <Link to={`/truc-ban/${unitId}/${h.hazard}`} className="glance-row">
              <span className="glance-name">
                <span>
                  <b>{language === 'en' ? h.nameEn : h.nameVi}</b> {h.sample && <SampleMark />}
                </span>
                <span className="xs">
                  {h.article} {state && state !== 'sourced' && <Tag tone="doubt">{t(`ruleStatus.${state}`)}</Tag>}
                </span>
              </span>
              <span className="glance-side">
                <span className="xs">{t('official')}</span>
                {h.official ? (
                  <span className="row">
                    <LevelBadge level={h.official.level} status="official" />
                    <b>{word(h.official.level)}</b>
                  </span>
                ) : (
                  <span className="mut">{h.scale === null ? t('none') : t('notOfScale')}</span>
                )}
              </span>
              <span className="glance-side">
                <span className="xs">{h.scale === null ? t('suggested') : t('measured')}</span>
                {h.suggested ? (
                  <span className="row">
                    <LevelBadge level={h.suggested.level} status="suggested" />
                    <b>{scaleWord ?? word(h.suggested.level)}</b>
                  </span>
                ) : (
                  <span className="mut">{scaleWord ?? t('noneSuggested')}</span>
                )}
              </span>
              <span className="glance-why s">
                {telling(h) ? saidIn(telling(h) as Telling) : h.official?.bulletin?.issuer}
                <span className="xs">
                  {h.now && <DateTime at={h.now.at} short />}{' '}
                  {h.silent > 0 ? (
                    <span className="late b">{t('glanceSilent', { n: h.silent, of: h.watched })}</span>
                  ) : (
                    h.watched > 0 && t('glanceWatched', { n: h.watched })
                  )}
                </span>
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

function Together({ data, compound }: { data: CommuneLevels; compound: NonNullable<CommuneLevels['compound']> }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const hazardName = useHazardName()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const names = compound.hazards.map(hazardName).join(' + ')
  const raise = useSend((by: 1 | 2) => api.post(`/api/levels/${data.unit.id}/raise`, { by, reason }), {
    topics: ['levels'],
    done: t('raised'),
    onDone: () => setOpen(false),
  })
  const end = useSend(() => api.delete(`/api/levels/${data.unit.id}/raise`), {
    topics: ['levels'],
    done: t('raiseEnded'),
  })
  const { decided } = compound
  const may = hasRole(me, 'leader', 'duty-officer')
  return (
    <section className="note doubt stack" aria-label={t('together')}>
      <p>
        <b>
          {t('together')}: {names}.
        </b>{' '}
        {decided
          ? t('togetherDecided', { n: decided.level, by: decided.by, who: decided.who, reason: decided.reason })
          : t('togetherSuggested', { n: compound.raised, base: compound.base })}{' '}
        <span className="xs">{compound.article}</span>
      </p>
      {may && (
        <p className="row">
          <Button onClick={() => setOpen(true)}>{decided ? t('raiseAgain') : t('raise')}</Button>
          {decided && (
            <Button look="danger" busy={end.isPending} onClick={() => end.mutate(undefined)}>
              {t('raiseEnd')}
            </Button>
          )}
        </p>
      )}
      {open && (
        <Dialog title={t('raiseTitle', { unit: data.unit.fullName })} onClose={() => setOpen(false)}>
          <p>{t('raiseHint', { one: compound.raised, two: compound.most })}</p>
          <Field label={t('raiseReason')} hint={t('raiseReasonHint')}>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={3}
                maxLength={1000}
                value={reason}
                onChange={e => setReason(e.target.value)}
              />
            )}
          </Field>
          <div className="row end">
            <Button disabled={reason.trim().length < 10} busy={raise.isPending} onClick={() => raise.mutate(1)}>
              {t('raiseOne', { n: compound.raised })}
            </Button>
            <Button
              look="main"
              disabled={reason.trim().length < 10}
              busy={raise.isPending}
              onClick={() => raise.mutate(2)}
            >
              {t('raiseTwo', { n: compound.most })}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
