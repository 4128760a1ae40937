import type { ApiTokenMade } from '@tusom/contract'
import { useTexts } from '../../i18n/texts.ts'
import { Button, DateTime, Dialog, toast } from '../../ui/index.ts'
import { curlLines } from './curl-lines.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** The key itself, this once: the server keeps only its hash. */
export function MadeToken({ made, onClose }: { made: ApiTokenMade & { name: string }; onClose: () => void }) {
  const t = useTexts(vi, en)
  // the clipboard is there over TLS and on this machine only; elsewhere the text is marked to be copied by hand
  const copy = (text: string) =>
    navigator.clipboard
      ? void navigator.clipboard.writeText(text).then(
          () => toast(t('copied')),
          () => toast(t('copyFailed'), { tone: 'late' }),
        )
      : toast(t('copyFailed'), { tone: 'late' })
  return (
    <Dialog
      title={t('madeTitle', { name: made.name })}
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          {t('kept')}
        </Button>
      }
    >
      <p className="note doubt">{t('once')}</p>
      <div className="token-made">
        <input
          className="input token-key"
          readOnly
          aria-label={t('key')}
          value={made.token}
          onFocus={e => e.target.select()}
        />
        <Button onClick={() => copy(made.token)}>{t('copy')}</Button>
      </div>
      <p className="s">
        {t('until')} <DateTime at={made.expiresAt} />
      </p>
      <p className="s">{t('curl')}</p>
      <pre className="token-curl">{curlLines(location.origin, made.token)}</pre>
      <div>
        <Button onClick={() => copy(curlLines(location.origin, made.token))}>{t('copyCurl')}</Button>
      </div>
    </Dialog>
  )
}
