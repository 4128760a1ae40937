import { makeReadyTemplate, makeTemplate, makeWarning, templateWords, type WarningState } from './warning-objects.ts'
import { communesOnly, ownOnly, placed, type Ask, type Probe } from './probe.ts'
import { type Seat, seats, type Stand } from './relations.ts'
import { standName, type World } from './world.ts'

/** An act on a warning of one state; each act has a warning of its own for each stand, because acts change it. */
const act = (method: string, rest: string, state: WarningState, body?: unknown, over: Partial<Probe> = {}): Probe => {
  const url = `/api/warnings/:id${rest}`
  return {
    route: `${method} ${url}`,
    ask: async (w: World, s: Stand): Promise<Ask> => {
      const id = await w.once(`${method} ${rest} ${standName(s)}`, () => makeWarning(w, s, state))
      return { url: url.replace(':id', String(id)), ...(body === undefined ? {} : { body }) }
    },
    ...over,
  }
}

const words = {
  headline: 'Nước sông lên nhanh',
  description: 'Nước lên.',
  instruction: 'Rời bờ sông.',
}
const template = (method: string, rest: string, body?: unknown): Probe => {
  const url = `/api/warning-templates/:id${rest}`
  return {
    route: `${method} ${url}`,
    ask: async (w, s) => {
      const id = await w.once(`${method} template ${rest} ${standName(s)}`, () => makeTemplate(w, s))
      return { url: url.replace(':id', String(id)), ...(body === undefined ? {} : { body }) }
    },
  }
}

export const warningProbes: Probe[] = [
  {
    route: 'POST /api/warnings',
    seats: ['commune', 'watcher'],
    skip: communesOnly,
    ask: (w, s) => ({ url: '/api/warnings', body: { unitIds: [w.t.unit(s.owner)], hazard: 'flood' } }),
  },
  act('GET', '', 'draft', undefined, { rows: 'reach' }),
  act('GET', '/cap.xml', 'issued', undefined, { rows: 'reach' }),
  act('GET', '/cong-dien.docx', 'approved', undefined, { rows: 'reach' }),
  act('PATCH', '', 'draft', { version: 1, change: words }),
  act('POST', '/refresh', 'draft', { version: 1 }),
  act('POST', '/submit', 'draft', { version: 1 }),
  act('POST', '/return', 'submitted', { remark: 'thiếu số đo' }),
  act('POST', '/approve', 'submitted', { version: 1 }),
  act('POST', '/issue', 'approved'),
  act('POST', '/update', 'issued', {}),
  act('POST', '/cancel', 'issued', { reason: 'nước rút' }),
  act('POST', '/discard', 'draft'),
  act('POST', '/restore', 'discarded'),
  {
    route: 'POST /api/warnings/:id/review',
    ask: async (w, s) => {
      const id = await w.once(`review ${standName(s)}`, async () => {
        const templateId = await makeReadyTemplate(w, s)
        return makeWarning(w, s, 'issued', {
          template_id: templateId,
          approver_id: null,
          approver_name: null,
          review_due_at: w.now,
        })
      })
      return { url: `/api/warnings/${id}/review`, body: { outcome: 'stands', remark: 'đúng' } }
    },
  },
  {
    // received by a unit: the unit decides, not whose warning it is
    route: 'POST /api/warnings/:id/acknowledge',
    seats: ['commune', 'hamlet'],
    skip: (s, relation) =>
      placed(s, relation) ??
      (['20A', '20A-T01', '20A-T02', '20B', '20B-T01', '19A'].includes(s.owner)
        ? undefined
        : 'warnings are received by communes and hamlets'),
    ask: async (w, s, seat: Seat) => {
      const unitId = w.t.unit(s.owner)
      const id = await w.once(`received ${seat} ${s.owner}`, async () => {
        // it can be seen from the seat and was sent to the unit too
        const seen = w.t.unit(seats[seat].unit)
        const made = await makeWarning(w, { owner: '20', lead: '20', cooperating: [] }, 'issued', {
          reach: [...new Set([unitId, seen])],
        })
        await w.insert('warning_receipts', { run_id: 0, warning_id: made, unit_id: unitId, told_at: w.now })
        return made
      })
      return { url: `/api/warnings/${id}/acknowledge`, body: { unitIds: [unitId] } }
    },
  },
  {
    route: 'POST /api/warning-templates',
    skip: ownOnly,
    ask: () => ({ url: '/api/warning-templates', body: templateWords }),
  },
  template('PUT', '', templateWords),
  template('POST', '/approve'),
  template('POST', '/retire'),
  template('POST', '/restore'),
  {
    // whoever may issue for the communes may use any text that the seat can see
    route: 'POST /api/warning-templates/:id/issue',
    skip: communesOnly,
    ask: async (w, s, seat) => {
      const own: Stand = { owner: seats[seat].unit, lead: seats[seat].unit, cooperating: [] }
      const id = await w.once(`template to issue ${seat}`, () => makeReadyTemplate(w, own))
      return { url: `/api/warning-templates/${id}/issue`, body: { unitIds: [w.t.unit(s.owner)] } }
    },
  },
  {
    route: 'PUT /api/warning-settings',
    seats: ['commune', 'province'],
    skip: (s, relation) =>
      s.owner === '20' && relation !== 'led' ? undefined : 'the settings are those of the province of the one who asks',
    ask: () => ({
      url: '/api/warning-settings',
      body: {
        sender: 'vn.20.thu',
        identifierPrefix: 'vn.20',
        senderName: 'Ban Chỉ huy',
        senderNameEn: 'Command',
        senderShort: 'UBND tỉnh',
        hotline: null,
        contact: null,
        webBase: null,
        wordsPerMinute: 150,
      },
    }),
  },
]
