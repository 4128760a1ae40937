import type { FileLook, FileResult, ObservationResult } from '@tusom/contract'
import type { ReadingMapping } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, PageHeader } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { FileOutcome } from './file-outcome.tsx'
import { MappingForm, mappingGap } from './mapping-form.tsx'
import './observations.css'
import { SectionNav } from './section-nav.tsx'
import { UnknownNames } from './unknown-names.tsx'
import { useStationHand } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

const LIMIT = 20 * 1024 * 1024

function form(file: File, mapping: ReadingMapping | null): FormData {
  const data = new FormData()
  // before the file, so that the server has it when the file comes
  if (mapping) data.append('mapping', JSON.stringify(mapping))
  data.append('file', file)
  return data
}
const path = (step: string) => `/api/observations/files/${step}`

/** A file in: look, say what the columns are, check by row, import. The next file of the kind is read the same way. */
export default function ImportPage() {
  const t = useTexts(vi, en)
  const hand = useStationHand()
  const [file, setFile] = useState<File | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [mapping, setMapping] = useState<ReadingMapping | null>(null)
  const [checkedWith, setCheckedWith] = useState<ReadingMapping | null>(null)

  const check = useSend(
    (what: { file: File; mapping: ReadingMapping }) =>
      api.upload<FileResult>(path('check'), form(what.file, what.mapping)),
    { quiet: true, onDone: (_, what) => setCheckedWith(what.mapping) },
  )
  const look = useSend((f: File) => api.upload<FileLook>(path('look'), form(f, null)), {
    quiet: true,
    onDone: (seen, f) => {
      const first = seen.mapping as ReadingMapping
      setMapping(first)
      if (mappingGap(first, t) === null) check.mutate({ file: f, mapping: first })
    },
  })
  const save = useSend(
    (what: { file: File; mapping: ReadingMapping }) =>
      api.upload<FileResult>(path('import'), form(what.file, what.mapping)),
    { topics: ['observations', 'levels'], quiet: true },
  )
  const machine = useSend(
    (f: File) => api.upload<ObservationResult>('/api/observations', { content: f, type: 'application/json' }),
    { topics: ['observations', 'levels'], quiet: true },
  )

  const take = (f: File | undefined) => {
    if (!f) return
    for (const m of [look, check, save, machine]) m.reset()
    setMapping(null)
    setCheckedWith(null)
    setFile(f)
    const name = f.name
    if (!/\.(csv|txt|tsv|xlsx|json)$/i.test(name)) return setFault(t('wrongType', { name }))
    if (f.size > LIMIT) return setFault(t('tooLarge', { name }))
    if (f.size === 0) return setFault(t('emptyFile', { name }))
    setFault(null)
    if (/\.json$/i.test(name)) machine.mutate(f)
    else look.mutate(f)
  }
  const said = fault ?? [look.error, check.error, save.error, machine.error].filter(Boolean).map(messageOf)[0] ?? null
  const gap = mapping && mappingGap(mapping, t)
  const stale = checkedWith !== null && checkedWith !== mapping
  const done = save.data ?? (machine.data && file ? asFileResult(file.name, machine.data) : null)
  return (
    <>
      <PageHeader title={t('importTitle')} />
      <div className="page">
        <SectionNav />
        {!hand ? (
          <p className="note">{t('notAllowed')}</p>
        ) : (
          <>
            <Card>
              <Drop busy={look.isPending || machine.isPending} file={file} onFile={take} />
              {said && (
                <p className="note late import-said" role="alert">
                  {said}
                </p>
              )}
              {done && <FileOutcome result={done} />}
            </Card>
            {look.data && mapping && file && !done && (
              <>
                <MappingForm look={look.data} mapping={mapping} onChange={setMapping} />
                <Card>
                  <div className="pad stack">
                    {(gap ?? (stale ? t('checkStale') : null)) && (
                      <p className="note doubt" role="status">
                        {gap ?? t('checkStale')}
                      </p>
                    )}
                    <div className="row wrap">
                      <Button
                        look={check.data && !stale ? 'plain' : 'main'}
                        disabled={gap !== null}
                        busy={check.isPending}
                        onClick={() => check.mutate({ file, mapping })}
                      >
                        {check.data ? t('checkAgain') : t('check')}
                      </Button>
                      {check.data && !stale && check.data.readings > 0 && (
                        <Button
                          look="main"
                          icon="upload"
                          busy={save.isPending}
                          onClick={() => save.mutate({ file, mapping })}
                        >
                          {t('importNow', { n: formatNumber(check.data.readings) })}
                        </Button>
                      )}
                    </div>
                    {check.data && !stale && check.data.readings === 0 && (
                      <p className="note late" role="status">
                        {t('nothingGood')}
                      </p>
                    )}
                  </div>
                  {check.data && !stale && (
                    <>
                      <UnknownNames unknown={check.data.unknown} onNamed={() => check.mutate({ file, mapping })} />
                      <FileOutcome result={check.data} />
                    </>
                  )}
                </Card>
              </>
            )}
          </>
        )}
      </div>
    </>
  )
}

const asFileResult = (fileName: string, r: ObservationResult): FileResult => ({
  ...r,
  fileName,
  stored: true,
  rows: r.accepted + r.unchanged + r.refusedCount,
  readings: r.accepted + r.unchanged,
  blanks: 0,
  sample: [],
  unknown: [],
})

function Drop(props: { busy: boolean; file: File | null; onFile: (file: File | undefined) => void }) {
  const t = useTexts(vi, en)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
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
        props.onFile(e.dataTransfer.files[0])
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,.json"
        className="vh"
        tabIndex={-1}
        aria-hidden="true"
        onChange={e => {
          props.onFile(e.target.files?.[0])
          // the same file may be chosen again after it was mended
          e.target.value = ''
        }}
      />
      <Button
        look={props.file ? 'plain' : 'main'}
        icon="upload"
        busy={props.busy}
        onClick={() => input.current?.click()}
      >
        {props.busy && props.file ? t('reading', { name: props.file.name }) : t(props.file ? 'chooseOther' : 'choose')}
      </Button>
      <span className="mut wide-only">{t('drop')}</span>
      {props.file && !props.busy ? <b>{props.file.name}</b> : <span className="s">{t('importHint')}</span>}
    </div>
  )
}
