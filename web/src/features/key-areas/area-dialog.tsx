import type { KeyAreaIn, KeyAreaMatrix } from '@tusom/contract'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Area = KeyAreaMatrix['areas'][number]
type Code = Area['fields'][number]

/** Entering a key area, or changing one; its code stays. */
export function AreaDialog(props: {
  area: Area | null
  fields: readonly { code: Code; name: string }[]
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const { area } = props
  const communes = useUnits({ kind: 'commune' })
  const [body, setBody] = useState<KeyAreaIn>({
    code: area?.code ?? '',
    name: area?.name ?? '',
    communeIds: area?.communes.map(c => c.id) ?? [],
    fields: area?.fields ?? [],
    why: area?.why ?? '',
    source: area?.source ?? '',
  })
  const set = (part: Partial<KeyAreaIn>) => setBody(b => ({ ...b, ...part }))
  const save = useSend(
    () => {
      const { code, ...rest } = body
      return area ? api.put(`/api/key-areas/${area.id}`, rest) : api.post('/api/key-areas', { code, ...rest })
    },
    { topics: ['observations'], done: t('saved'), quiet: true, onDone: props.onClose },
  )
  const ready =
    body.code && body.name.trim() && body.communeIds.length && body.fields.length && body.why.trim().length >= 5
  return (
    <Dialog
      title={area ? `${area.code} · ${area.name}` : t('add')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button look="main" disabled={!ready} busy={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="form">
        {!area && (
          <Field label={t('code')} required>
            {c => (
              <input
                {...c}
                className="input"
                maxLength={30}
                value={body.code}
                onChange={e => set({ code: e.target.value.trim() })}
              />
            )}
          </Field>
        )}
        <Field label={t('name')} required>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={200}
              value={body.name}
              onChange={e => set({ name: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('inCommunes')} required>
          {c => (
            <UnitPicker
              {...c}
              units={communes.data ?? []}
              value={body.communeIds}
              onChange={communeIds => set({ communeIds })}
              multiple
            />
          )}
        </Field>
        <fieldset className="field">
          <legend>{t('chooseFields')}</legend>
          <div className="ka-checks">
            {props.fields.map(f => (
              <label key={f.code} className="check">
                <input
                  type="checkbox"
                  checked={body.fields.includes(f.code)}
                  onChange={e =>
                    set({ fields: e.target.checked ? [...body.fields, f.code] : body.fields.filter(x => x !== f.code) })
                  }
                />
                {f.name}
              </label>
            ))}
          </div>
        </fieldset>
        <Field label={t('why')} hint={t('whyHint')} required>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={2}
              maxLength={1000}
              value={body.why}
              onChange={e => set({ why: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('source')}>
          {c => (
            <input
              {...c}
              className="input"
              maxLength={300}
              value={body.source}
              onChange={e => set({ source: e.target.value })}
            />
          )}
        </Field>
        {save.error && (
          <p className="field-error" role="alert">
            {messageOf(save.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
