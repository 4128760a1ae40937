import type { HouseholdList } from '@tusom/contract'
import { householdHazardNames } from '@tusom/domain'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Empty, SampleMark, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export function HostTable({ rows }: { rows: HouseholdList['hosts'] }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  return (
    <Table
      id="nhan"
      name={t('tabHosts')}
      rows={rows}
      rowKey={h => h.id}
      empty={<Empty title={t('none')} />}
      columns={[
        {
          key: 'name',
          title: t('household'),
          cell: h => (
            <>
              <span className="b">{h.label}</span> {h.sample && <SampleMark />}
            </>
          ),
          value: h => h.label,
        },
        { key: 'code', title: t('code'), cell: h => h.code, value: h => h.code },
        { key: 'hamlet', title: t('hamlet'), cell: h => h.hamletName, value: h => h.hamletName },
        {
          key: 'capacity',
          title: t('capacity'),
          number: true,
          cell: h => t('capacityN', { n: h.capacity }),
          value: h => h.capacity,
        },
        {
          key: 'safe',
          title: t('safeFrom'),
          cell: h => h.safeFrom.map(z => householdHazardNames[z][language]).join('; '),
          value: h => h.safeFrom.join(),
        },
        {
          key: 'phone',
          title: t('phone'),
          cell: h => (h.phone ? <a href={`tel:${h.phone}`}>{h.phone}</a> : ''),
          value: h => h.phone,
        },
      ]}
    />
  )
}
