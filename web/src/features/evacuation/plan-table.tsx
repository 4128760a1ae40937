import type { EvacuationRow } from '@tusom/contract'
import {
  helpNeedNames,
  moveStateNames,
  type PlaceWhy,
  placeWhyNames,
  type Unplaced,
  unplacedNames,
} from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useSearchParam } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type Column, DateTime, Empty, SampleMark, Table, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const filters = {
  all: () => true,
  fetch: (r: EvacuationRow) => r.transport && r.state === 'planned',
  short: (r: EvacuationRow) => r.destination === null,
  help: (r: EvacuationRow) => r.help !== null,
  planned: (r: EvacuationRow) => r.state === 'planned',
}
type Filter = keyof typeof filters

/** Who goes where, and why there: those who are fetched first stand first. */
export function PlanTable({ rows, trial }: { rows: readonly EvacuationRow[]; trial: boolean }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [chosen, choose] = useSearchParam('hien')
  const filter: Filter = chosen !== null && chosen in filters ? (chosen as Filter) : 'all'
  const labels: Record<Filter, string> = {
    all: t('filterAll'),
    fetch: t('filterFetch'),
    short: t('filterShort'),
    help: t('filterHelp'),
    planned: t('filterPlanned'),
  }
  const columns: Column<EvacuationRow>[] = [
    {
      key: 'household',
      title: t('household'),
      cell: r => (
        <>
          <span className="b">{r.household.label}</span> {r.household.sample && <SampleMark />}
        </>
      ),
      value: r => r.household.label,
    },
    { key: 'code', title: 'Mã', cell: r => r.household.code, value: r => r.household.code, optional: true },
    { key: 'hamlet', title: t('hamlet'), cell: r => r.household.hamletName, value: r => r.household.hamletName },
    { key: 'people', title: t('size'), number: true, cell: r => r.household.people, value: r => r.household.people },
    {
      key: 'rank',
      title: t('needs'),
      cell: r => (
        <>
          {r.needs[language]} {r.transport && <Tag tone="late">{t('fetch')}</Tag>}
        </>
      ),
      value: r => `${r.household.rank} ${r.needs[language]}`,
    },
    {
      key: 'to',
      title: t('to'),
      cell: r =>
        r.destination ? (
          <>
            {r.destination.label}
            {r.wish && (
              <>
                {' '}
                <Tag tone="doubt">{r.wish === 'unsafe' ? t('wishUnsafe') : t('wishFull')}</Tag>
              </>
            )}
          </>
        ) : (
          <span className="late">{unplacedNames[r.unplaced as Unplaced]?.[language]}</span>
        ),
      value: r => r.destination?.label ?? '',
    },
    {
      key: 'km',
      title: t('km'),
      number: true,
      cell: r => (r.distanceKm === null ? '—' : formatNumber(r.distanceKm, 1)),
      value: r => r.distanceKm,
    },
    {
      key: 'why',
      title: t('why'),
      cell: r => (r.why ? placeWhyNames[r.why as PlaceWhy]?.[language] : ''),
      value: r => r.why,
      optional: true,
    },
    {
      key: 'reason',
      title: t('reason'),
      cell: r => r.reason[language],
      value: r => r.reason[language],
      optional: true,
    },
    ...(trial
      ? []
      : ([
          {
            key: 'state',
            title: t('state'),
            cell: r => (
              <>
                {moveStateNames[r.state][language]} {r.since && <DateTime at={r.since} short />}{' '}
                {r.help && <Tag tone="late">{t('helpMark', { need: helpNeedNames[r.help.need][language] })}</Tag>}{' '}
                {r.refusedSince && <Tag tone="late">{t('refusedMark')}</Tag>}
              </>
            ),
            value: r => r.state,
          },
        ] satisfies Column<EvacuationRow>[])),
  ]
  return (
    <Table
      name={t('rows')}
      rows={rows.filter(filters[filter])}
      columns={columns}
      rowKey={r => r.household.id}
      initialSort="rank"
      empty={
        <>
          <Chips labels={labels} filter={filter} choose={choose} />
          <Empty title={t('noRows')} />
        </>
      }
      tools={<Chips labels={labels} filter={filter} choose={choose} />}
    />
  )
}

function Chips(props: { labels: Record<Filter, string>; filter: Filter; choose: (v: string | null) => void }) {
  return (
    <span className="evac-chips" role="group">
      {(Object.keys(filters) as Filter[]).map(f => (
        <button
          key={f}
          type="button"
          className={`tag ${f === props.filter ? 'ok' : 'plain'}`}
          aria-pressed={f === props.filter}
          onClick={() => props.choose(f === 'all' ? null : f)}
        >
          {props.labels[f]}
        </button>
      ))}
    </span>
  )
}
