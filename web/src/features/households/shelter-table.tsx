import type { ShelterOut } from '@tusom/contract'
import { householdHazardNames, shelterKindNames } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Empty, SampleMark, Table, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export function ShelterTable({ rows, mayWrite }: { rows: readonly ShelterOut[]; mayWrite: boolean }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const set = useSend(
    (s: { id: number; active: boolean }) => api.post(`/api/shelters/${s.id}/active`, { active: s.active }),
    { topics: ['households'] },
  )
  const has = (s: ShelterOut) =>
    [s.hasWater && t('water'), s.hasToilet && t('toilet'), s.hasPower && t('power')].filter(Boolean).join(', ')
  return (
    <Table
      id="diem"
      name={t('tabShelters')}
      rows={rows}
      rowKey={s => s.id}
      rowClass={s => (s.active ? '' : 'mut')}
      empty={<Empty title={t('none')}>{t('noneHint')}</Empty>}
      columns={[
        {
          key: 'name',
          title: t('name'),
          cell: s => (
            <>
              <span className="b">{s.name}</span> {s.sample && <SampleMark />}{' '}
              {!s.active && <Tag tone="late">{t('closed')}</Tag>}
            </>
          ),
          value: s => s.name,
        },
        {
          key: 'kind',
          title: t('kind'),
          cell: s => shelterKindNames[s.kind][language],
          value: s => shelterKindNames[s.kind][language],
        },
        {
          key: 'capacity',
          title: t('capacity'),
          number: true,
          cell: s => t('capacityN', { n: formatNumber(s.capacity) }),
          value: s => s.capacity,
        },
        { key: 'there', title: t('there'), number: true, cell: s => formatNumber(s.there), value: s => s.there },
        {
          key: 'safe',
          title: t('safeFrom'),
          cell: s => s.safeFrom.map(z => householdHazardNames[z][language]).join('; '),
          value: s => s.safeFrom.join(),
        },
        { key: 'has', title: t('has'), cell: has, value: has },
        ...(mayWrite
          ? [
              {
                key: 'act',
                title: '',
                cell: (s: ShelterOut) => (
                  <Button
                    look="quiet"
                    busy={set.isPending && set.variables?.id === s.id}
                    onClick={() => set.mutate({ id: s.id, active: !s.active })}
                  >
                    {s.active ? t('close') : t('open')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
