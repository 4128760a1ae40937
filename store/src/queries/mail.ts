import type { Tx } from '../database.ts'

export type MailServerRow = {
  unitId: number
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string | null
  hasPassword: boolean
  ca: string | null
  fromAddress: string
  siteUrl: string | null
  enabled: boolean
  changedAt: Date
  changedByName: string
}
const columns = `unit_id as "unitId", host, port, security, username, has_password as "hasPassword", ca, from_address as "fromAddress",
  site_url as "siteUrl", enabled, changed_at as "changedAt", changed_by_name as "changedByName"`

export const findMailServer = (tx: Tx, unitId: number) =>
  tx.maybe<MailServerRow>(`select ${columns} from mail_servers where unit_id = $1`, [unitId])
/** With what is sealed. For the system only: no request may read that column. */
export const mailServerToUse = (tx: Tx, unitId: number) =>
  tx.maybe<MailServerRow & { passwordSealed: Buffer | null }>(
    `select ${columns}, password_sealed as "passwordSealed" from mail_servers where unit_id = $1`,
    [unitId],
  )
export const enabledMailServers = (tx: Tx) =>
  tx.query<{ unitId: number; siteUrl: string | null }>(
    `select unit_id as "unitId", site_url as "siteUrl" from mail_servers where enabled order by unit_id`,
  )
