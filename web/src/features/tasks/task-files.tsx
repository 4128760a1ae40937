import type { TaskDetail } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useRef } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, DateTime, FileChooser, Icon, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const shown = (bytes: number) =>
  bytes < 1_000_000
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)))} kB`
    : `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`

/** Evidence of a task: pictures and papers, each with who put it there. A link saves the file; nothing opens inside the page. */
export function TaskFiles({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const chooser = useRef<HTMLInputElement>(null)
  const { task } = detail
  const send = useSend(
    (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.upload<{ already: boolean }>(`/api/tasks/${task.id}/files`, form)
    },
    { topics: ['tasks'], onDone: made => toast(made.already ? t('fileAlready') : t('fileDone')) },
  )
  if (!detail.canNote && !detail.files.length) return null
  return (
    <Card
      title={t('files')}
      aside={
        detail.canNote && (
          <Button look="quiet" icon="camera" busy={send.isPending} onClick={() => chooser.current?.click()}>
            {t('fileAdd')}
          </Button>
        )
      }
    >
      <FileChooser
        ref={chooser}
        accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.webp,.mp4,image/*"
        label={t('fileAdd')}
        onFile={file => send.mutate(file)}
      />
      {detail.files.length === 0 ? (
        <p className="pad s">{t('filesNone')}</p>
      ) : (
        <ul className="task-files">
          {detail.files.map(f => (
            <li key={f.id}>
              <a href={apiHref(`/api/tasks/${task.id}/files/${f.id}`)} download={f.name}>
                <Icon name={['png', 'jpg', 'webp', 'mp4'].includes(f.kind) ? 'camera' : 'document'} />
                <span>{f.name}</span>
              </a>
              <span className="xs">
                {shown(f.size)} · {f.by}, {f.unit} · <DateTime at={f.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {detail.canNote && <p className="pad xs">{t('fileHint')}</p>}
    </Card>
  )
}
