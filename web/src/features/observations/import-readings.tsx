import type { ObservationResult } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, type Column, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const LIMIT = 20 * 1024 * 1024

type Outcome = { name: string; csv: boolean; result: ObservationResult }
const isJson = (name: string) => name.toLowerCase().endsWith('.json')

/** A file in, an account of every reading out: taken, known already, refused by name with the reason. */
export function ImportReadings() {
  const t = useTexts(vi, en)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const send = useSend(
    (file: File) =>
      api.upload<ObservationResult>('/api/observations', {
        content: file,
        type: isJson(file.name) ? 'application/json' : 'text/csv',
      }),
    {
      topics: ['observations', 'levels'],
      quiet: true,
      onDone: (result, file) => setOutcome({ name: file.name, csv: !isJson(file.name), result }),
    },
  )
  const take = (file: File | undefined) => {
    if (!file) return
    setOutcome(null)
    const name = file.name
    if (!/\.(csv|txt|json)$/i.test(name)) return setFault(t('wrongType', { name }))
    if (file.size > LIMIT) return setFault(t('tooLarge', { name }))
    if (file.size === 0) return setFault(t('emptyFile', { name }))
    setFault(null)
    send.mutate(file)
  }
  const said = fault ?? (send.error ? messageOf(send.error) : null)
  return (
    <Card title={t('importTitle')}>
      <div
        className={`drop ${over ? 'over' : ''}`}
        onDragOver={e => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={e => {
          e.preventDefault()
          setOver(false)
          take(e.dataTransfer.files[0])
        }}
      >
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.json,text/csv,application/json"
          className="vh"
          tabIndex={-1}
          aria-hidden="true"
          onChange={e => {
            take(e.target.files?.[0])
            // the same file may be chosen again after it was mended
            e.target.value = ''
          }}
        />
        <Button look="main" icon="upload" busy={send.isPending} onClick={() => input.current?.click()}>
          {send.isPending ? t('sending', { name: send.variables.name }) : t('choose')}
        </Button>
        <span className="mut wide-only">{t('drop')}</span>
        <span className="s">{t('importHint')}</span>
      </div>
      {said && (
        <p className="note late import-said" role="alert">
          {said}
        </p>
      )}
      {outcome && !said && <Result outcome={outcome} />}
      <details className="pad s">
        <summary>{t('format')}</summary>
        <p>{t('formatCsv')}</p>
        <p className="code">{t('formatJson')}</p>
      </details>
    </Card>
  )
}

type Refused = ObservationResult['refused'][number]

function Result({ outcome: { name, csv, result } }: { outcome: Outcome }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  // the server counts lines of a CSV from 1 with its header, items of a JSON from 0
  const placeOf = (r: Refused) => (csv ? r.index : r.index + 1)
  const columns: Column<Refused>[] = [
    { key: 'n', title: csv ? t('line') : t('item'), cell: r => formatNumber(placeOf(r)), value: placeOf, width: '9ch' },
    { key: 'station', title: t('station'), cell: r => r.station ?? '—', value: r => r.station },
    {
      key: 'why',
      title: t('why'),
      cell: r => (language === 'en' ? r.messageEn : r.message),
      value: r => (language === 'en' ? r.messageEn : r.message),
    },
  ]
  const figures = [
    [result.accepted, t('accepted'), ''],
    [result.unchanged, t('unchanged'), ''],
    [result.refused.length, t('refusedCount'), result.refused.length ? 'late' : ''],
    [result.levelChanges, t('levelChanges'), ''],
  ] as const
  return (
    <section aria-label={t('done', { name })}>
      <div className="pad" role="status">
        <h3>{t('done', { name })}</h3>
        <div className="figures">
          {figures.map(([n, text, tone]) => (
            <span key={text}>
              <b className={tone}>{formatNumber(n)}</b> {text}
            </span>
          ))}
          <Link to="/truc-ban">{t('seeDuty')}</Link>
        </div>
      </div>
      {result.refused.length > 0 && (
        <>
          <div className="pad">
            <h3>{t('refused')}</h3>
            <p className="s">{t('refusedHint')}</p>
          </div>
          <Table
            id="tu-choi"
            name={t('refused')}
            rows={result.refused}
            columns={columns}
            rowKey={r => r.index}
            plain={result.refused.length < 8}
            empty={null}
          />
        </>
      )}
    </section>
  )
}
