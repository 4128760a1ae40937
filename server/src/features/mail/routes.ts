import {
  Done,
  IdParams,
  MailServerIn,
  MailServerOut,
  MailTested,
  MailTestIn,
  OwnMail,
  OwnMailChoice,
  OwnMailCode,
  OwnMailIn,
} from '@tusom/contract'
import { codeLetter, isMailAddress, isMailHost, Refusal } from '@tusom/domain'
import {
  addMail,
  chooseMail,
  confirmMailAddress,
  dropMailAddress,
  findMailAddress,
  findMailServer,
  giveMailAddress,
  lastOwnMail,
  mailPeople,
  mailServerToUse,
  mailStanding,
  saveMailServer,
  tryMailCode,
} from '@tusom/store'
import { createHash, randomInt } from 'node:crypto'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { startMailClock } from './mail-clock.ts'
import { mailAddressPlace, mailPasswordPlace, sendMail, wordsOfFault } from './send-mail.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const local = new Set(['localhost', '127.0.0.1', '::1'])
const codeHash = (userId: number, code: string) => createHash('sha256').update(`${userId}:${code}`).digest()

/** Reminders by e-mail: the server an administrator points at, and the address that each person may give for it. */
export function registerMail(app: App): void {
  startMailClock(app)
  const sealer = new Sealer(app.ctx.dataKey)

  app.get(
    '/api/mail/servers/:id',
    { config: { policy: 'mail.read' }, schema: { params: IdParams, response: { 200: MailServerOut } } },
    async request => {
      const { id } = request.params
      request.permit({ unitId: id })
      const server = await request.read(tx => findMailServer(tx, id))
      const { people, standing } = await app.ctx.db.asSystem(async tx => ({
        people: (await mailPeople(tx, [...app.ctx.tree().subtree(id)])).length,
        standing: await mailStanding(tx, id, new Date(app.ctx.clock().getTime() - 7 * DAY)),
      }))
      const { sent, waiting, failed, unclear, lastSentAt, fault } = standing
      return {
        server: server && {
          host: server.host,
          port: server.port,
          security: server.security,
          username: server.username,
          hasPassword: server.hasPassword,
          plainPassword: server.hasPassword && server.security === 'none' && !local.has(server.host),
          ca: server.ca,
          fromAddress: server.fromAddress,
          siteUrl: server.siteUrl,
          enabled: server.enabled,
          changedAt: server.changedAt.toISOString(),
          changedBy: server.changedByName,
        },
        unit: { id, fullName: presentUnit(app.ctx.tree(), id).fullName },
        people,
        week: { sent, waiting, failed, unclear },
        lastSentAt: lastSentAt?.toISOString() ?? null,
        lastFault: fault && { at: new Date(fault.at).toISOString(), vi: fault.vi, en: fault.en },
      }
    },
  )

  app.put(
    '/api/mail/servers/:id',
    {
      config: { policy: 'mail.write', actualOnly: true },
      schema: { params: IdParams, body: MailServerIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      request.permit({ unitId: id })
      if (app.ctx.tree().byId.get(id)?.kind !== 'province') throw new Refusal('not-found', { what: 'tỉnh' })
      const { password, ...b } = request.body
      const host = b.host.trim()
      const siteUrl = b.siteUrl?.trim().replace(/\/+$/, '') || null
      if (!isMailHost(host)) throw new Refusal('mail.host', { host: host.slice(0, 60) })
      if (!isMailAddress(b.fromAddress)) throw new Refusal('mail.address', { address: b.fromAddress.slice(0, 60) })
      if (siteUrl && !isSite(siteUrl)) throw new Refusal('mail.site')
      await request.command(async (tx, note) => {
        const was = await findMailServer(tx, id)
        // the old password goes only where it was meant for
        const moved =
          was && (was.host !== host || was.port !== b.port || was.security !== b.security || was.ca !== b.ca)
        if (was?.hasPassword && password === undefined && moved) throw new Refusal('mail.password-again')
        await saveMailServer(
          tx,
          { unitId: id, ...b, host, siteUrl, security: b.security as 'tls' | 'starttls' | 'none' },
          password === undefined ? undefined : sealer.sealMaybe(password, mailPasswordPlace(id)),
          request.now,
          request.actor.displayName,
        )
        note({
          command: 'mail.server',
          subject: `unit/${id}`,
          unitId: id,
          detail: {
            host,
            port: b.port,
            security: b.security,
            enabled: b.enabled,
            password: password === undefined ? 'kept' : password === null ? 'none' : 'set',
          },
        })
        await tx.query(`select app.tell('mail', 0)`)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/mail/servers/:id/test',
    {
      config: { policy: 'mail.write', actualOnly: true },
      schema: { params: IdParams, body: MailTestIn, response: { 200: MailTested } },
    },
    async request => {
      const { id } = request.params
      request.permit({ unitId: id })
      const { to } = request.body
      if (!isMailAddress(to)) throw new Refusal('mail.address', { address: to.slice(0, 60) })
      const server = await app.ctx.db.asSystem(tx => mailServerToUse(tx, id))
      if (!server) throw new Refusal('mail.no-server')
      let receipt: string
      try {
        receipt = await sendMail(server, sealer, {
          to,
          subject: '[Từ Sớm] Thư thử',
          text: 'Máy chủ thư gửi được. Đây là thư thử, không cần trả lời.',
          id: `tusom-thu-${app.ctx.clock().getTime()}`,
        })
      } catch (e) {
        const { vi, en } = wordsOfFault(e)
        throw new Refusal('mail.failed', { why: vi, whyEn: en })
      }
      // that a letter was sent is kept; to whom is not
      await request.command(async (_tx, note) => {
        note({ command: 'mail.test', subject: `unit/${id}`, unitId: id })
      })
      return { receipt }
    },
  )

  app.get(
    '/api/mail/own',
    { config: { policy: 'mail.own' }, schema: { response: { 200: OwnMail } } },
    async request => {
      const { userId, provinceId } = request.actor
      const { address, last } = await request.read(async tx => ({
        address: await findMailAddress(tx, userId),
        last: await lastOwnMail(tx, userId),
      }))
      const server = await app.ctx.db.asSystem(tx => mailServerToUse(tx, provinceId))
      return {
        possible: server?.enabled ?? false,
        address: address ? sealer.open(address.addressSealed, mailAddressPlace(userId)) : null,
        confirmed: Boolean(address?.confirmedAt),
        daily: address?.daily ?? true,
        urgent: address?.urgent ?? true,
        purpose: address?.purpose ?? null,
        legalBasis: address?.legalBasis ?? null,
        last: last && {
          state: last.state,
          subject: last.subject,
          at: (last.sentAt ?? last.madeAt).toISOString(),
          faultVi: last.fault,
          faultEn: last.faultEn,
        },
      }
    },
  )

  /** Gives or changes the own address: a code goes to it, and nothing else before the code was typed. */
  app.put(
    '/api/mail/own',
    { config: { policy: 'mail.own', actualOnly: true }, schema: { body: OwnMailIn, response: { 200: Done } } },
    async request => {
      const { userId, provinceId } = request.actor
      const address = request.body.address.trim()
      if (!isMailAddress(address)) throw new Refusal('mail.address', { address: address.slice(0, 60) })
      const now = app.ctx.clock()
      const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
      const server = await app.ctx.db.asSystem(tx => mailServerToUse(tx, provinceId))
      if (!server?.enabled) throw new Refusal('mail.no-server')
      await request.command(async (tx, note) => {
        const was = await findMailAddress(tx, userId)
        if (was && !was.confirmedAt && now.getTime() - was.givenAt.getTime() < MINUTE)
          throw new Refusal('mail.code-soon')
        await giveMailAddress(tx, {
          userId,
          sealed: sealer.seal(address, mailAddressPlace(userId)),
          codeSha256: codeHash(userId, code),
          at: now,
          until: new Date(now.getTime() + DAY),
        })
        const letter = codeLetter(code, { site: server.siteUrl, exercise: null })
        const mail = { runId: 0, userId, unitId: provinceId, kind: 'code' as const, ref: now.toISOString() }
        await addMail(tx, { ...mail, subject: letter.subject, body: letter.text }, now)
        await tx.query(`select app.tell('mail', 0)`)
        note({ command: 'mail.give-address', subject: `user/${userId}` })
      })
      return { ok: true as const }
    },
  )
  app.post(
    '/api/mail/own/confirm',
    { config: { policy: 'mail.own', actualOnly: true }, schema: { body: OwnMailCode, response: { 200: Done } } },
    async request => {
      const { userId } = request.actor
      const hash = codeHash(userId, request.body.code)
      const now = app.ctx.clock()
      // counted even where the answer is no: the try is a transaction of its own
      const good = await app.ctx.db.asSystem(tx => tryMailCode(tx, userId, hash, now))
      if (!good) throw new Refusal('mail.code')
      await request.command(async (tx, note) => {
        await confirmMailAddress(tx, userId, good.afterNotice, now)
        note({ command: 'mail.confirm-address', subject: `user/${userId}` })
      })
      return { ok: true as const }
    },
  )
  app.patch(
    '/api/mail/own',
    { config: { policy: 'mail.own', actualOnly: true }, schema: { body: OwnMailChoice, response: { 200: Done } } },
    async request => {
      const { userId } = request.actor
      await request.command(async (tx, note) => {
        if (!(await chooseMail(tx, userId, request.body)).length)
          throw new Refusal('not-found', { what: 'địa chỉ nhận thư' })
        note({ command: 'mail.choose', subject: `user/${userId}`, detail: { ...request.body } })
      })
      return { ok: true as const }
    },
  )
  app.delete(
    '/api/mail/own',
    { config: { policy: 'mail.own', actualOnly: true }, schema: { response: { 200: Done } } },
    async request => {
      const { userId } = request.actor
      await request.command(async (tx, note) => {
        await dropMailAddress(tx, userId)
        note({ command: 'mail.drop-address', subject: `user/${userId}` })
      })
      return { ok: true as const }
    },
  )
}

function isSite(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.search && !url.hash
  )
}
