import type { FileResult } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type Column, DateTime, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useIndicatorName } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

type Refused = FileResult['refused'][number]
type Sample = FileResult['sample'][number]

/** What a file would give, or gave: counts, the first readings as they are stored, what is refused by row. */
export function FileOutcome({ result: r }: { result: FileResult }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const indicatorName = useIndicatorName()
  const why = (x: Refused) => (language === 'en' ? x.messageEn : x.message)
  const figures = r.stored
    ? [
        [r.accepted, t('accepted'), ''],
        [r.unchanged, t('unchanged'), ''],
        [r.refusedCount, t('refusedCount'), r.refusedCount ? 'late' : ''],
        [r.levelChanges, t('levelChanges'), ''],
      ]
    : [
        [r.readings, t('wouldTake'), ''],
        [r.refusedCount, t('wouldRefuse'), r.refusedCount ? 'late' : ''],
        [r.blanks, t('blankCells'), ''],
      ]
  const refused: Column<Refused>[] = [
    { key: 'n', title: t('line'), cell: x => formatNumber(x.index), value: x => x.index, width: '9ch' },
    { key: 'station', title: t('station'), cell: x => x.station ?? '—', value: x => x.station },
    { key: 'why', title: t('why'), cell: why, value: why },
  ]
  const sample: Column<Sample>[] = [
    { key: 'row', title: t('line'), cell: x => formatNumber(x.row), value: x => x.row, width: '9ch' },
    { key: 'station', title: t('station'), cell: x => <b>{x.name || x.station}</b>, value: x => x.name },
    { key: 'indicator', title: t('indicator'), cell: x => indicatorName(x.indicator), value: x => x.indicator },
    { key: 'at', title: t('when'), cell: x => <DateTime at={x.at} />, value: x => x.at },
    {
      key: 'value',
      title: t('value'),
      number: true,
      cell: x => `${formatNumber(x.value)} ${x.unit}`,
      value: x => x.value,
    },
  ]
  return (
    <section aria-label={t('done', { name: r.fileName })}>
      <div className="pad" role="status">
        {r.stored && <h3>{t('done', { name: r.fileName })}</h3>}
        <div className="figures">
          {figures.map(([n, text, tone]) => (
            <span key={text}>
              <b className={String(tone)}>{formatNumber(Number(n))}</b> {text}
            </span>
          ))}
          {r.stored && <Link to="/truc-ban">{t('seeDuty')}</Link>}
          {r.stored && r.refusedCount > 0 && <Link to="/so-do/tu-choi">{t('seeRefused')}</Link>}
        </div>
      </div>
      {r.sample.length > 0 && (
        <>
          <h3 className="pad">{t('sampleTitle')}</h3>
          <Table
            id="mau"
            name={t('sampleTitle')}
            rows={r.sample}
            columns={sample}
            rowKey={x => `${x.row} ${x.station} ${x.indicator} ${x.at}`}
            plain
            empty={null}
          />
        </>
      )}
      {r.refused.length > 0 && (
        <>
          <div className="pad">
            <h3>{t('refused')}</h3>
            <p className="s">
              {r.stored && t('refusedHint')}{' '}
              {r.refusedCount > r.refused.length &&
                t('refusedFirst', { n: formatNumber(r.refused.length), all: formatNumber(r.refusedCount) })}
            </p>
          </div>
          <Table
            id="tu-choi"
            name={t('refused')}
            rows={r.refused.map((x, i) => ({ ...x, key: i }))}
            columns={refused}
            rowKey={x => (x as Refused & { key: number }).key}
            plain={r.refused.length < 8}
            empty={null}
          />
        </>
      )}
    </section>
  )
}
