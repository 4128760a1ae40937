import { Done, WarningSettings } from '@tusom/contract'
import { saveWarningSettings } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { settingsFor } from './office.ts'

/** Who speaks in warnings, under which identifier, and which number people call. */
export function registerWarningSettings(app: App): void {
  app.get(
    '/api/warning-settings',
    {
      config: { policy: 'warning-settings.read' },
      schema: { response: { 200: Type.Object({ ...WarningSettings.properties, isDefault: Type.Boolean() }) } },
    },
    async request => {
      const { provinceId } = request.actor
      const s = await request.read(tx => settingsFor(tx, app.ctx.tree(), provinceId, provinceId))
      return {
        sender: s.sender,
        identifierPrefix: s.identifierPrefix,
        senderName: s.senderName,
        senderNameEn: s.senderNameEn,
        senderShort: s.senderShort,
        hotline: s.hotline,
        contact: s.contact,
        webBase: s.webBase,
        wordsPerMinute: s.wordsPerMinute,
        isDefault: s.isDefault,
      }
    },
  )

  app.put(
    '/api/warning-settings',
    {
      config: { policy: 'warning-settings.write', actualOnly: true },
      schema: { body: WarningSettings, response: { 200: Done } },
    },
    async request => {
      const { provinceId } = request.actor
      request.permit({ unitId: provinceId })
      await request.command(async (tx, note) => {
        await saveWarningSettings(tx, { provinceId, ...request.body }, request.now, request.actor.displayName)
        note({
          command: 'warning-settings.save',
          subject: `warning-settings/${provinceId}`,
          unitId: provinceId,
          detail: { ...request.body },
        })
        await tx.query(`select app.tell('warnings', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )
}
