import type { HouseholdOut } from '@tusom/contract'
import { householdHazardNames, saysNeeds } from '@tusom/domain'
import { useState } from 'react'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type Column, Empty, SampleMark, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { OpenHousehold } from './open-household.tsx'
import vi from './vi.json' with { type: 'json' }

export function HouseholdTable(props: { rows: readonly HouseholdOut[]; named: boolean; mayWrite: boolean }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [opened, setOpened] = useState<HouseholdOut | null>(null)
  const risks = (h: HouseholdOut) =>
    h.hazards
      .map(z =>
        z === 'flood'
          ? h.floodGroup === null
            ? t('groupNone')
            : t('groupN', { n: h.floodGroup })
          : householdHazardNames[z][language],
      )
      .join('; ')
  const columns: Column<HouseholdOut>[] = [
    {
      key: 'household',
      title: t('household'),
      cell: h => (
        <>
          <span className="b">{h.label}</span> {h.sample && <SampleMark />}
        </>
      ),
      value: h => h.label,
    },
    { key: 'code', title: t('code'), cell: h => h.code, value: h => h.code, optional: true },
    { key: 'hamlet', title: t('hamlet'), cell: h => h.hamletName, value: h => h.hamletName },
    { key: 'people', title: t('people'), number: true, cell: h => h.people, value: h => h.people },
    {
      key: 'rank',
      title: t('needs'),
      cell: h => saysNeeds(h.vulnerable, language),
      value: h => `${h.rank} ${saysNeeds(h.vulnerable, language)}`,
    },
    { key: 'risk', title: t('hazards'), cell: risks, value: risks },
    { key: 'to', title: t('to'), cell: h => h.destination ?? '', value: h => h.destination },
    ...(props.named
      ? ([
          {
            key: 'phone',
            title: t('phone'),
            cell: h => (h.phone ? <a href={`tel:${h.phone}`}>{h.phone}</a> : ''),
            value: h => h.phone,
          },
        ] satisfies Column<HouseholdOut>[])
      : []),
    {
      key: 'house',
      title: t('house'),
      cell: h => t('floors', { type: h.houseType, n: h.floors }),
      value: h => h.houseType,
      optional: true,
    },
    {
      key: 'threshold',
      title: t('threshold'),
      cell: h => h.thresholdNote,
      value: h => h.thresholdNote,
      optional: true,
    },
    {
      key: 'livestock',
      title: t('livestock'),
      number: true,
      cell: h => h.bigLivestock,
      value: h => h.bigLivestock,
      optional: true,
    },
  ]
  return (
    <>
      <Table
        name={t('tabHouseholds')}
        rows={props.rows}
        columns={columns}
        rowKey={h => h.id}
        initialSort="rank"
        onOpen={setOpened}
        empty={<Empty title={t('none')}>{t('noneHint')}</Empty>}
      />
      {opened && <OpenHousehold household={opened} mayWrite={props.mayWrite} close={() => setOpened(null)} />}
    </>
  )
}
