import { parseDocument } from '@tusom/admin-docs'
import { changeItem, type StoredItem } from '@tusom/domain'
import { samplePlanText } from '@tusom/sample'
import { assignPlan, giveTasks, loadChain, storeDocument, UnitTree, type Work } from '@tusom/server'
import {
  addTaskNote,
  type Database,
  findUser,
  followParts,
  itemsOf,
  listTasks,
  saveItems,
  setTaskState,
  type TaskRow,
  type TaskState,
  type Tx,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'

const DAY = 86_400_000
type By = { userId: number; name: string; unitId: number; at: Date }

/**
 * The sample plan, read and assigned as the standing agency would do it, and a few tasks given by hand, so that on the first
 * day every commune has work that is late, soon due and done. All of it carries the mark of the sample. Its measurable goals
 * are left unconfirmed: a visitor finds something to do on the page of the plan.
 */
export async function loadPlans(db: Database, ids: (unitCode: string) => number, at: Date): Promise<void> {
  const tree = await UnitTree.load(db)
  const person = async (username: string, unitId: number, daysAgo: number): Promise<By> => {
    const user = await db.asSystem(tx => findUser(tx, username))
    if (!user) throw new Error(`the sample has no account ${username}`)
    return { userId: user.id, name: user.displayName, unitId, at: new Date(at.getTime() - daysAgo * DAY) }
  }
  const as = <T>(by: By, work: (tx: Tx) => Promise<T>) =>
    db.as({ userId: by.userId, units: [...tree.subtree(by.unitId)], watch: [], runId: 0 }, work)

  const agency = await person('thuong-truc', ids('20-CA'), 9)
  await as(agency, async tx => {
    const began = performance.now()
    const doc = parseDocument(samplePlanText)
    const upload = {
      doc,
      // the sentence that calls the plan a sample is told by the mark beside it
      title: doc.title.replace(/\s*\(Văn bản mẫu[^)]*\)/, ''),
      filename: 'ke-hoach-mau.txt',
      readMs: Math.round(performance.now() - began),
    }
    const today = localParts(agency.at.getTime()).date
    const { id } = await storeDocument(tx, 0, upload, { tree, ownerId: agency.unitId, by: agency, today, sample: true })
    const items = (await itemsOf(tx, id)).filter(i => i.kind === 'task' && i.unitIds.length > 0)
    await saveItems(
      tx,
      items.map(i => ({
        ...i,
        ...changeItem(i as StoredItem, { state: 'confirmed' }),
        stateByName: agency.name,
        stateAt: agency.at,
      })),
    )
    await assignPlan(tx, 0, id, { tree, by: agency })
  })

  const leader = await person('chu-tich.tinh', ids('20'), 6)
  const huuLung = await person('lanh-dao.huulung', ids('06385'), 2)
  const communes = ['06385', '06415', '06391', '06040', '06400', '06427'].map(ids)
  const due = (days: number) => new Date(Date.parse(`${localParts(at.getTime() + days * DAY).date}T17:00:00+07:00`))
  const byHand: [By, Omit<Work, 'kind' | 'ownerId' | 'source'>][] = [
    [
      agency,
      {
        title: 'Báo cáo các ngầm, tràn chưa có rào chắn và người canh',
        text: 'Mỗi xã liệt kê ngầm, tràn thường ngập, nơi chưa có rào chắn hoặc chưa phân công người canh, kèm việc cần tỉnh hỗ trợ.',
        leadIds: communes,
        cooperatingIds: [ids('20-XD')],
        dueAt: due(-2),
        product: 'Danh sách ngầm, tràn',
      },
    ],
    [
      leader,
      {
        title: 'Cử đầu mối phòng, chống lừa đảo qua mạng',
        text: 'Gửi họ tên, chức vụ người làm đầu mối của xã để lập nhóm trao đổi với Công an tỉnh.',
        leadIds: communes.slice(0, 4),
        dueAt: due(5),
        product: 'Tên đầu mối',
      },
    ],
    [
      huuLung,
      {
        title: 'Thử loa thôn và ghi chỗ không nghe được',
        text: 'Phát thử vào 17 giờ, đi nghe ở đầu và cuối thôn, ghi lại chỗ không nghe rõ.',
        leadIds: ['06385-T01', '06385-T02'].map(ids),
        dueAt: due(3),
      },
    ],
  ]
  for (const [by, work] of byHand)
    await as(by, async tx => {
      const full: Work = { ...work, kind: 'ad-hoc', ownerId: by.unitId, source: { sample: true } }
      await giveTasks(tx, 0, [full], { tree, chain: await loadChain(tx, tree), by })
    })

  await db.asSystem(async tx => {
    await tx.query(`select set_config('app.run', '0', true)`)
    const all = await listTasks(tx, {
      held: [],
      givers: [],
      side: 'all',
      states: null,
      late: false,
      leads: null,
      documentId: null,
      parentId: null,
      kind: null,
      search: '',
      now: at,
      soonUntil: at,
      limit: 5000,
      offset: 0,
    })
    const parents = new Set<number>()
    for (const task of all) {
      const next = nextState(task, ids)
      if (!next) continue
      const when = new Date(at.getTime() - (1 + (task.id % 4)) * (DAY / 2))
      const step = { state: next.state, reason: next.reason, progress: next.progress, done: next.state === 'done' }
      const byName = `Cán bộ ${tree.byId.get(task.leadId)?.fullName ?? ''}`
      await setTaskState(tx, [task.id], { ...step, at: when, byName })
      await addTaskNote(tx, 0, {
        taskIds: [task.id],
        at: when,
        byId: leader.userId,
        byName,
        unitId: task.leadId,
        state: next.state,
        text: next.reason ?? '',
      })
      if (task.parentId) parents.add(task.parentId)
    }
    for (const id of parents) await followParts(tx, id, at)
  })
}

/** Where a task of the sample stands on the first day: spread by its own number, so that every start gives the same picture. */
function nextState(
  task: TaskRow,
  ids: (unitCode: string) => number,
): { state: TaskState; reason: string | null; progress: number } | null {
  const handed = task.kind === 'ad-hoc'
  if (handed && task.title.startsWith('Báo cáo các ngầm')) {
    if (task.leadId === ids('06415'))
      return { state: 'cannot', reason: 'Hai ngầm đang ngập, chưa đo được; xin lùi đến khi nước rút.', progress: 40 }
    // the sample's own commune is late on day one
    return task.leadId === ids('06385') || task.id % 3 === 0 ? null : { state: 'done', reason: null, progress: 100 }
  }
  if (handed) return null
  switch (task.id % 7) {
    case 0:
    case 1:
      return { state: 'accepted', reason: null, progress: 0 }
    case 2:
      return { state: 'doing', reason: null, progress: 30 }
    case 3:
      return { state: 'doing', reason: null, progress: 60 }
    case 4:
      return { state: 'done', reason: null, progress: 100 }
    default:
      return null
  }
}
