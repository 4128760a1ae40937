import type { PlanItemOut } from '@tusom/contract'
import { useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { likelySplit } from './likely-split.ts'
import vi from './vi.json' with { type: 'json' }

/** Cutting an item in two at the cursor, with both halves in sight before it is done. */
export function SplitItem(props: {
  item: PlanItemOut
  busy: boolean
  onSplit: (at: number) => void
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const { text } = props.item
  const [at, setAt] = useState(() => likelySplit(text))
  const [first, second] = [text.slice(0, at).trim(), text.slice(at).replace(/^[;,.\s]+/, '')]
  return (
    <Dialog
      title={t('splitTitle')}
      onClose={props.onClose}
      actions={
        <Button
          look="main"
          busy={props.busy}
          disabled={first.length < 3 || second.length < 3}
          onClick={() => props.onSplit(at)}
        >
          {t('split')}
        </Button>
      }
    >
      <Field label={t('words')} hint={t('splitHint')}>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={5}
            readOnly
            value={text}
            ref={box => {
              if (box && document.activeElement !== box) {
                box.focus()
                box.setSelectionRange(at, at)
              }
            }}
            onSelect={e => setAt(e.currentTarget.selectionStart)}
            onKeyDown={e => {
              if (e.key === 'Enter' && first.length >= 3 && second.length >= 3) {
                e.preventDefault()
                props.onSplit(at)
              }
            }}
          />
        )}
      </Field>
      <div className="halves">
        <div>
          <small>{t('splitFirst')}</small>
          <p>{first}</p>
        </div>
        <div>
          <small>{t('splitSecond')}</small>
          <p>{second}</p>
        </div>
      </div>
    </Dialog>
  )
}
