import type { InspectionFindingOut } from '@tusom/contract'
import { findingKinds, findingSeverities } from '@tusom/domain'
import { formatDate } from '@tusom/vi-text'
import { useRef, useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, DateTime, FileChooser, Icon, Tag, toast } from '../../ui/index.ts'
import { DueWord } from '../difficulties/due-word.tsx'
import en from './en.json' with { type: 'json' }
import { FindingDialog } from './finding-dialog.tsx'
import vi from './vi.json' with { type: 'json' }

type Act = InspectionFindingOut['may'][number]

/** One finding of a concluded inspection: what, who mends it by when, the evidence, and the next step. */
export function FindingCard(props: { inspectionId: number; finding: InspectionFindingOut; today: string }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { finding: f, inspectionId } = props
  const [act, setAct] = useState<Act | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const url = `/api/inspections/${inspectionId}/findings/${f.id}`
  const upload = useSend(
    (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.upload<{ already: boolean }>(`${url}/files`, form)
    },
    { topics: ['inspections'], onDone: made => toast(t(made.already ? 'fileAlready' : 'fileDone')) },
  )
  const named = <T extends { code: string; vi: string; en: string }>(list: readonly T[], code: string) =>
    list.find(x => x.code === code)?.[language] ?? code
  return (
    <section className="follow-finding" aria-label={f.what}>
      <div className="row wrap">
        <Tag tone={f.severity === 'grave' ? 'late' : 'plain'}>
          {named(findingKinds, f.kind)} · {named(findingSeverities, f.severity)}
        </Tag>
        <Tag
          tone={f.state === 'closed' ? 'ok' : f.state === 'mended' ? 'doubt' : f.due.kind === 'late' ? 'late' : 'plain'}
        >
          {t(`finding.${f.state}`)}
        </Tag>
        <span className="sp" />
        <DueWord due={f.due} dueOn={f.dueOn} firstDueOn={f.firstDueOn} />
      </div>
      <div>
        <b>{f.what}</b>
        {f.basis && <p className="s">{t('basisIs', { basis: f.basis })}</p>}
      </div>
      <p>
        {t('recommends')} {f.recommendation}
      </p>
      <p className="s">
        {f.unit.id !== f.mender.id && `${t('foundAt', { unit: f.unit.fullName })} · `}
        {t('mendedBy', { unit: f.mender.fullName })}
      </p>
      {f.mendedText && (
        <div>
          <p className="s">{t('mendedSays', { unit: f.mender.fullName })}</p>
          <blockquote className="follow-quote follow-prose">{f.mendedText}</blockquote>
        </div>
      )}
      {f.files.length > 0 && (
        <ul className="task-files">
          {f.files.map(x => (
            <li key={x.id}>
              <a href={apiHref(`${url}/files/${x.id}`)} download={x.name}>
                <Icon name={['png', 'jpg', 'webp', 'mp4'].includes(x.kind) ? 'camera' : 'document'} />
                <span>{x.name}</span>
              </a>
              <span className="xs">
                {x.by}, {x.unit} · <DateTime at={x.at} short />
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="row wrap no-print">
        {f.may.map(a => (
          <Button
            key={a}
            look={a === 'mend' || (a === 'close' && f.state === 'mended') ? 'main' : 'plain'}
            onClick={() => setAct(a)}
          >
            {t(`do.${a}`)}
          </Button>
        ))}
        {f.may.includes('mend') && (
          <Button look="quiet" icon="camera" busy={upload.isPending} onClick={() => chooser.current?.click()}>
            {t('fileAdd')}
          </Button>
        )}
      </div>
      <FileChooser
        ref={chooser}
        accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.webp,.mp4,image/*"
        label={t('fileAdd')}
        onFile={file => upload.mutate(file)}
      />
      {f.steps.length > 0 && (
        <details>
          <summary>{t('history')}</summary>
          <ol className="follow-steps">
            {f.steps.map((s, i) => (
              <li key={i}>
                <b>{t(`act.${s.act}` as keyof typeof vi & string)}</b>
                {s.text && <span className="follow-prose">{s.text}</span>}
                {s.dueOn && <span className="s">{t('newDue', { date: formatDate(s.dueOn) })}</span>}
                <span className="xs">
                  {s.by}, {s.unit} · <DateTime at={s.at} short />
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {act && <FindingDialog url={url} act={act} finding={f} today={props.today} onClose={() => setAct(null)} />}
    </section>
  )
}
