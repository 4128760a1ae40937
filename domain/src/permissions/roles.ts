/** Roles, held at a unit. The Vietnamese names are what people see. */
export const roles = [
  'leader',
  'duty-officer',
  'standing-agency',
  'department-officer',
  'commune-officer',
  'hamlet-head',
  'administrator',
] as const
export type PersonRole = (typeof roles)[number]

/** Roles that a key of a machine holds at a unit (never a person): sending readings; registering stations besides. */
export const machineRoles = ['station-data', 'station-manager'] as const
export type Role = PersonRole | (typeof machineRoles)[number]

export const roleNames: Record<Role, { vi: string; en: string }> = {
  leader: { vi: 'Lãnh đạo', en: 'Leader' },
  'duty-officer': { vi: 'Trực ban', en: 'Duty officer' },
  'standing-agency': { vi: 'Cơ quan thường trực', en: 'Standing agency' },
  'department-officer': { vi: 'Cán bộ sở, ngành', en: 'Department officer' },
  'commune-officer': { vi: 'Cán bộ xã', en: 'Commune officer' },
  'hamlet-head': { vi: 'Trưởng thôn', en: 'Hamlet head' },
  administrator: { vi: 'Quản trị', en: 'Administrator' },
  'station-data': { vi: 'Máy gửi số đo', en: 'Machine sending readings' },
  'station-manager': { vi: 'Máy khai báo trạm', en: 'Machine registering stations' },
}

/**
 * A role at a unit, with the ids of that unit's subtree (itself included). `watch`: units whose situation this unit may read
 * besides; where it is not said, those of the actor.
 */
export type Assignment = { unitId: number; role: Role; units: ReadonlySet<number>; watch?: ReadonlySet<number> }

/**
 * Who acts. `watch`: units whose situation may be read besides the subtree (mandates; a hamlet's own commune). `machine`: a
 * station or another system with a key of its own; `userId` is 0 then.
 */
export type Actor = {
  machine?: { id: number; name: string }
  userId: number
  displayName: string
  homeUnitId: number
  provinceId: number
  assignments: readonly Assignment[]
  watch: ReadonlySet<number>
}
