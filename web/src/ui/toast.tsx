import { useSyncExternalStore } from 'react'
import { Icon } from './icon.tsx'
import { useUiTexts } from './use-ui-texts.ts'

type Toast = { id: number; text: string; tone: 'ok' | 'late'; action?: { text: string; run: () => void } }
let toasts: readonly Toast[] = []
let last = 0
const hearers = new Set<() => void>()
const become = (next: readonly Toast[]) => {
  toasts = next
  for (const hear of hearers) hear()
}
const drop = (id: number) => become(toasts.filter(t => t.id !== id))

/** Says what was done, for 6 seconds (with an action, such as undo, for 12). A fault stays until it is closed. */
export function toast(text: string, options: { tone?: 'ok' | 'late'; action?: Toast['action'] } = {}): void {
  const made: Toast = {
    id: ++last,
    text,
    tone: options.tone ?? 'ok',
    ...(options.action ? { action: options.action } : {}),
  }
  become([...toasts.slice(-2), made])
  if (made.tone === 'ok') setTimeout(() => drop(made.id), made.action ? 12_000 : 6_000)
}

/** Stands once, in the shell. */
export function ToastRegion() {
  const t = useUiTexts()
  const shown = useSyncExternalStore(
    hear => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => toasts,
  )
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(x => (
        <div key={x.id} className={`toast ${x.tone}`}>
          <span>{x.text}</span>
          {x.action && (
            <button
              type="button"
              className="btn quiet"
              onClick={() => {
                x.action?.run()
                drop(x.id)
              }}
            >
              {x.action.text}
            </button>
          )}
          <button type="button" className="icon-btn" aria-label={t('close')} onClick={() => drop(x.id)}>
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  )
}
