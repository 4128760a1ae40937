import type { RulePack } from '@tusom/domain'

/** A pack as a file. */
export function downloadJson(pack: RulePack): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(pack, null, 2)}\n`], { type: 'application/json' }))
  link.download = `${pack.id}-${pack.version}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
