import type { CommunePlan, OrderIn, OrderResult } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, TimeInput, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** The order of who must go: what it means in households and places is shown before it is given. */
export function OrderDialog({ plan, close }: { plan: CommunePlan; close: () => void }) {
  const t = useTexts(vi, en)
  const before = plan.orders[0]
  const [order, setOrder] = useState<OrderIn>(() => ({
    hazard: before?.hazard ?? 'flood',
    level: before?.level ?? null,
    alarm: before?.alarm ?? (before ? null : 2),
    rising: before?.rising ?? true,
    everyone: before?.everyone ?? false,
    dueAt: before?.dueAt && Date.parse(before.dueAt) > now() ? before.dueAt : nextHour(now() + 3 * 3_600_000),
  }))
  const set = (part: Partial<OrderIn>) => setOrder(o => ({ ...o, ...part }))
  const params = new URLSearchParams({ hazard: order.hazard })
  if (!order.everyone) {
    params.set('alarm', String(order.alarm ?? 0))
    if (order.level !== null) params.set('level', String(order.level))
    params.set('rising', String(order.rising))
  }
  const preview = useQuery({
    queryKey: ['households', 'trial', plan.commune.id, params.toString()],
    queryFn: () => api.get<CommunePlan>(`/api/evacuation/${plan.commune.id}?${params}`),
  })
  const send = useSend((o: OrderIn) => api.post<OrderResult>(`/api/evacuation/${plan.commune.id}/order`, o), {
    topics: ['households'],
    quiet: true,
    onDone: r => {
      toast(t('ordered', { n: formatNumber(r.households), short: formatNumber(r.placesShort) }))
      close()
    },
  })
  const totals = preview.data?.totals
  const numbers = (key: 'level' | 'alarm', most: number) => (
    <select
      className="input"
      aria-label={t(key)}
      value={order[key] ?? ''}
      onChange={e => set({ [key]: e.target.value === '' ? null : Number(e.target.value) })}
    >
      <option value="">{t('unknown')}</option>
      {Array.from({ length: most }, (_, i) => (
        <option key={i + 1} value={i + 1}>
          {key === 'alarm' ? (i === 3 ? t('aboveRecord') : t('alarmN', { n: i + 1 })) : t('levelN', { n: i + 1 })}
        </option>
      ))}
    </select>
  )
  return (
    <Dialog
      title={`${before ? t('orderChange') : t('orderNow')}: ${plan.commune.fullName}`}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            look="main"
            busy={send.isPending}
            disabled={!totals || totals.households === 0}
            onClick={() => send.mutate(order)}
          >
            {t('give')}
          </Button>
        </>
      }
    >
      <div className="form">
        <Field label={t('hazard')}>
          {c => (
            <select
              {...c}
              className="input"
              value={order.hazard}
              onChange={e => set({ hazard: e.target.value as OrderIn['hazard'] })}
            >
              <option value="flood">{t('flood')}</option>
              <option value="landslide">{t('landslide')}</option>
            </select>
          )}
        </Field>
        <Field label={t('who')} hint={t('rule')}>
          {c => (
            <select
              {...c}
              className="input"
              value={order.everyone ? 'everyone' : 'level'}
              onChange={e => set({ everyone: e.target.value === 'everyone' })}
            >
              <option value="level">{t('byLevel')}</option>
              <option value="everyone">{t('byEveryone')}</option>
            </select>
          )}
        </Field>
        {!order.everyone && (
          <div className="form-row">
            <Field label={t('level')}>{() => numbers('level', 5)}</Field>
            {order.hazard === 'flood' && <Field label={t('alarm')}>{() => numbers('alarm', 4)}</Field>}
          </div>
        )}
        {!order.everyone && order.hazard === 'flood' && (
          <label className="check">
            <input type="checkbox" checked={order.rising} onChange={e => set({ rising: e.target.checked })} />
            {t('isRising')}
          </label>
        )}
        <Field label={t('due')} hint={t('dueHint')}>
          {c => <TimeInput {...c} value={order.dueAt} onChange={dueAt => set({ dueAt })} />}
        </Field>
        <p className={`note ${totals?.placesShort || totals?.households === 0 ? 'doubt' : ''}`} role="status">
          {preview.error
            ? messageOf(preview.error)
            : !totals
              ? '…'
              : totals.households === 0
                ? t('previewNobody')
                : t('preview', {
                    n: formatNumber(totals.households),
                    p: formatNumber(totals.people),
                    place: formatNumber(totals.placedPeople),
                    short: formatNumber(totals.placesShort),
                  })}
        </p>
        {send.error ? (
          <p className="field-error" role="alert">
            {messageOf(send.error)}
          </p>
        ) : null}
      </div>
    </Dialog>
  )
}

/** The next full hour, ISO. */
const nextHour = (ms: number) => new Date(Math.ceil(ms / 3_600_000) * 3_600_000).toISOString()
