import type { OutlookPage } from '@tusom/contract'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './outlooks.css'
import vi from './vi.json' with { type: 'json' }

/** The machine's draft, its claims to be kept or left out, and the text that a person confirms. */
export function DraftCard({ page }: { page: OutlookPage }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { draft, unit } = page
  const [left, setLeft] = useState<readonly string[]>([])
  const stands = page.confirmed.find(o => o.period.key === draft.period.key)
  // null: as drafted, and the text follows the figures until somebody types
  const [typed, setTyped] = useState<string | null>(stands?.text ?? null)
  const text = typed ?? draft.text
  const claims = draft.statements.filter(s => s.claim)
  const name = (p: { nameVi: string; nameEn: string }) => (language === 'vi' ? p.nameVi : p.nameEn)
  const send = useSend(
    () =>
      api.post(`/api/outlooks/${unit.id}`, {
        periodKey: draft.period.key,
        text,
        stamp: draft.stamp,
        keep: claims.flatMap(c => (left.includes(c.id) ? [] : [c.id])),
      }),
    { topics: ['reports'], done: t('saved'), quiet: true },
  )
  return (
    <Card title={t('draftTitle', { period: name(draft.period), next: name(draft.next) })}>
      <div className="pad form">
        <p className="s">{t('draftHint')}</p>
        {stands && <p className="note">{t('replaces', { name: stands.confirmedByName })}</p>}
        <fieldset className="outlook-claims">
          <legend>{t('claims')}</legend>
          {claims.length === 0 ? (
            <p className="mut">{t('noClaims')}</p>
          ) : (
            <>
              <p className="s">{t('claimsHint')}</p>
              {claims.map(c => (
                <label key={c.id} className="outlook-claim">
                  <input
                    type="checkbox"
                    checked={!left.includes(c.id)}
                    onChange={e => setLeft(l => (e.target.checked ? l.filter(x => x !== c.id) : [...l, c.id]))}
                  />
                  <span>{language === 'vi' ? c.vi : c.en}</span>
                </label>
              ))}
            </>
          )}
        </fieldset>
        <Field label={t('text')} required hint={typed !== null && typed !== draft.text ? t('changed') : undefined}>
          {c => (
            <textarea
              {...c}
              className="input"
              lang="vi"
              rows={12}
              maxLength={20_000}
              value={text}
              onChange={e => setTyped(e.target.value)}
            />
          )}
        </Field>
        {send.error && (
          <p className="field-error" role="alert">
            {messageOf(send.error)}
          </p>
        )}
        <div className="outlook-actions">
          {typed !== null && typed !== draft.text && <Button onClick={() => setTyped(null)}>{t('again')}</Button>}
          {page.mayConfirm && (
            <Button
              look="main"
              icon="check"
              disabled={!text.trim()}
              busy={send.isPending}
              onClick={() => send.mutate(undefined)}
            >
              {t('confirm')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}
