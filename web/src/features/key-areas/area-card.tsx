import type { KeyAreaMatrix } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, ConfirmByName, SampleMark, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Area = KeyAreaMatrix['areas'][number]
type Cell = Area['cells'][number]
const tones = { watched: 'ok', indirect: 'suggested', silent: 'late', nothing: 'doubt' } as const

/** One key area: its seven cells, what watches, what is silent by name, and where nothing does. */
export function AreaCard(props: { area: Area; matrix: KeyAreaMatrix; onEdit?: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { area: a, matrix: m } = props
  const [asking, setAsking] = useState(false)
  const retire = useSend(() => api.delete(`/api/key-areas/${a.id}`), {
    topics: ['observations'],
    done: t('retired'),
    onDone: () => setAsking(false),
  })
  const fieldName = (code: string) => {
    const f = m.fields.find(x => x.code === code)
    return (language === 'vi' ? f?.vi : f?.en) ?? code
  }
  const seriesName = (s: Cell['series'][number]) => {
    const known = m.indicators[s.indicator]
    return `${s.name} (${(language === 'vi' ? known?.vi : known?.en) ?? s.indicator})`
  }
  return (
    <section className="ka-detail">
      <div className="row">
        <h3>
          {a.code} · {a.name}
        </h3>
        {a.invented && <SampleMark />}
        <span className="sp" />
        <b>{a.percent === null ? '' : `${formatNumber(a.percent)} %`}</b>
        {props.onEdit && (
          <>
            <Button look="quiet" icon="edit" onClick={props.onEdit}>
              {t('edit')}
            </Button>
            <Button look="danger" onClick={() => setAsking(true)}>
              {t('retire')}
            </Button>
          </>
        )}
      </div>
      <p className="s">
        {a.communes.map(c => c.name).join(', ')} · {a.why} · {t('source')}: {a.source || t('sourceNone')} ·{' '}
        {t('enteredBy', { unit: a.owner.name })}
      </p>
      <div className="table-scroll">
        <table className="table ka-cells" aria-label={a.name}>
          <thead>
            <tr>
              {a.cells.map(c => (
                <th key={c.field}>{fieldName(c.field)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {a.cells.map(c => (
                <td key={c.field}>
                  <CellView cell={c} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <ul className="ka-lines s">
        {a.cells
          .filter(c => c.named)
          .flatMap(c => {
            const speaks = c.series.filter(s => !s.silent && !s.indirect)
            const beside = c.series.filter(s => !s.silent && s.indirect)
            const silent = c.series.filter(s => s.silent)
            const lines = [
              speaks.length ? t('watchedBy', { names: speaks.map(seriesName).join('; ') }) : '',
              beside.length ? t('indirectBy', { names: beside.map(seriesName).join('; ') }) : '',
              silent.length ? t('silentNamed', { names: silent.map(seriesName).join('; ') }) : '',
              c.counts?.fresh.length ? t('countsFresh', { n: c.counts.fresh.length }) : '',
              c.counts?.old.length ? t('countsOld', { names: c.counts.old.map(u => u.name).join(', ') }) : '',
            ].filter(Boolean)
            return [
              <li key={c.field}>
                <b>{fieldName(c.field)}</b>: {lines.length ? lines.join('. ') : t('state.nothing')}
              </li>,
            ]
          })}
      </ul>
      {asking && (
        <ConfirmByName
          title={t('retireTitle')}
          name={a.code}
          action={t('retire')}
          busy={retire.isPending}
          onConfirm={() => retire.mutate(undefined)}
          onClose={() => setAsking(false)}
        >
          {t('retireAsk')}
        </ConfirmByName>
      )}
    </section>
  )
}

/** A field that the area does not name is quiet: whatever watches there is no promise. */
function CellView({ cell: c }: { cell: Cell }) {
  const t = useTexts(vi, en)
  const n = c.series.filter(s => !s.silent).length
  const size = [
    n ? t('nSeries', { n }) : '',
    c.counts?.fresh.length ? t('countsFresh', { n: c.counts.fresh.length }) : '',
  ].filter(Boolean)
  if (!c.named)
    return (
      <span className="ka-cell ka-off">
        <span>{t('notNamed')}</span>
        {size.length > 0 && <span>{size.join(', ')}</span>}
      </span>
    )
  return (
    <span className="ka-cell">
      <Tag tone={tones[c.state]}>{t(`state.${c.state}`)}</Tag>
      {size.length > 0 && <span className="s">{size.join(', ')}</span>}
    </span>
  )
}
