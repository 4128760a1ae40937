import type { BackupOut, BackupsOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, type Column, DateTime, Empty, Loading, PageHeader, Table, Tag } from '../../ui/index.ts'
import './backups.css'
import { bytesText } from './bytes-text.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const known = new Set(['backup.disk-full', 'backup.cannot-write', 'backup.interrupted', 'backup.failed'])
const tones = { running: 'plain', done: 'ok', failed: 'late' } as const
const resultOf = (b: BackupOut): keyof typeof tones => (b.fault ? 'failed' : b.endedAt ? 'done' : 'running')

/** Whether everything is saved: the last good copy, what failed, and what to do on a new machine. */
export default function BackupsPage() {
  const t = useTexts(vi, en)
  const backups = useQuery({ queryKey: ['backups'], queryFn: () => api.get<BackupsOut>('/api/backups') })
  const make = useSend(() => api.post('/api/backups', {}), { topics: ['backups', 'audit'], done: t('began') })
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Link to="/quan-tri" className="btn">
              {t('toUsers')}
            </Link>
            <Button
              look="main"
              busy={make.isPending || backups.data?.running === true}
              disabled={backups.data?.folder === null}
              onClick={() => make.mutate(undefined)}
            >
              {t('make')}
            </Button>
          </>
        }
      />
      <div className="page">
        <Answer of={backups} loading={<Loading shape="text" />}>
          {said => (
            <>
              <Standing said={said} />
              <Tries list={said.backups} />
              <Card title={t('how')}>
                <div className="pad stack">
                  <p>{t('howText')}</p>
                  <pre className="backup-command">
                    bin/tusom restore {said.last?.file ?? 'tusom-….tar'} --data ./data-moi
                  </pre>
                  <p className="s mut">{t('howMore')}</p>
                </div>
              </Card>
            </>
          )}
        </Answer>
      </div>
    </>
  )
}

function Standing({ said }: { said: BackupsOut }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const fault = useFault()
  const { standing, last, daily } = said
  const failed = said.backups.find(b => b.fault)
  return (
    <Card title={said.running ? t('running') : t(`standing.${standing}`)}>
      <div className="pad stack">
        {standing === 'failed' && failed && (
          <p className="note late" role="alert">
            <b>
              <DateTime at={failed.startedAt} />
            </b>{' '}
            {fault(failed)}
          </p>
        )}
        {(standing === 'none' || standing === 'old') && (
          <p className="note late" role="alert">
            {t(`standing.${standing}Hint`)}
          </p>
        )}
        <dl className="backup-facts">
          <dt>{t('lastGood')}</dt>
          <dd>
            {last ? (
              <>
                <b>
                  <DateTime at={last.endedAt ?? last.startedAt} />
                </b>{' '}
                · {bytesText(last.bytes ?? 0, language)} ·{' '}
                {t('rowsN', { n: (last.rows ?? 0).toLocaleString(language) })}
              </>
            ) : (
              t('noGood')
            )}
          </dd>
          <dt>{t('daily')}</dt>
          <dd>{daily ? t('dailyAt', { at: daily.at }) : t('dailyOff')}</dd>
          {daily && (
            <>
              <dt>{t('keeps')}</dt>
              <dd>{t('keepsN', { days: daily.days, weeks: daily.weeks })}</dd>
            </>
          )}
          {said.folder && (
            <>
              <dt>{t('folder')}</dt>
              <dd>
                <code>{said.folder}</code>
              </dd>
            </>
          )}
          <dt>{t('key')}</dt>
          <dd>{t(said.withKey ? 'keyIn' : 'keyOut')}</dd>
        </dl>
        {said.folder && said.sameDisk && <p className="note doubt">{t('sameDisk')}</p>}
      </div>
    </Card>
  )
}

function Tries({ list }: { list: BackupOut[] }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const fault = useFault()
  const columns: Column<BackupOut>[] = [
    { key: 'at', title: t('at'), cell: b => <DateTime at={b.startedAt} />, value: b => b.startedAt },
    {
      key: 'result',
      title: t('result'),
      cell: b => (
        <span className="backup-result">
          <span>
            <Tag tone={tones[resultOf(b)]}>{t(`result.${resultOf(b)}`)}</Tag>
          </span>
          {b.fault && <span className="s">{fault(b)}</span>}
        </span>
      ),
      value: b => t(`result.${resultOf(b)}`),
    },
    {
      key: 'size',
      title: t('size'),
      cell: b => (b.bytes === null ? '' : bytesText(b.bytes, language)),
      value: b => b.bytes,
    },
    {
      key: 'rows',
      title: t('rows'),
      cell: b => b.rows?.toLocaleString(language) ?? '',
      value: b => b.rows,
      optional: true,
    },
    {
      key: 'cause',
      title: t('cause'),
      cell: b => (b.byName ? `${t(`cause.${b.cause}`)} · ${b.byName}` : t(`cause.${b.cause}`)),
      value: b => t(`cause.${b.cause}`),
    },
    {
      key: 'file',
      title: t('file'),
      cell: b =>
        b.fault ? (
          ''
        ) : b.there === false && b.endedAt ? (
          <span className="mut">{t('gone')}</span>
        ) : (
          <code>{b.file}</code>
        ),
      value: b => b.file,
      optional: true,
    },
  ]
  return (
    <Card title={t('tries')}>
      <Table
        name={t('tries')}
        rows={list}
        columns={columns}
        rowKey={b => b.id}
        empty={<Empty title={t('none')}>{t('noneHint')}</Empty>}
      />
    </Card>
  )
}

function useFault(): (b: BackupOut) => string {
  const t = useTexts(vi, en)
  return b => {
    const code = b.fault ?? ''
    return known.has(code) ? t(`fault.${code}` as 'fault.backup.failed') : t('fault.other', { code })
  }
}
