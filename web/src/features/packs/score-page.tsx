import type { ObservedEventOut } from '@tusom/contract'
import { type RulePack, type ScoreRow, type Verdict, verifyDefaults, verifyWarnings } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSearchParam } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Card,
  DateTime,
  Empty,
  Field,
  Loading,
  PageHeader,
  Table,
  Tag,
  UnitPicker,
  useUnits,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { HistoryForm } from './history-form.tsx'
import { PackNav } from './pack-nav.tsx'
import { type Loaded, useHistory, useReplay } from './use-history.ts'
import { useNamed, usePackBody, usePackList, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

const THRESHOLDS = [1, 2, 3, 4, 5]

/** Past readings through one or two versions: the warnings that would have come, and how right they were. */
export default function ScorePage() {
  const t = useTexts(vi, en)
  const said = useSaid()
  const list = usePackList()
  const units = useUnits({ kind: 'commune' })
  const [a, setA] = useSearchParam('a')
  const [b, setB] = useSearchParam('b')
  const first = a ?? (list.data?.inForce[0] ? `${list.data.inForce[0].packId}@${list.data.inForce[0].version}` : null)
  const packA = usePackBody(first)
  const packB = usePackBody(b)
  const history = useHistory()
  const [period, setPeriod] = useState<{ from: string; to: string } | null>(null)
  const [windowHours, setWindow] = useState(verifyDefaults.windowHours)
  const [falseAfterHours, setFalse] = useState(verifyDefaults.falseAfterHours)
  const [areas, setAreas] = useState<number[]>([])
  const events = useQuery({
    queryKey: ['packs', 'events', period?.from ?? '', period?.to ?? ''],
    queryFn: () =>
      api.get<ObservedEventOut[]>(`/api/observed-events?${new URLSearchParams(period ?? { from: '', to: '' })}`),
    enabled: period !== null,
  })
  const options = { windowHours, falseAfterHours }
  const pick = (label: string, value: string | null, set: (v: string | null) => void, none: boolean) => (
    <Field label={label}>
      {c => (
        <select {...c} className="input" value={value ?? ''} onChange={e => set(e.target.value || null)}>
          {none && <option value="">—</option>}
          {list.data?.versions.map(v => (
            <option key={`${v.id}@${v.version}`} value={`${v.id}@${v.version}`}>
              {v.version} · {said({ vi: v.title, en: v.titleEn })}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const hours = (label: string, value: number, set: (n: number) => void) => (
    <Field label={label}>
      {c => (
        <input
          {...c}
          className="input"
          type="number"
          min={1}
          max={240}
          value={value}
          onChange={e => set(Math.min(240, Math.max(1, Number(e.target.value) || 1)))}
        />
      )}
    </Field>
  )
  return (
    <>
      <PageHeader title={t('scoreTitle')} />
      <div className="page">
        <PackNav />
        <p className="mut">{t('scoreIntro')}</p>
        <Card>
          <div className="pack-form">
            {pick(t('versionA'), first, setA, false)}
            {pick(t('versionB'), b, setB, true)}
            {hours(t('window'), windowHours, setWindow)}
            {hours(t('falseAfter'), falseAfterHours, setFalse)}
            <Field label={t('area')}>
              {c => (
                <UnitPicker
                  {...c}
                  units={units.data ?? []}
                  value={areas}
                  onChange={setAreas}
                  multiple
                  placeholder={t('areaAll')}
                />
              )}
            </Field>
          </div>
          <HistoryForm of={history} onPeriod={setPeriod} files={false} />
        </Card>
        {period && history.loaded && (
          <Answer of={events} loading={<Loading shape="table" />}>
            {register => (
              <>
                {register.length === 0 && <p className="note doubt">{t('noEventsWarn')}</p>}
                {[packA.data, packB.data].map(
                  (pack, i) =>
                    pack && (
                      <Scored
                        key={`${pack.id}@${pack.version}`}
                        id={i === 0 ? 'mot' : 'hai'}
                        pack={pack}
                        loaded={history.loaded as Loaded}
                        period={period}
                        events={register}
                        areas={areas}
                        options={options}
                      />
                    ),
                )}
                <p className="s mut">{t('explain')}</p>
              </>
            )}
          </Answer>
        )}
      </div>
    </>
  )
}

type Props = {
  id: string
  pack: RulePack
  loaded: Loaded
  period: { from: string; to: string }
  events: readonly ObservedEventOut[]
  areas: readonly number[]
  options: { windowHours: number; falseAfterHours: number }
}

function Scored({ id, pack, loaded, period, events, areas, options }: Props) {
  const t = useTexts(vi, en)
  const named = useNamed()
  const replayed = useReplay(pack, loaded)
  const { windowHours, falseAfterHours } = options
  const score = useMemo(() => {
    const chosen = new Set((areas.length ? areas : loaded.history.areas.map(a => Number(a.key))).map(String))
    const hazards = new Set(pack.hazards.map(h => h.hazard))
    const happened = events.flatMap(e => {
      const own = e.unitIds.map(String).filter(a => chosen.has(a))
      return own.length && hazards.has(e.hazard)
        ? [
            {
              hazard: e.hazard,
              areas: own,
              from: Date.parse(e.startsAt),
              to: e.endsAt ? Date.parse(e.endsAt) : null,
              level: e.level,
            },
          ]
        : []
    })
    return verifyWarnings(
      (replayed?.changes ?? []).filter(c => chosen.has(c.area)),
      happened,
      THRESHOLDS,
      { ...verifyDefaults, windowHours, falseAfterHours, from: Date.parse(period.from), to: Date.parse(period.to) },
    )
  }, [replayed, events, areas, loaded, pack, windowHours, falseAfterHours, period])
  const nameOf = (hazard: string) => {
    const h = pack.hazards.find(x => x.hazard === hazard)
    return h ? named(h) : hazard
  }
  const share = (n: number | null) => (n === null ? '—' : formatNumber(n, 2))
  const lead = (minutes: number) => formatNumber(minutes / 60, 1)
  const place = (v: Verdict) => loaded.names[v.area] ?? v.area
  const tones = { hit: 'ok', late: 'doubt', miss: 'late', 'false-alarm': 'doubt', undecided: 'plain' } as const
  return (
    <>
      <Card
        title={`${pack.id} ${pack.version}`}
        aside={replayed && <span className="mut">{t('took', { ms: replayed.ms })}</span>}
      >
        <Table<ScoreRow>
          id={`diem-${id}`}
          plain
          name={`${t('scoreTitle')} ${pack.version}`}
          rows={score.rows}
          rowKey={r => `${r.hazard}/${r.threshold}`}
          empty={<Empty title={t('noScore')}>{t('noScoreHint')}</Empty>}
          columns={[
            { key: 'hazard', title: t('hazard'), cell: r => <b>{nameOf(r.hazard)}</b> },
            { key: 'threshold', title: t('threshold'), number: true, cell: r => r.threshold },
            { key: 'hits', title: t('hits'), number: true, cell: r => r.hits },
            {
              key: 'misses',
              title: t('misses'),
              number: true,
              cell: r => (r.late ? `${r.misses} (${t('late')} ${r.late})` : r.misses),
            },
            { key: 'false', title: t('falseAlarms'), number: true, cell: r => r.falseAlarms },
            { key: 'undecided', title: t('undecided'), number: true, cell: r => r.undecided },
            { key: 'pod', title: t('pod'), number: true, cell: r => share(r.pod) },
            { key: 'far', title: t('far'), number: true, cell: r => share(r.far) },
            { key: 'csi', title: t('csi'), number: true, cell: r => share(r.csi) },
            {
              key: 'lead',
              title: t('lead'),
              cell: r =>
                r.lead
                  ? t('hours', { n: `${lead(r.lead.least)} · ${lead(r.lead.median)} · ${lead(r.lead.most)}` })
                  : '—',
            },
          ]}
        />
      </Card>
      {score.verdicts.length > 0 && (
        <Card title={t('verdicts')}>
          <Table<Verdict>
            id={`vu-${id}`}
            name={`${t('verdicts')} ${pack.version}`}
            rows={score.verdicts}
            rowKey={v => `${v.area}/${v.hazard}/${v.threshold}/${v.at}/${v.outcome}`}
            empty={<Empty title={t('noScore')} />}
            columns={[
              {
                key: 'at',
                title: t('when'),
                value: v => v.at,
                cell: v => <DateTime at={new Date(v.at).toISOString()} />,
              },
              { key: 'area', title: t('commune'), value: place, cell: place },
              { key: 'hazard', title: t('hazard'), value: v => nameOf(v.hazard), cell: v => nameOf(v.hazard) },
              {
                key: 'threshold',
                title: t('threshold'),
                number: true,
                value: v => v.threshold,
                cell: v => v.threshold,
              },
              {
                key: 'outcome',
                title: t('outcome'),
                value: v => t(`outcome.${v.outcome}`),
                cell: v => <Tag tone={tones[v.outcome]}>{t(`outcome.${v.outcome}`)}</Tag>,
              },
              {
                key: 'lead',
                title: t('lead').split(' (')[0] ?? '',
                value: v => v.leadMinutes ?? '',
                cell: v => (v.leadMinutes === null ? '—' : t('hours', { n: lead(v.leadMinutes) })),
              },
            ]}
          />
        </Card>
      )}
    </>
  )
}
