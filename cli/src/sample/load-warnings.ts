import { approveWarning, defaultPack, type Role, submitWarning } from '@tusom/domain'
import { warningServiceFor } from '@tusom/server'
import {
  acknowledgeWarning,
  addBulletin,
  addTemplate,
  approveTemplate,
  type Database,
  findRun,
  findUser,
  publishLevels,
  saveWarningSettings,
  type Tx,
  writeAudit,
} from '@tusom/store'
import { preparedTexts } from './prepared-texts.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * Warnings of the sample: who speaks, four prepared texts (three approved by two people, one waiting for its second), and one calm warning
 * in force, drafted from a sample bulletin, approved by a second person and issued two hours ago. Two communes have said
 * "received" by telephone, the others not yet.
 */
export async function loadWarnings(
  db: Database,
  ids: (unitCode: string) => number,
  at: Date,
  dataKey: Buffer,
): Promise<void> {
  const { service, tree } = await warningServiceFor(db, dataKey, () => at)
  const province = ids('20')
  const run = await db.asSystem(tx => findRun(tx, 0))
  if (!run) throw new Error('run 0 is missing')
  const person = async (username: string, unitId: number, role: Role, hoursAgo: number) => {
    const user = await db.asSystem(tx => findUser(tx, username))
    if (!user) throw new Error(`the sample has no account ${username}`)
    const actor = {
      userId: user.id,
      displayName: user.displayName,
      homeUnitId: unitId,
      provinceId: province,
      assignments: [{ unitId, role, units: tree.subtree(unitId) }],
      watch: tree.watch(unitId),
    }
    return { actor, run, now: new Date(at.getTime() - hoursAgo * HOUR) }
  }
  type By = Awaited<ReturnType<typeof person>>
  const as = <T>(by: By, command: string, subject: string, work: (tx: Tx) => Promise<T>) =>
    db.as(
      {
        userId: by.actor.userId,
        units: [...(by.actor.assignments[0]?.units ?? [])],
        watch: [...by.actor.watch],
        runId: 0,
      },
      async tx => {
        const result = await work(tx)
        await writeAudit(tx, {
          provinceId: province,
          at: by.now,
          userId: by.actor.userId,
          unitId: by.actor.homeUnitId,
          runId: 0,
          command,
          subject,
          detail: { sample: true },
        })
        return result
      },
    )

  const administrator = await person('quan-tri', province, 'administrator', 24 * 30)
  await as(administrator, 'warning-settings.save', `warning-settings/${province}`, tx =>
    saveWarningSettings(
      tx,
      {
        provinceId: province,
        // .invalid can belong to nobody (RFC 2606), and the number is none
        sender: 'langson.mau.tusom.invalid',
        identifierPrefix: 'mau.vn.20',
        senderName: 'Ban Chỉ huy Phòng thủ dân sự tỉnh Lạng Sơn',
        senderNameEn: 'Civil Defence Command of Lạng Sơn Province',
        senderShort: 'UBND tỉnh Lạng Sơn',
        hotline: '0205 000 0000',
        contact: null,
        webBase: null,
        wordsPerMinute: 150,
      },
      administrator.now,
      administrator.actor.displayName,
    ),
  )

  const department = await person('so-nnmt', ids('20-NNMT'), 'department-officer', 24 * 20)
  for (const { approvedBy, ...words } of preparedTexts) {
    const { id } = await as(department, 'warning-template.draft', 'warning-template', tx =>
      addTemplate(tx, {
        ...words,
        ownerId: province,
        draftUnitId: ids('20-NNMT'),
        office: [province, ids('20-NNMT')],
        drafterId: department.actor.userId,
        drafterName: department.actor.displayName,
        at: department.now,
        sample: true,
      }),
    )
    for (const [i, username] of approvedBy.entries()) {
      const leader = !username.startsWith('truc-ban')
      const by = await person(username, province, leader ? 'leader' : 'duty-officer', 24 * (15 - i))
      await as(by, 'warning-template.approve', `warning-template/${id}`, tx =>
        approveTemplate(tx, {
          templateId: id,
          version: 1,
          userId: by.actor.userId,
          name: by.actor.displayName,
          leader,
          at: by.now,
        }),
      )
    }
  }

  const areas = ['06040', '06046', '06058', '06019'].map(ids)
  const hazard = 'heavy-rain'
  const duty = await person('truc-ban.tinh', province, 'duty-officer', 2.5)
  const issuedAt = new Date(duty.now.getTime() - HOUR)
  const article = defaultPack.hazards.find(h => h.hazard === hazard)?.article ?? null
  await as(duty, 'bulletin.enter', 'bulletin', async tx => {
    const bulletin = await addBulletin(tx, {
      runId: 0,
      provinceId: province,
      issuer: 'Đài Khí tượng Thuỷ văn tỉnh (bản tin mẫu)',
      number: 'MẪU-01',
      hazard,
      issuedAt,
      nextAt: new Date(at.getTime() + 2 * DAY),
      text: 'Bản tin mẫu, bịa ra để trình diễn: mưa rào rải rác, cục bộ mưa to ở vùng núi phía tây bắc tỉnh.',
      enteredBy: duty.actor.userId,
      enteredByName: duty.actor.displayName,
      enteredAt: duty.now,
    })
    await publishLevels(
      tx,
      0,
      'official',
      areas.map(areaId => ({
        areaId,
        hazard,
        at: issuedAt,
        from: 0,
        to: 1,
        rule: `bulletin/${bulletin.id}`,
        article,
        evidence: [],
      })),
      duty.now,
      { userId: duty.actor.userId, bulletinId: bulletin.id, expiresAt: new Date(at.getTime() + 2 * DAY) },
    )
  })

  const leader = await person('pho-chu-tich.tinh', province, 'leader', 2.1)
  const drafted = await as(duty, 'warning.draft', 'warning', async tx => {
    const w = await service.draft(tx, duty, areas, hazard)
    const faults = await service.faults(tx, w, run, duty.now)
    return service.step(tx, duty, w, 'submit', submitWarning(w, w.version, duty.now, faults), { submittedAt: duty.now })
  })
  await as(leader, 'warning.approve', `warning/${drafted.id}`, async tx => {
    const w = await service.load(tx, drafted.id, true)
    const faults = await service.faults(tx, w, run, leader.now)
    const rule = approveWarning(w, leader.actor.userId, w.version, leader.now, faults)
    await service.step(tx, leader, w, 'approve', rule, {
      approverName: leader.actor.displayName,
      approvedAt: leader.now,
    })
  })
  const issuing = { ...duty, now: new Date(at.getTime() - 2 * HOUR) }
  await as(issuing, 'warning.issue', `warning/${drafted.id}`, async tx =>
    service.issue(tx, issuing, await service.load(tx, drafted.id, true)),
  )
  const calling = { ...duty, now: new Date(at.getTime() - 1.75 * HOUR) }
  await as(calling, 'warning.acknowledge', `warning/${drafted.id}`, tx =>
    acknowledgeWarning(tx, drafted.id, [ids('06046'), ids('06058')], {
      id: calling.actor.userId,
      name: calling.actor.displayName,
      at: calling.now,
      how: 'phone',
    }),
  )
}
