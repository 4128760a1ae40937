import { addDays, difficultyReach } from '@tusom/domain'
import { loadChain, UnitTree } from '@tusom/server'
import {
  addDifficultyStep,
  addInspectionStep,
  changeDifficulty,
  changeFinding,
  concludeInspection,
  type Database,
  findDifficulty,
  findingsOf,
  findUser,
  insertCommendation,
  insertInspection,
  putFindings,
  raiseDifficulty,
  type Tx,
  changeInspection,
  addCommendationStep,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'

const DAY = 86_400_000

/**
 * A few difficulties, an inspection and a proposal for a commendation, invented and marked so: one item that a department has not
 * answered in time, one that waits for the commune's word, one that is settled; one finding that is late and one that is closed. No
 * person is named.
 */
export async function loadFollowUps(db: Database, ids: (unitCode: string) => number, at: Date): Promise<void> {
  const tree = await UnitTree.load(db)
  const provinceId = ids('20')
  const day = (daysAgo: number) => addDays(localParts(at.getTime()).date, -daysAgo)
  const by = async (username: string, unitId: number, daysAgo: number) => {
    const user = await db.asSystem(tx => findUser(tx, username))
    if (!user) throw new Error(`the sample has no account ${username}`)
    return { byId: user.id, byName: user.displayName, unitId, at: new Date(at.getTime() - daysAgo * DAY) }
  }
  type By = Awaited<ReturnType<typeof by>>
  const as = <T>(who: By, work: (tx: Tx) => Promise<T>) =>
    db.as({ userId: who.byId, units: [...tree.subtree(who.unitId)], watch: [], runId: 0 }, work)
  const chain = await db.asSystem(tx => loadChain(tx, tree))

  const raise = (who: By, toId: number, title: string, text: string, dueOn: string) =>
    as(who, async tx => {
      const made = await raiseDifficulty(tx, {
        ...who,
        runId: 0,
        provinceId,
        toId,
        reach: difficultyReach([], who.unitId, toId, ...chain.consolidating(who.unitId)),
        title,
        text,
        field: null,
        reportId: null,
        reportPart: null,
        sentence: null,
        dueOn,
        sample: true,
      })
      if (!made) throw new Error('the sample raises an item once')
      await addDifficultyStep(tx, { ...who, runId: 0, difficultyId: made.id, act: 'raise', toId, text: '', dueOn })
      return made.id
    })
  const answer = (who: By, id: number, outcome: 'accepted' | 'partly', text: string) =>
    as(who, async tx => {
      const d = await findDifficulty(tx, id)
      if (!d) throw new Error('the sample answers what was raised')
      await changeDifficulty(tx, id, { ...d, state: 'answered', outcome, answer: text, answeredAt: who.at }, who.at)
      await addDifficultyStep(tx, { ...who, runId: 0, difficultyId: id, act: 'answer', outcome, text })
    })
  const settle = (who: By, id: number) =>
    as(who, async tx => {
      const d = await findDifficulty(tx, id)
      if (!d) throw new Error('the sample settles what was raised')
      await changeDifficulty(tx, id, { ...d, state: 'settled' }, who.at)
      await addDifficultyStep(tx, { ...who, runId: 0, difficultyId: id, act: 'settle', text: '' })
    })

  await raise(
    await by('can-bo.vannham', ids('06415'), 22),
    ids('20-NNMT'),
    'Đề nghị cấp 03 xuồng máy và 60 áo phao cho 02 thôn thường bị chia cắt',
    'Xã có 02 xuồng, 01 xuồng đã hỏng máy; kinh phí của xã không đủ mua mới.',
    day(7),
  )
  const answered = await raise(
    await by('can-bo.yenbinh', ids('06391'), 12),
    ids('20-YT'),
    'Đề nghị bổ sung hóa chất khử khuẩn nguồn nước sau lũ',
    'Trạm y tế còn đủ cho 02 thôn, trong khi 05 thôn dùng nước giếng bị ngập.',
    day(-3),
  )
  await answer(
    await by('so-yte', ids('20-YT'), 2),
    answered,
    'partly',
    'Cấp ngay 50 kg Cloramin B từ kho dự phòng; phần còn lại cấp sau khi có kế hoạch mua sắm quý tới.',
  )
  const settled = await raise(
    await by('can-bo.thatkhe', ids('06040'), 30),
    ids('20-CA'),
    'Đề nghị tập huấn nhận biết lừa đảo qua mạng cho tổ an ninh cơ sở',
    '',
    day(15),
  )
  await answer(await by('thuong-truc', ids('20-CA'), 21), settled, 'accepted', 'Đã tổ chức 01 buổi cho 12 tổ của xã.')
  await settle(await by('can-bo.thatkhe', ids('06040'), 19), settled)

  const health = await by('so-yte', ids('20-YT'), 25)
  const concluded = { ...health, at: new Date(at.getTime() - 20 * DAY) }
  const communes = [ids('06385'), ids('06415')]
  const second = await as(health, async tx => {
    const plan = {
      unitIds: communes,
      reach: difficultyReach([], health.unitId, ...communes, ...communes.flatMap(id => chain.consolidating(id))),
      subject: 'Công tác phòng, chống dịch bệnh mùa mưa lũ',
      decisionKind: 'plan' as const,
      decisionNumber: '15/KH-SYT',
      decisionDate: day(40),
      team: 'Phó Giám đốc Sở (Trưởng đoàn), Trung tâm Kiểm soát bệnh tật tỉnh',
      fromOn: day(24),
      toOn: day(23),
    }
    const { unitId, ...who } = health
    const { id } = await insertInspection(tx, { ...who, ...plan, unitId, runId: 0, provinceId, sample: true })
    await addInspectionStep(tx, { ...health, runId: 0, inspectionId: id, act: 'plan' })
    await changeInspection(tx, id, {
      ...plan,
      assessment:
        'Các xã đã có kế hoạch phòng, chống dịch, phân công trực đủ người.\nTrạm y tế có sổ theo dõi nguồn nước, cập nhật hằng tuần.',
    })
    const finding = (unit: number, what: string, recommendation: string, dueOn: string) => ({
      unitId: unit,
      menderId: unit,
      kind: 'limit' as const,
      severity: 'serious' as const,
      what,
      basis: 'Phương án bốn tại chỗ của xã',
      recommendation,
      dueOn,
    })
    await putFindings(
      tx,
      0,
      id,
      [
        finding(communes[0] as number, 'Cơ số thuốc khử khuẩn chỉ đủ 02 ngày', 'Bổ sung đủ cơ số 07 ngày', day(3)),
        finding(communes[1] as number, 'Chưa phân công người lấy mẫu nước sau lũ', 'Phân công bằng văn bản', day(8)),
      ],
      health.at,
    )
    await concludeInspection(tx, id, { number: null, date: null }, concluded.at, concluded.byName)
    await addInspectionStep(tx, { ...concluded, runId: 0, inspectionId: id, act: 'conclude' })
    const found = (await findingsOf(tx, [id]))[1]
    if (!found) throw new Error('the sample follows what was found')
    return found
  })
  const text = 'Đã phân công bằng văn bản, có danh sách trực.'
  const follow = (who: By, act: 'mend' | 'close', state: 'mended' | 'closed') =>
    as(who, async tx => {
      await changeFinding(tx, second.id, { state, dueOn: second.dueOn, mendedText: text }, who.at)
      const step = { ...who, runId: 0, inspectionId: second.inspectionId, findingId: second.id, act }
      await addInspectionStep(tx, { ...step, text: act === 'mend' ? text : '' })
    })
  await follow(await by('can-bo.vannham', ids('06415'), 10), 'mend', 'mended')
  await follow(await by('so-yte', ids('20-YT'), 9), 'close', 'closed')

  const proposer = await by('lanh-dao.huulung', ids('06385'), 4)
  await as(proposer, async tx => {
    const toId = ids('20-CA')
    const { unitId, ...who } = proposer
    const { id } = await insertCommendation(tx, {
      ...who,
      unitId,
      toId,
      provinceId,
      reach: difficultyReach([], unitId, toId),
      kind: 'collective',
      subjectId: ids('06385-T02'),
      groupName: 'Tổ xung kích thôn Na Hoa',
      sealKey: 'mau-khen-thuong-1',
      nameSealed: null,
      positionSealed: null,
      merit: 'Đưa 45 hộ ra khỏi vùng ngập trước 22 giờ, không có người bị thương',
      award: 'province',
      linkKind: null,
      linkId: null,
      purpose: 'Đề nghị khen thưởng',
      legalBasis: '19.1c',
      deleteAfter: addDays(day(0), 730),
      sample: true,
    })
    await addCommendationStep(tx, { ...proposer, commendationId: id, act: 'propose', text: '' })
  })
}
