import type { ReadingNameOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { inExercise } from '../../app/run.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, type Column, Empty, Loading, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useIndicatorName, useStationChoices } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** Names that were set: to see why a reading landed where it did, and to take a wrong one away. */
export function NamesCard() {
  const t = useTexts(vi, en)
  const stations = useStationChoices()
  const indicatorName = useIndicatorName()
  const names = useQuery({
    queryKey: ['observations', 'names'],
    queryFn: () => api.get<ReadingNameOut[]>('/api/observations/names'),
  })
  const drop = useSend((id: number) => api.delete(`/api/observations/names/${id}`), {
    topics: ['observations'],
    done: t('namesDropped'),
  })
  const means = (n: ReadingNameOut) =>
    n.kind === 'station' ? (stations.find(s => s.code === n.means)?.name ?? n.means) : indicatorName(n.means)
  const columns: Column<ReadingNameOut>[] = [
    { key: 'name', title: t('namesName'), cell: n => <b>{n.name}</b>, value: n => n.name },
    { key: 'means', title: t('namesMeans'), cell: n => `${means(n)} (${n.means})`, value: means },
    { key: 'unit', title: t('namesUnit'), cell: n => n.unitName, value: n => n.unitName },
    { key: 'by', title: t('namesBy'), cell: n => n.setByName, value: n => n.setByName },
    {
      key: 'do',
      title: '',
      cell: n =>
        inExercise ? null : (
          <Button
            look="danger"
            className="no-print"
            busy={drop.isPending && drop.variables === n.id}
            onClick={() => drop.mutate(n.id)}
          >
            {t('namesDrop')}
          </Button>
        ),
    },
  ]
  return (
    <Card title={t('namesTitle')}>
      <Answer of={names} loading={<Loading shape="table" rows={2} />}>
        {list => (
          <Table
            id="ten"
            name={t('namesTitle')}
            rows={list}
            columns={columns}
            rowKey={n => n.id}
            plain={list.length < 8}
            empty={<Empty title={t('namesNone')} />}
          />
        )}
      </Answer>
    </Card>
  )
}
