import { OwedList } from '@tusom/contract'
import type { App } from '../../app.ts'
import { owedSources } from './sources.ts'

export function registerOwed(app: App): void {
  app.get('/api/owed', { config: { policy: 'owed.read' }, schema: { response: { 200: OwedList } } }, async request => {
    const tiles = []
    for (const source of owedSources) tiles.push(...(await source(request)))
    return tiles.sort((a, b) => Number(b.late) - Number(a.late))
  })
}