export type NewMailServer = Omit<MailServerRow, 'hasPassword' | 'changedAt' | 'changedByName'>
/** `password` undefined: the old one stays. No `on conflict`: it would need the right to read what is sealed. */
export async function saveMailServer(
  tx: Tx,
  s: NewMailServer,
  password: Buffer | null | undefined,
  at: Date,
  byName: string,
): Promise<void> {
  const values = [
    s.unitId,
    s.host,
    s.port,
    s.security,
    s.username,
    s.ca,
    s.fromAddress,
    s.siteUrl,
    s.enabled,
    at,
    byName,
  ]
  const there = await tx.query(
    `update mail_servers set host = $2, port = $3, security = $4, username = $5, ca = $6, from_address = $7, site_url = $8, enabled = $9, changed_at = $10,
       changed_by_name = $11${password === undefined ? '' : ', password_sealed = $12'} where unit_id = $1 returning unit_id`,
    password === undefined ? values : [...values, password],
  )
  if (there.length) return
  await tx.query(
    `insert into mail_servers (unit_id, host, port, security, username, ca, from_address, site_url, enabled, changed_at, changed_by_name, password_sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [...values, password ?? null],
  )
}

export type MailAddressRow = {
  userId: number
  addressSealed: Buffer
  purpose: string
  legalBasis: string
  daily: boolean
  urgent: boolean
  confirmedAt: Date | null
  givenAt: Date
}
export const findMailAddress = (tx: Tx, userId: number) =>
  tx.maybe<MailAddressRow>(
    `select user_id as "userId", address_sealed as "addressSealed", purpose, legal_basis as "legalBasis", daily, urgent,
       confirmed_at as "confirmedAt", given_at as "givenAt" from mail_addresses where user_id = $1`,
    [userId],
  )
/** Keeps an address until it is confirmed, a day at most. No `on conflict`: it would need the right to read the code. */
export async function giveMailAddress(
  tx: Tx,
  a: { userId: number; sealed: Buffer; codeSha256: Buffer; at: Date; until: Date },
): Promise<void> {
  const values = [a.userId, a.sealed, a.codeSha256, a.at, a.until]
  const there = await tx.query(
    `update mail_addresses set address_sealed = $2, code_sha256 = $3, code_tries = 0, given_at = $4, delete_after = $5, confirmed_at = null
     where user_id = $1 returning user_id`,
    values,
  )
  if (!there.length)
    await tx.query(
      'insert into mail_addresses (user_id, address_sealed, code_sha256, given_at, delete_after, daily, urgent) values ($1, $2, $3, $4, $5, true, true)',
      values,
    )
}
/** Counts a try and says whether the code is right; by the system, because no request may read it. Null: wrong, too late or too often. */
export const tryMailCode = (tx: Tx, userId: number, codeSha256: Buffer, at: Date) =>
  tx.maybe<{ afterNotice: number }>(
    `with tried as (update mail_addresses set code_tries = code_tries + 1
       where user_id = $1 and confirmed_at is null and delete_after > $3 and code_tries < 5 returning code_sha256 = $2 as good)
     select coalesce((select max(id) from urgent_notices), 0)::int as "afterNotice" from tried where good`,
    [userId, codeSha256, at],
  )
export const confirmMailAddress = (tx: Tx, userId: number, afterNotice: number, at: Date) =>
  tx.query(
    'update mail_addresses set confirmed_at = $2, delete_after = null, code_sha256 = null, after_notice = $3 where user_id = $1',
    [userId, at, afterNotice],
  )
export const chooseMail = (tx: Tx, userId: number, c: { daily: boolean; urgent: boolean }) =>
  tx.query('update mail_addresses set daily = $2, urgent = $3 where user_id = $1 returning user_id', [
    userId,
    c.daily,
    c.urgent,
  ])
export const dropMailAddress = (tx: Tx, userId: number) =>
  tx.query('delete from mail_addresses where user_id = $1', [userId])
/** Addresses that nobody confirmed in time, and those of closed accounts; letters older than a quarter. */
export const sweepMail = async (tx: Tx, now: Date) => {
  await tx.query(
    'delete from mail_addresses a where delete_after < $1 or exists (select from users u where u.id = a.user_id and not u.active)',
    [now],
  )
  await tx.query(`delete from mail_messages where made_at < $1::timestamptz - interval '90 days'`, [now])
}

/** Whom to remind in units (of one province): confirmed addresses of open accounts, each with the units where the person sits. */
export const mailPeople = (tx: Tx, unitIds: readonly number[]) =>
  tx.query<{
    userId: number
    daily: boolean
    urgent: boolean
    confirmedAt: Date
    afterNotice: number
    unitIds: number[]
  }>(
    `select a.user_id as "userId", a.daily, a.urgent, a.confirmed_at as "confirmedAt", a.after_notice as "afterNotice", array_agg(distinct s.unit_id order by s.unit_id) as "unitIds"
     from mail_addresses a join users u on u.id = a.user_id and u.active join assignments s on s.user_id = a.user_id and s.unit_id = any ($1)
     where a.confirmed_at is not null group by a.user_id`,
    [unitIds],
  )
/** The newest digest of each unit of a run on its last day. */
export const lastDigests = (tx: Tx, runId: number, unitIds: readonly number[]) =>
  tx.query<{ unitId: number; day: string; madeAt: Date; content: unknown }>(
    `select unit_id as "unitId", day, made_at as "madeAt", content from digests
     where run_id = $1 and unit_id = any ($2) and day = (select max(day) from digests where run_id = $1) order by unit_id`,
    [runId, unitIds],
  )
export const noticesAfter = (tx: Tx, runId: number, unitIds: readonly number[], after: number) =>
  tx.query<{
    id: number
    unitId: number
    at: Date
    kind: 'given' | 'cannot'
    taskIds: number[]
    detail: string
    titles: string[]
  }>(
    `select n.id, n.unit_id as "unitId", n.at, n.kind, n.task_ids as "taskIds", n.detail,
       array(select t.title from unnest(n.task_ids) with ordinality as x(id, nth) join tasks t on t.id = x.id order by nth limit 12) as titles
     from urgent_notices n where n.run_id = $1 and n.unit_id = any ($2) and n.id > $3 order by n.id limit 50`,
    [runId, unitIds, after],
  )
export const mailAlready = (tx: Tx, userId: number, kind: string, ref: string) =>
  tx.maybe<{ id: number }>('select id from mail_messages where user_id = $1 and kind = $2 and ref = $3', [
    userId,
    kind,
    ref,
  ])

/** Of an exercise: whether a letter went today, or one about the same day of the exercise, whose clock may stand still or race. */
export const exerciseMailAlready = (tx: Tx, userId: number, runId: number, today: string, day: string) =>
  tx.maybe<{ id: number }>(
    `select id from mail_messages where user_id = $1 and run_id = $2 and kind = 'digest' and (ref like $3 || ' %' or ref like '% ' || $4) limit 1`,
    [userId, runId, today, day],
  )

export type NewMail = {
  runId: number
  userId: number
  /** whose server sends it */
  unitId: number
  kind: 'code' | 'digest' | 'urgent'
  ref: string
  subject: string
  body: string
}
/** Null where a letter about the same was made before. */
export const addMail = (tx: Tx, m: NewMail, at: Date) =>
  tx.maybe<{ id: number }>(
    `insert into mail_messages (run_id, user_id, unit_id, kind, ref, subject, body, state, next_at, made_at) values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8)
     on conflict (user_id, kind, ref) do nothing returning id`,
    [m.runId, m.userId, m.unitId, m.kind, m.ref, m.subject, m.body, at],
  )

export type MailJob = { id: number; userId: number; unitId: number; subject: string; body: string; tries: number }
/**
 * Takes letters that are due, so that no other server takes them too. One that was taken and never told of (the machine stopped in the
 * middle) may have gone: it is set `unclear` and not sent a second time.
 */
export async function takeMail(tx: Tx, now: Date, leaseUntil: Date, limit: number): Promise<MailJob[]> {
  await tx.query(
    `update mail_messages set state = 'unclear', fault = 'Máy chủ dừng giữa lúc gửi: không rõ thư đã đi chưa, không gửi lại',
       fault_en = 'The server stopped while sending: it is not known whether the letter went; it is not sent again'
     where state = 'sending' and next_at <= $1`,
    [now],
  )
  return tx.query<MailJob>(
    `update mail_messages set state = 'sending', next_at = $2, tries = tries + 1 where id in
       (select id from mail_messages where state = 'waiting' and next_at <= $1 order by next_at, id limit $3 for update skip locked)
     returning id, user_id as "userId", unit_id as "unitId", subject, body, tries`,
    [now, leaseUntil, limit],
  )
}
/** The words of a letter go when it has gone: its heading stays as the receipt. */
export const mailSent = (tx: Tx, id: number, at: Date, receipt: string) =>
  tx.query(
    `update mail_messages set state = 'sent', sent_at = $2, receipt = $3, body = '', fault = null, fault_en = null where id = $1`,
    [id, at, receipt],
  )
/** `again` null: it has failed for good. */
export const mailFailed = (tx: Tx, id: number, fault: { vi: string; en: string }, again: Date | null) =>
  tx.query(
    `update mail_messages set state = case when $4::timestamptz is null then 'failed' else 'waiting' end, next_at = coalesce($4, next_at), fault = $2, fault_en = $3 where id = $1`,
    [id, fault.vi, fault.en, again],
  )
export const sealedAddress = (tx: Tx, userId: number) =>
  tx.maybe<{ addressSealed: Buffer }>(
    'select address_sealed as "addressSealed" from mail_addresses where user_id = $1',
    [userId],
  )
export const lastOwnMail = (tx: Tx, userId: number) =>
  tx.maybe<{
    state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unclear'
    subject: string
    madeAt: Date
    sentAt: Date | null
    fault: string | null
    faultEn: string | null
  }>(
    `select state, subject, made_at as "madeAt", sent_at as "sentAt", fault, fault_en as "faultEn" from mail_messages where user_id = $1 order by id desc limit 1`,
    [userId],
  )
/** How letters of a province fare, for its administrator: numbers, never to whom. */
export const mailStanding = (tx: Tx, unitId: number, since: Date) =>
  tx.one<{
    sent: number
    waiting: number
    failed: number
    unclear: number
    lastSentAt: Date | null
    fault: { at: string; vi: string; en: string } | null
  }>(
    `select count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state in ('waiting', 'sending'))::int as waiting,
       count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'unclear')::int as unclear, max(sent_at) as "lastSentAt",
       (select jsonb_build_object('at', f.made_at, 'vi', f.fault, 'en', f.fault_en) from mail_messages f
         where f.unit_id = $1 and f.fault is not null order by f.id desc limit 1) as fault
     from mail_messages where unit_id = $1 and made_at > $2`,
    [unitId, since],
  )
