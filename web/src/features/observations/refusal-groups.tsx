import type { RefusalGroup } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { inExercise } from '../../app/run.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, type Column, DateTime, Table } from '../../ui/index.ts'
import { DiscardDialog } from './discard-dialog.tsx'
import en from './en.json' with { type: 'json' }
import { NameDialog } from './name-dialog.tsx'
import { useCodeWords, useResend } from './use-refusals.ts'
import { useRefusalSummary, useSourceWords } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** Kinds shown at first: the list of single readings below must not drown. */
const FIRST = 6

/** What waits, alike with alike: mended once for all of a kind. */
export function RefusalGroups({ onShow }: { onShow: (group: RefusalGroup) => void }) {
  const t = useTexts(vi, en)
  const summary = useRefusalSummary()
  const codeWords = useCodeWords()
  const sourceWords = useSourceWords()
  const [naming, setNaming] = useState<string | null>(null)
  const [discarding, setDiscarding] = useState<RefusalGroup | null>(null)
  const [all, setAll] = useState(false)
  const resend = useResend()
  const alike = (g: RefusalGroup) => ({
    code: g.code,
    source: g.source,
    ...(g.station === null ? {} : { station: g.station }),
  })
  const columns: Column<RefusalGroup>[] = [
    { key: 'why', title: t('why'), cell: g => <b>{codeWords(g.code)}</b>, value: g => codeWords(g.code) },
    { key: 'station', title: t('station'), cell: g => g.station ?? '—', value: g => g.station },
    { key: 'n', title: t('refN'), number: true, cell: g => formatNumber(g.n), value: g => g.n },
    { key: 'source', title: t('refSource'), cell: g => sourceWords(g.source), value: g => sourceWords(g.source) },
    { key: 'last', title: t('refLast'), cell: g => <DateTime at={g.lastAt} short />, value: g => g.lastAt },
    {
      key: 'do',
      title: '',
      cell: g => (
        <span className="row end wrap no-print">
          {g.code === 'reading.unknown-station' && g.station !== null && !inExercise && (
            <Button look="main" onClick={() => setNaming(g.station)}>
              {t('refIsStation')}
            </Button>
          )}
          {g.kept > 0 && (
            <Button
              busy={resend.isPending && JSON.stringify(resend.variables) === JSON.stringify({ alike: alike(g) })}
              onClick={() => resend.mutate({ alike: alike(g) })}
            >
              {t('refResendAll', { n: formatNumber(g.kept) })}
            </Button>
          )}
          <Button look="danger" onClick={() => setDiscarding(g)}>
            {t('refDiscard')}
          </Button>
          <Button look="quiet" onClick={() => onShow(g)}>
            {t('refShow')}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <Answer of={summary} loading={null}>
      {({ groups }) =>
        groups.length === 0 ? null : (
          <Card title={t('refGroups')} aside={<span className="s">{t('refGroupsHint')}</span>}>
            <Table
              id="nhom"
              name={t('refGroups')}
              rows={all ? groups : groups.slice(0, FIRST)}
              columns={columns}
              rowKey={g => `${g.code} ${g.source} ${g.station ?? ''}`}
              plain={!all}
              empty={null}
            />
            {!all && groups.length > FIRST && (
              <div className="pad">
                <Button look="quiet" onClick={() => setAll(true)}>
                  {t('refAllGroups', { n: formatNumber(groups.length) })}
                </Button>
              </div>
            )}
            {discarding && (
              <DiscardDialog
                what={{ alike: alike(discarding) }}
                n={discarding.n}
                onClose={() => setDiscarding(null)}
                onDone={() => setDiscarding(null)}
              />
            )}
            {naming !== null && <NameDialog name={naming} onClose={() => setNaming(null)} />}
          </Card>
        )
      }
    </Answer>
  )
}
