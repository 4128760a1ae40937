import type { KeyAreaMatrix } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Card, type Column, Table, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Sum = Omit<KeyAreaMatrix['coverage']['fields'][number], 'field'> & { name: string }

/** Coverage in % for each field and for all of them, with what the % leaves out beside it. */
export function CoverageCard({ matrix: m }: { matrix: KeyAreaMatrix }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const rows: Sum[] = [
    ...m.coverage.fields.map(f => {
      const known = m.fields.find(x => x.code === f.field)
      return { ...f, name: (language === 'vi' ? known?.vi : known?.en) ?? f.field }
    }),
    { ...m.coverage.all, name: t('coverAll') },
  ]
  const count = (key: 'areas' | 'watched' | 'indirect', title: string): Column<Sum> => ({
    key,
    title,
    number: true,
    cell: r => formatNumber(r[key]),
    value: r => r[key],
  })
  const columns: Column<Sum>[] = [
    {
      key: 'field',
      title: t('fields'),
      cell: r => (r.name === t('coverAll') ? <b>{r.name}</b> : r.name),
      value: r => r.name,
    },
    {
      key: 'percent',
      title: t('percent'),
      number: true,
      cell: r =>
        r.percent === null ? <span className="s">{t('noneNamed')}</span> : <b>{formatNumber(r.percent)} %</b>,
      value: r => r.percent ?? -1,
    },
    count('areas', t('areasN')),
    count('watched', t('watchedN')),
    count('indirect', t('indirectN')),
    {
      key: 'silent',
      title: t('silentN'),
      number: true,
      cell: r => (r.silent ? <Tag tone="late">{formatNumber(r.silent)}</Tag> : 0),
      value: r => r.silent,
    },
    {
      key: 'nothing',
      title: t('nothingN'),
      number: true,
      cell: r => (r.nothing ? <Tag tone="doubt">{formatNumber(r.nothing)}</Tag> : 0),
      value: r => r.nothing,
    },
  ]
  return (
    <Card title={t('coverTitle')}>
      <p className="pad s">
        {t('coverNote')} {m.mapping.source}.
      </p>
      <Table id="phu" name={t('coverTitle')} rows={rows} columns={columns} rowKey={r => r.name} plain empty={null} />
    </Card>
  )
}
