import type { SeriesHealthOut } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { Link } from '../../app/navigation.tsx'
import { inExercise } from '../../app/run.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  type Column,
  DateTime,
  Empty,
  Loading,
  RelativeTime,
  SampleMark,
  Table,
  Tag,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { IntervalDialog } from './interval-dialog.tsx'
import { brokerDown, useBrokers, useHealth, useIndicatorName, useRefusalSummary } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

const worst = ['silent', 'late', 'never', 'reporting'] as const
const tones = { silent: 'late', late: 'doubt', never: 'plain', reporting: 'ok' } as const

export function StationHealth() {
  const t = useTexts(vi, en)
  const indicator = useIndicatorName()
  const health = useHealth()
  const refused = useRefusalSummary()
  const brokers = useBrokers()
  const [setting, setSetting] = useState<SeriesHealthOut | null>(null)
  const down = brokers.data?.filter(brokerDown).length ?? 0
  const columns: Column<SeriesHealthOut>[] = [
    {
      key: 'name',
      title: t('name'),
      cell: s => (
        <>
          <b>{s.name}</b> {s.invented && <SampleMark />}
        </>
      ),
      value: s => s.name,
    },
    { key: 'indicator', title: t('indicator'), cell: s => indicator(s.indicator), value: s => indicator(s.indicator) },
    {
      key: 'state',
      title: t('state'),
      cell: s => (
        <>
          <Tag tone={tones[s.state]}>{t(`state.${s.state}`)}</Tag>{' '}
          {s.since && s.state === 'silent' && (
            <span className="xs">
              {t('silentFor')} <DateTime at={s.since} short />
            </span>
          )}
          {s.since && s.state === 'late' && (
            <span className="xs">
              {t('lateSince')} <DateTime at={s.since} short />
            </span>
          )}
        </>
      ),
      value: s => worst.indexOf(s.state),
    },
    { key: 'last', title: t('last'), cell: s => <Last of={s} />, value: s => s.lastAt },
    { key: 'day', title: t('day'), cell: s => <Day of={s} />, value: s => s.day.missing },
    {
      key: 'interval',
      title: t('interval'),
      cell: s => (
        <span className="row">
          <span>
            {t('every', { n: formatNumber(s.everyMinutes) })}{' '}
            {s.everyFrom !== 'registered' && <span className="xs">{t(`every.${s.everyFrom}`)}</span>}
          </span>
          {s.maySet && !inExercise && (
            <Button look="quiet" className="no-print" onClick={() => setSetting(s)}>
              {t('setInterval')}
            </Button>
          )}
        </span>
      ),
      value: s => s.everyMinutes,
    },
    {
      key: 'communes',
      title: t('communes'),
      cell: s => <span className="s">{s.communes.join(', ')}</span>,
      value: s => s.communes.join(', '),
    },
    { key: 'river', title: t('river'), optional: true, cell: s => s.river, value: s => s.river },
    { key: 'code', title: t('station'), optional: true, cell: s => s.station, value: s => s.station },
  ]
  return (
    <>
      <Answer of={health} loading={<Loading shape="panel" rows={1} />}>
        {list => {
          const count = (state: SeriesHealthOut['state']) => list.filter(s => s.state === state).length
          const silent = count('silent')
          return list.length === 0 ? null : (
            <Card>
              <div className="pad figures">
                {worst.map(state => (
                  <span key={state}>
                    <b className={state === 'silent' && silent ? 'late' : ''}>{formatNumber(count(state))}</b>{' '}
                    {t(
                      state === 'silent'
                        ? 'countSilent'
                        : state === 'late'
                          ? 'countLate'
                          : state === 'never'
                            ? 'countNever'
                            : 'countReporting',
                    )}
                  </span>
                ))}
                {(refused.data?.open ?? 0) > 0 && (
                  <Link to="/so-do/tu-choi">
                    <b className="late">{formatNumber(refused.data?.open ?? 0)}</b> {t('countRefused')}
                  </Link>
                )}
                {down > 0 && (
                  <Link to="/so-do/mqtt">
                    <b className="late">{formatNumber(down)}</b> {t('countBrokers')}
                  </Link>
                )}
              </div>
              {silent > 0 && <p className="note late health-note">{t('silentMeans')}</p>}
            </Card>
          )
        }}
      </Answer>
      <Card title={t('stations')}>
        <Answer of={health} loading={<Loading shape="table" rows={8} />}>
          {list => (
            <Table
              name={t('stations')}
              rows={list}
              columns={columns}
              rowKey={s => s.seriesId}
              initialSort="state"
              empty={<Empty title={t('noStations')}>{t('noStationsHint')}</Empty>}
            />
          )}
        </Answer>
      </Card>
      {setting && <IntervalDialog series={setting} onClose={() => setSetting(null)} />}
    </>
  )
}

/** The last value; of a station that fell silent it is told apart from what is there now. */
function Last({ of: s }: { of: SeriesHealthOut }) {
  const t = useTexts(vi, en)
  if (s.lastAt === null || s.lastValue === null) return <span className="mut">—</span>
  const old = s.state === 'silent'
  return (
    <>
      <span className={old ? 'old-figure' : 'b'}>
        {formatNumber(s.lastValue)} {s.unit}
      </span>{' '}
      {s.lastValue === 0 && <Tag>{t('zero')}</Tag>} {s.lastCorrected && <Tag tone="suggested">{t('corrected')}</Tag>}{' '}
      <span className="xs">
        {old && `${t('lastOld')}, `}
        <RelativeTime at={s.lastAt} />
      </span>
    </>
  )
}

/** What came, what did not, what read zero: three different things. */
function Day({ of: { day } }: { of: SeriesHealthOut }) {
  const t = useTexts(vi, en)
  return (
    <span className="s">
      {t('dayCame', { n: formatNumber(day.came) })}
      {day.missing > 0 && <> · {t('dayMissing', { n: formatNumber(day.missing) })}</>}
      {day.zeros > 0 && <> · {t('dayZeros', { n: formatNumber(day.zeros) })}</>}
      {day.corrected > 0 && <> · {t('dayCorrected', { n: formatNumber(day.corrected) })}</>}
    </span>
  )
}
