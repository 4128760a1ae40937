import { type Static, Type } from 'typebox'
import { Id } from './common.ts'

const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])

export const BackupOut = Type.Object({
  id: Id,
  startedAt: Type.String(),
  endedAt: Maybe(Type.String()),
  cause: Type.Union([Type.Literal('daily'), Type.Literal('by-hand'), Type.Literal('command')]),
  byName: Maybe(Type.String()),
  file: Type.String({ description: 'name of the file, without its folder' }),
  bytes: Maybe(Type.Integer()),
  rows: Maybe(Type.Integer()),
  withKey: Maybe(Type.Boolean()),
  fault: Maybe(Type.String()),
  there: Maybe(Type.Boolean({ description: 'null: written elsewhere by a command, not ours to look for' })),
})
export type BackupOut = Static<typeof BackupOut>

/** How the installation is saved. `standing` is what an administrator is told on every page when it is not fine. */
export const BackupsOut = Type.Object({
  standing: Type.Union([Type.Literal('fine'), Type.Literal('none'), Type.Literal('failed'), Type.Literal('old')]),
  daily: Maybe(Type.Object({ at: Type.String(), days: Type.Integer(), weeks: Type.Integer() })),
  folder: Maybe(Type.String()),
  sameDisk: Type.Boolean({ description: 'the backups stand on the disk of the data: both are lost with it' }),
  withKey: Type.Boolean(),
  running: Type.Boolean(),
  last: Maybe(BackupOut),
  backups: Type.Array(BackupOut),
})
export type BackupsOut = Static<typeof BackupsOut>
