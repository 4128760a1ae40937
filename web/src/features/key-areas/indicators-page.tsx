import type { IndicatorSet } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Card,
  type Column,
  Empty,
  Loading,
  PageHeader,
  RelativeTime,
  SampleMark,
  Table,
  Tag,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './key-areas.css'
import vi from './vi.json' with { type: 'json' }

type Row = IndicatorSet['rows'][number]
const tones = { law: 'ok', local: 'suggested', proposal: 'suggested', recalled: 'doubt', none: 'plain' } as const

/** The indicator set of the province: what is judged or measured, who set its level, and how far it is measured. */
export default function IndicatorsPage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [field, setField] = useSearchParam('linhvuc')
  const set = useQuery({
    queryKey: ['observations', 'indicators'],
    queryFn: () => api.get<IndicatorSet>('/api/indicators'),
  })
  const say = (x: { vi: string; en: string }) => (language === 'vi' ? x.vi : x.en)
  const nameOf = (r: { nameVi: string; nameEn: string }) => (language === 'vi' ? r.nameVi : r.nameEn)
  const columns = (s: IndicatorSet): Column<Row>[] => {
    const fieldName = (code: string) => say(s.fields.find(f => f.code === code) ?? { vi: code, en: code })
    const fieldsOf = (r: Row) => [
      ...r.fields.map(fieldName),
      ...r.indirect.map(f => t('indirectly', { field: fieldName(f) })),
    ]
    const scaleOf = (scale: string | null) => {
      const key = `scale.${scale}`
      return scale === null ? t('scaleRisk') : key in vi ? t(key as keyof typeof vi) : scale
    }
    return [
      {
        key: 'indicator',
        title: t('indicator'),
        cell: r => (
          <>
            <b>{nameOf(r)}</b> {r.unit && <span className="s">({r.unit})</span>}
          </>
        ),
        value: nameOf,
      },
      {
        key: 'fields',
        title: t('fields'),
        cell: r => fieldsOf(r).join(', ') || <span className="s">{t('outside')}</span>,
        value: r => fieldsOf(r).join(', ') || t('outside'),
      },
      {
        key: 'serves',
        title: t('serves'),
        cell: r =>
          r.uses.length ? (
            <span className="ka-uses">
              {r.uses.map(u => (
                <span key={u.pack + u.hazard} title={u.article}>
                  {nameOf(u)} <span className="s">({scaleOf(u.scale)})</span>{' '}
                  {u.status !== 'law' && <Tag tone={tones[u.status]}>{t(`status.${u.status}`)}</Tag>}
                </span>
              ))}
            </span>
          ) : (
            <span className="s">{t('servesNone')}</span>
          ),
        value: r => r.uses.map(nameOf).join(', '),
      },
      {
        key: 'status',
        title: t('status'),
        cell: r => <Tag tone={tones[r.status]}>{t(`status.${r.status}`)}</Tag>,
        value: r => t(`status.${r.status}`),
      },
      {
        key: 'series',
        title: t('series'),
        number: true,
        cell: r =>
          r.series ? (
            <>
              {formatNumber(r.series)} {r.invented > 0 && <SampleMark />}
            </>
          ) : (
            <Tag tone="doubt">{t('noSeries')}</Tag>
          ),
        value: r => r.series,
      },
      {
        key: 'communes',
        title: t('communes'),
        number: true,
        cell: r => t('ofCommunes', { n: r.communes, of: s.communes }),
        value: r => r.communes,
      },
      {
        key: 'newest',
        title: t('newest'),
        cell: r =>
          r.newestAt ? <RelativeTime at={r.newestAt} /> : <span className="s">{r.series ? t('never') : '–'}</span>,
        value: r => r.newestAt ?? '',
      },
      {
        key: 'silent',
        title: t('silent'),
        number: true,
        cell: r => (r.silent ? <Tag tone="late">{formatNumber(r.silent)}</Tag> : r.series ? 0 : '–'),
        value: r => r.silent,
      },
    ]
  }
  return (
    <>
      <PageHeader
        title={t('setTitle')}
        actions={
          <Link to="/dia-ban-trong-diem" className="btn">
            {t('toAreas')}
          </Link>
        }
      />
      <div className="page">
        <Answer of={set} loading={<Loading shape="table" />}>
          {s => {
            const rows = s.rows.filter(r =>
              !field
                ? true
                : field === 'outside'
                  ? !r.fields.length
                  : [...r.fields, ...r.indirect].some(f => f === field),
            )
            return (
              <Card>
                <p className="pad">
                  {t('setOf', {
                    province: s.province,
                    rows: s.rows.length,
                    measured: s.rows.filter(r => r.series).length,
                    silent: s.rows.reduce((n, r) => n + r.silent, 0),
                  })}
                  <br />
                  <span className="s">{t('setNote')}</span>
                </p>
                <p className="pad no-print">
                  <select
                    className="input"
                    aria-label={t('fieldFilter')}
                    value={field ?? ''}
                    onChange={e => setField(e.target.value || null)}
                  >
                    <option value="">{t('allFields')}</option>
                    {s.fields.map(f => (
                      <option key={f.code} value={f.code}>
                        {say(f)}
                      </option>
                    ))}
                    <option value="outside">{t('outside')}</option>
                  </select>
                </p>
                <Table
                  name={t('setTitle')}
                  rows={rows}
                  columns={columns(s)}
                  rowKey={r => r.kind}
                  empty={<Empty title={t('none')} />}
                />
              </Card>
            )
          }}
        </Answer>
      </div>
    </>
  )
}
