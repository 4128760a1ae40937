import { textsNow } from '../i18n/texts.ts'
import { toast } from '../ui/toast.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Offline needs https or localhost; elsewhere (a PC in the commune's network over http) the app works, with signal only. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const had = navigator.serviceWorker.controller !== null
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined))
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!had) return
    const t = textsNow(vi, en)
    toast(t('newVersion'), { action: { text: t('reload'), run: () => location.reload() } })
  })
}
