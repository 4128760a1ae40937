import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
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
import vi from './vi.json' with { type: 'json' }

/** As GET /api/stations answers: one row a series. */
type Station = {
  station: string
  name: string
  river: string | null
  indicator: string
  unit: string
  everyMinutes: number
  invented: boolean
  communes: string[]
  lastAt: string | null
}

/** The server's own measure of silence: three intervals without a reading. */
const SILENT_AFTER = 3

export function Stations() {
  const t = useTexts(vi, en)
  const now = useNow(60)
  const stations = useQuery({
    queryKey: ['observations', 'stations'],
    queryFn: () => api.get<Station[]>('/api/stations'),
  })
  const indicator = (s: Station) =>
    s.indicator === 'water_level' || s.indicator === 'rain' ? t(`indicator.${s.indicator}`) : s.indicator
  const silent = (s: Station) =>
    s.lastAt === null || now - Date.parse(s.lastAt) > SILENT_AFTER * s.everyMinutes * 60_000
  const columns: Column<Station>[] = [
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
    {
      key: 'state',
      title: t('state'),
      cell: s => <Tag tone={silent(s) ? 'late' : 'ok'}>{silent(s) ? t('silent') : t('heard')}</Tag>,
      value: s => (silent(s) ? t('silent') : t('heard')),
    },
    {
      key: 'last',
      title: t('last'),
      cell: s =>
        s.lastAt === null ? (
          <span className="late">{t('never')}</span>
        ) : (
          <>
            <RelativeTime at={s.lastAt} /> <span className="xs">{<DateTime at={s.lastAt} short />}</span>
          </>
        ),
      value: s => s.lastAt,
    },
    { key: 'indicator', title: t('indicator'), cell: s => `${indicator(s)} (${s.unit})`, value: indicator },
    { key: 'river', title: t('river'), cell: s => s.river, value: s => s.river },
    {
      key: 'communes',
      title: t('communes'),
      cell: s => <span className="s">{s.communes.join(', ')}</span>,
      value: s => s.communes.join(', '),
    },
    {
      key: 'interval',
      title: t('interval'),
      number: true,
      cell: s => t('every', { n: s.everyMinutes }),
      value: s => s.everyMinutes,
    },
    { key: 'code', title: t('station'), optional: true, cell: s => s.station, value: s => s.station },
  ]
  return (
    <Card title={t('stations')}>
      <Answer of={stations} loading={<Loading shape="table" rows={8} />}>
        {list => (
          <Table
            name={t('stations')}
            rows={list}
            columns={columns}
            rowKey={s => `${s.station}/${s.indicator}`}
            initialSort="state"
            empty={<Empty title={t('noStations')}>{t('noStationsHint')}</Empty>}
          />
        )}
      </Answer>
    </Card>
  )
}
