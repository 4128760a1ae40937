import type { DifficultyList } from '@tusom/contract'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const fields = ['answerDays', 'passOnDays', 'soonDays'] as const

/** How many days an answer may take in this province. */
export function RulesDialog({ rules, onClose }: { rules: DifficultyList['rules']; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [days, setDays] = useState<Record<(typeof fields)[number], string>>({
    answerDays: String(rules.answerDays),
    passOnDays: String(rules.passOnDays),
    soonDays: String(rules.soonDays),
  })
  const send = useSend(
    () =>
      api.put(
        `/api/difficulty-rules/${rules.provinceId}`,
        Object.fromEntries(fields.map(f => [f, Math.round(Number(days[f]))])),
      ),
    { topics: ['difficulties'], done: t('saved'), quiet: true, onDone: onClose },
  )
  return (
    <Dialog
      title={t('rules')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="main" busy={send.isPending} onClick={() => send.mutate(undefined)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="form">
        {fields.map(f => (
          <Field key={f} label={t(`rule.${f}`)} hint={t(`rule.${f}Hint`)}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="numeric"
                value={days[f]}
                onChange={e => setDays(d => ({ ...d, [f]: e.target.value.replace(/\D/g, '') }))}
              />
            )}
          </Field>
        ))}
        {send.error && (
          <p className="field-error" role="alert">
            {messageOf(send.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
