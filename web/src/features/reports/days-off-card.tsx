import type { DayOffIn, ReportDaysOff } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatDate } from '@tusom/vi-text'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Field, Loading, Table, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './days-off.css'
import vi from './vi.json' with { type: 'json' }

/** Holidays and Saturdays worked in exchange: entered by the office, counted in every deadline of working days. */
export function DaysOffCard() {
  const t = useTexts(vi, en)
  const daysOff = useQuery({
    queryKey: ['reports', 'days-off'],
    queryFn: () => api.get<ReportDaysOff>('/api/reports/days-off'),
  })
  const drop = useSend((day: string) => api.delete(`/api/reports/days-off/${day}`), { topics: ['reports'] })
  return (
    <Card title={t('daysOff')}>
      <p className="mut days-off-hint">{t('daysOffHint')}</p>
      <Answer of={daysOff} loading={<Loading shape="table" rows={3} />}>
        {data => (
          <>
            {data.mayKeep && <AddDay />}
            <Table
              name={t('daysOff')}
              id="nghi"
              plain
              rows={data.days}
              rowKey={d => d.day}
              empty={<Empty title={t('daysOffNone')}>{t('daysOffNoneHint')}</Empty>}
              columns={[
                { key: 'ngay', title: t('dayOffDay'), cell: d => formatDate(d.day) },
                {
                  key: 'loai',
                  title: t('dayOffKind'),
                  cell: d => <Tag tone={d.kind === 'holiday' ? 'doubt' : 'plain'}>{t(d.kind)}</Tag>,
                },
                { key: 'dip', title: t('dayOffName'), cell: d => d.name },
                { key: 'nguoi', title: t('dayOffBy'), cell: d => d.by },
                ...(data.mayKeep
                  ? [
                      {
                        key: 'bo',
                        title: '',
                        cell: (d: ReportDaysOff['days'][number]) => (
                          <Button onClick={() => drop.mutate(d.day)}>{t('dayOffDrop')}</Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Answer>
    </Card>
  )
}

function AddDay() {
  const t = useTexts(vi, en)
  const [day, setDay] = useState('')
  const [kind, setKind] = useState<DayOffIn['kind']>('holiday')
  const [name, setName] = useState('')
  const keep = useSend(() => api.put(`/api/reports/days-off/${day}`, { kind, name: name.trim() } satisfies DayOffIn), {
    topics: ['reports'],
    onDone: () => setDay(''),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(undefined)
  }
  return (
    <form className="days-off-add" onSubmit={send}>
      <Field label={t('dayOffDay')}>
        {control => (
          <input {...control} className="input" type="date" value={day} onChange={e => setDay(e.target.value)} />
        )}
      </Field>
      <Field label={t('dayOffKind')}>
        {control => (
          <select
            {...control}
            className="input"
            value={kind}
            onChange={e => setKind(e.target.value as DayOffIn['kind'])}
          >
            <option value="holiday">{t('holiday')}</option>
            <option value="workday">{t('workday')}</option>
          </select>
        )}
      </Field>
      <Field label={t('dayOffName')}>
        {control => (
          <input {...control} className="input" maxLength={200} value={name} onChange={e => setName(e.target.value)} />
        )}
      </Field>
      <Button type="submit" busy={keep.isPending} disabled={day === '' || name.trim() === ''}>
        {t('dayOffAdd')}
      </Button>
    </form>
  )
}
