import type { HouseholdOpened, HouseholdOut } from '@tusom/contract'
import { saysNeeds } from '@tusom/domain'
import { formatDate } from '@tusom/vi-text'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, ConfirmByName, Dialog, Field, Icon } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Opening one household asks why, and says by what right it is kept and until when. */
export function OpenHousehold(props: { household: HouseholdOut; mayWrite: boolean; close: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { household } = props
  const [reason, setReason] = useState(household.named ? t('ownReason') : '')
  const [erasing, setErasing] = useState(false)
  const open = useSend(
    (why: string) => api.post<HouseholdOpened>(`/api/households/${household.id}/open`, { reason: why }),
    { quiet: true },
  )
  const erase = useSend(() => api.delete(`/api/households/${household.id}`), {
    topics: ['households'],
    done: t('erased'),
    onDone: props.close,
  })
  if (erasing)
    return (
      <ConfirmByName
        title={t('eraseTitle', { label: household.label })}
        name={household.code}
        action={t('erase')}
        busy={erase.isPending}
        onConfirm={() => erase.mutate(undefined)}
        onClose={() => setErasing(false)}
      >
        {t('eraseText')}
      </ConfirmByName>
    )
  const o = open.data
  if (!o)
    return (
      <Dialog
        title={t('openTitle', { label: household.label })}
        onClose={props.close}
        actions={
          <>
            {props.mayWrite && (
              <Button look="danger" onClick={() => setErasing(true)}>
                {t('erase')}
              </Button>
            )}
            <span className="sp" />
            <Button onClick={props.close}>{t('cancel')}</Button>
            <Button
              look="main"
              busy={open.isPending}
              disabled={reason.trim().length < 10}
              onClick={() => open.mutate(reason.trim())}
            >
              {t('openButton')}
            </Button>
          </>
        }
      >
        <Field label={t('reason')} required hint={t('reasonHint')} error={open.error ? messageOf(open.error) : null}>
          {c => (
            <input {...c} className="input" value={reason} maxLength={300} onChange={e => setReason(e.target.value)} />
          )}
        </Field>
      </Dialog>
    )
  const h = o.household
  const phones = [
    ...(h.phone ? [{ name: h.label, phone: h.phone }] : []),
    ...(o.alternate ? [{ name: `${o.alternate.name} (${o.alternate.relation})`, phone: o.alternate.phone }] : []),
  ]
  return (
    <Dialog title={h.label} onClose={props.close}>
      <p className="mut">
        {h.code} · {h.hamletName} · {h.people} {t('people').toLowerCase()}
      </p>
      <p className="b late">{saysNeeds(h.vulnerable, language)}</p>
      {phones.map(p => (
        <a key={p.phone} className="btn" href={`tel:${p.phone}`}>
          <Icon name="phone" size={16} />
          {p.name} · {p.phone}
        </a>
      ))}
      {o.note && (
        <p>
          <b>{t('note')}:</b> {o.note}
        </p>
      )}
      {o.point && (
        <p>
          <b>{t('point')}:</b> {o.point.lat}, {o.point.lon}
        </p>
      )}
      <p>{h.thresholdNote}</p>
      <p className="s">
        {t('grounds', {
          purpose: o.grounds.purpose.toLowerCase(),
          basis: o.grounds.legalBasis === 'consent' ? t('consent') : t('law', { n: o.grounds.legalBasis }),
          date: formatDate(o.grounds.deleteAfter),
        })}
      </p>
    </Dialog>
  )
}
