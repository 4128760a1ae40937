import type { Tx } from '../database.ts'

export type UserRow = {
  id: number
  username: string
  displayName: string
  active: boolean
  sample: boolean
  assignments: { unitId: number; role: string }[]
}

const columns = `u.id, u.username, u.display_name as "displayName", u.active, u.sample,
  coalesce((select json_agg(json_build_object('unitId', a.unit_id, 'role', a.role) order by a.unit_id, a.role) from assignments a where a.user_id = u.id), '[]') as assignments`

/** People of the reader's units, as row-level security shows them. */
export const listUsers = (tx: Tx) => tx.query<UserRow>(`select ${columns} from users u order by u.username limit 5000`)
/** One person with all roles, also those outside the reader's units: for deciding whether the reader may change the account. */
export const userWithAllRoles = (tx: Tx, id: number) =>
  tx.maybe<UserRow & { passwordHash: string }>(
    `select ${columns}, u.password_hash as "passwordHash" from users u where u.id = $1`,
    [id],
  )
export const usernameTaken = async (tx: Tx, username: string) =>
  (await tx.query('select 1 from users where username = lower($1)', [username])).length > 0

/** Changes what is given; the password's hash can be written here but never read. */
export async function changeUser(
  tx: Tx,
  id: number,
  c: { displayName?: string | undefined; active?: boolean | undefined; passwordHash?: string | undefined },
): Promise<void> {
  await tx.query(
    `update users set display_name = coalesce($2, display_name), active = coalesce($3, active) where id = $1`,
    [id, c.displayName ?? null, c.active ?? null],
  )
  if (c.passwordHash !== undefined)
    await tx.query(`update users set password_hash = $2 where id = $1`, [id, c.passwordHash])
}

export async function setAssignments(
  tx: Tx,
  userId: number,
  assignments: readonly { unitId: number; role: string }[],
): Promise<void> {
  await tx.query('delete from assignments where user_id = $1', [userId])
  for (const a of assignments)
    await tx.query('insert into assignments (user_id, unit_id, role) values ($1, $2, $3) on conflict do nothing', [
      userId,
      a.unitId,
      a.role,
    ])
}
export const insertUser = (
  tx: Tx,
  u: { username: string; passwordHash: string; displayName: string; createdAt: Date },
) =>
  tx.query('insert into users (username, password_hash, display_name, created_at) values ($1, $2, $3, $4)', [
    u.username,
    u.passwordHash,
    u.displayName,
    u.createdAt,
  ])
