import type { CommunePlan, HamletPage, TaskList, UnitOut, WarningFull } from '@tusom/contract'
import { randomUUID } from 'node:crypto'
import { Person } from './person.ts'

type Act = { hour: number; what: string; do: () => Promise<void> }

const FLOOD_COMMUNES = ['06385', '06415', '06391', '06457'] // Hữu Lũng, Vân Nham, Yên Bình, Tuấn Sơn
const EVACUATED = ['06385', '06415']
const HEADS = ['truong-thon.langben', 'truong-thon.nahoa', 'truong-thon.bensen']
const WORKERS = ['can-bo.huulung', 'can-bo.vannham', 'so-nnmt', 'so-yte', 'so-xaydung', 'bo-chqs', ...HEADS]
const OFFICERS = { '06385': 'can-bo.huulung', '06415': 'can-bo.vannham', '06391': 'can-bo.yenbinh' } as const

/**
 * What people do in the three days, by the hour of the flood. Every act is a request that a person with that role could send;
 * one that is refused is said and the story goes on.
 */
export class Story {
  private readonly url: string
  private readonly run: number
  private readonly say: (text: string) => void
  private readonly people = new Map<string, Person>()
  private units = new Map<string, UnitOut>()
  private warning = 0
  private incident = 0
  private next = 0
  private readonly acts: Act[]

  constructor(url: string, run: number, say: (text: string) => void) {
    this.url = url
    this.run = run
    this.say = say
    this.acts = [
      {
        hour: 18,
        what: 'Trực ban nhập bản tin mưa lớn cấp 1',
        do: () => this.bulletin('heavy-rain', 1, 'Cảnh báo mưa lớn, 100–180 mm, có nơi trên 200 mm.'),
      },
      {
        hour: 25,
        what: 'Trực ban nhập bản tin lũ cấp 1',
        do: () => this.bulletin('flood', 1, 'Lũ trên sông Trung, sông Thương đang lên, vượt báo động 1.'),
      },
      { hour: 26.3, what: 'Trực ban soạn cảnh báo, Phó Chủ tịch duyệt và phát', do: () => this.warn() },
      {
        hour: 26.6,
        what: 'Xã Hữu Lũng, thôn Làng Bến báo đã nhận',
        do: () => this.acknowledge(['can-bo.huulung', 'truong-thon.langben']),
      },
      { hour: 26.8, what: 'Mở sự cố, ghi nhật ký', do: () => this.openIncident() },
      { hour: 27, what: 'Kích hoạt kịch bản khung ở cấp 2', do: () => this.activate(2, ['warning']) },
      { hour: 27.2, what: 'Lệnh sơ tán nhóm 1 ở Hữu Lũng, Vân Nham', do: () => this.order(2, 2) },
      {
        hour: 27.6,
        what: 'Xã Vân Nham, Yên Bình và các thôn báo đã nhận',
        do: () => this.acknowledge(['can-bo.vannham', 'can-bo.yenbinh', 'truong-thon.nahoa', 'truong-thon.bensen']),
      },
      ...[28, 28.8, 29.6].map(hour => ({ hour, what: 'Trưởng thôn đưa các hộ đi', do: () => this.moveOn(0.35) })),
      {
        hour: 30.2,
        what: 'Bản tin lũ khẩn cấp, cấp 3',
        do: () => this.bulletin('flood', 3, 'Tin lũ khẩn cấp: sông Trung tại Hữu Lũng trên báo động 3, còn lên.'),
      },
      { hour: 30.4, what: 'Cập nhật cảnh báo lên cấp 3', do: () => this.update() },
      {
        hour: 30.6,
        what: 'Kích hoạt bước ứng phó, lệnh sơ tán nhóm 2',
        do: async () => {
          await this.activate(3, ['warning', 'during'])
          await this.order(3, 3)
        },
      },
      ...[31, 31.8, 32.6, 33.4, 34.2, 35].map(hour => ({
        hour,
        what: 'Trưởng thôn đưa các hộ đi, báo tới nơi',
        do: () => this.moveOn(0.45),
      })),
      ...[27.8, 29.2, 31.4, 33, 36, 40.5, 45, 52].map(hour => ({
        hour,
        what: 'Các đơn vị nhận và làm nhiệm vụ',
        do: () => this.work(),
      })),
      { hour: 40, what: 'Xã báo thiệt hại', do: () => this.damage() },
      { hour: 46, what: 'Gửi báo cáo nhanh của tỉnh', do: () => this.report() },
      {
        hour: 58.5,
        what: 'Bản tin hết lũ',
        do: () => this.bulletin('flood', 0, 'Lũ trên sông Trung xuống dưới báo động 1.'),
      },
      { hour: 59, what: 'Huỷ cảnh báo, Phó Chủ tịch duyệt', do: () => this.cancel() },
      { hour: 62, what: 'Bà con về nhà', do: () => this.home() },
    ].sort((a, b) => a.hour - b.hour)
  }

  get over(): boolean {
    return this.next >= this.acts.length
  }

  /** Does everything that is due by an hour of the flood. */
  async until(hour: number): Promise<void> {
    while (this.next < this.acts.length && (this.acts[this.next] as Act).hour <= hour) {
      const act = this.acts[this.next++] as Act
      try {
        await act.do()
        this.say(act.what)
      } catch (e) {
        this.say(`${act.what}: ${(e as Error).message}`)
      }
    }
  }

  private async as(login: string): Promise<Person> {
    let person = this.people.get(login)
    if (!person) {
      person = await new Person(this.url).signIn(login)
      this.people.set(login, person)
    }
    return person
  }
  private async call<T>(login: string, method: string, path: string, body?: unknown): Promise<T> {
    return (await this.as(login)).call<T>(method, path, body, this.run)
  }
  private async unit(code: string): Promise<number> {
    if (!this.units.size)
      for (const u of await this.call<UnitOut[]>('truc-ban.tinh', 'GET', '/api/units')) this.units.set(u.code, u)
    return (this.units.get(code) as UnitOut).id
  }
  private ids = (codes: readonly string[]) => Promise.all(codes.map(c => this.unit(c)))
  private now = async () => (await this.call<{ run: { now: string } }>('truc-ban.tinh', 'GET', '/api/session')).run.now

  private async bulletin(hazard: string, level: number, text: string): Promise<void> {
    await this.call('truc-ban.tinh', 'POST', '/api/bulletins', {
      issuer: 'Đài Khí tượng Thuỷ văn tỉnh (mẫu)',
      number: null,
      hazard,
      level,
      issuedAt: await this.now(),
      nextAt: null,
      unitIds: await this.ids(FLOOD_COMMUNES),
      text: `${text} (bản tin mẫu, bịa ra cho diễn tập)`,
    })
  }

  /** Submits a draft and has it approved and issued by the second person. */
  private async issue(id: number): Promise<void> {
    const draft = await this.call<WarningFull>('truc-ban.tinh', 'GET', `/api/warnings/${id}`)
    if (draft.state === 'draft')
      await this.call('truc-ban.tinh', 'POST', `/api/warnings/${id}/submit`, { version: draft.version })
    const sent = await this.call<WarningFull>('pho-chu-tich.tinh', 'GET', `/api/warnings/${id}`)
    await this.call('pho-chu-tich.tinh', 'POST', `/api/warnings/${id}/approve`, { version: sent.version, issue: true })
    this.warning = id
  }
  private async warn(): Promise<void> {
    const { id } = await this.call<{ id: number }>('truc-ban.tinh', 'POST', '/api/warnings', {
      unitIds: await this.ids(FLOOD_COMMUNES),
      hazard: 'flood',
    })
    await this.issue(id)
  }
  private async update(): Promise<void> {
    const { id } = await this.call<{ id: number }>('truc-ban.tinh', 'POST', `/api/warnings/${this.warning}/update`, {})
    await this.issue(id)
  }
  private async cancel(): Promise<void> {
    const { id } = await this.call<{ id: number }>('truc-ban.tinh', 'POST', `/api/warnings/${this.warning}/cancel`, {
      reason: 'Nước đã xuống dưới báo động 1.',
    })
    await this.issue(id)
  }
  private async acknowledge(logins: readonly string[]): Promise<void> {
    for (const login of logins) await this.call(login, 'POST', `/api/warnings/${this.warning}/acknowledge`, {})
  }

  private async openIncident(): Promise<void> {
    const unitIds = await this.ids(FLOOD_COMMUNES)
    const { id } = await this.call<{ id: number }>('truc-ban.tinh', 'POST', '/api/incidents', {
      title: 'Lũ trên sông Trung, sông Thương',
      hazard: 'flood',
      level: 2,
      unitIds,
      leadId: await this.unit('20-NNMT'),
      key: randomUUID(),
    })
    this.incident = id
    await this.log(
      'observation',
      'Nước sông Trung tại Hữu Lũng lên nhanh, vùng thấp ven sông bắt đầu ngập.',
      'Trạm Hữu Lũng',
    )
  }
  private async log(kind: string, text: string, source: string): Promise<void> {
    await this.call('truc-ban.tinh', 'POST', `/api/incidents/${this.incident}/entries`, {
      key: randomUUID(),
      kind,
      text,
      source,
    })
  }

  private async activate(level: number, phases: string[]): Promise<void> {
    const { scenarios } = await this.call<{ scenarios: { id: number; hazards: string[] }[] }>(
      'truc-ban.tinh',
      'GET',
      '/api/scenarios',
    )
    const scenario = scenarios.find(s => s.hazards.includes('flood'))
    if (!scenario) throw new Error('chưa có kịch bản khung cho lũ')
    await this.call('truc-ban.tinh', 'POST', `/api/scenarios/${scenario.id}/activate`, {
      unitIds: await this.ids(EVACUATED),
      hazard: 'flood',
      level,
      phases,
      incidentId: this.incident || null,
    })
  }

  private async order(level: number, alarm: number): Promise<void> {
    const dueAt = new Date(Date.parse(await this.now()) + 8 * 3_600_000).toISOString()
    for (const code of EVACUATED)
      await this.call('truc-ban.tinh', 'POST', `/api/evacuation/${await this.unit(code)}/order`, {
        hazard: 'flood',
        level,
        alarm,
        rising: true,
        everyone: false,
        dueAt,
      })
  }

  /** Heads of hamlets with a phone, and commune officers for the other hamlets, tell what happened to a part of the households. */
  private async moveOn(share: number): Promise<void> {
    const at = await this.now()
    for (const login of HEADS) {
      const page = await this.call<HamletPage>(login, 'GET', '/api/hamlet')
      const last = new Map(page.events.map(e => [e.householdId, e.kind]))
      const must = page.households
        .filter(h => h.mustGo && [undefined, 'moving'].includes(last.get(h.household.id)))
        .map(h => ({
          householdId: h.household.id,
          state: last.get(h.household.id) ?? 'planned',
          destination: h.destination,
        }))
      await this.tell(login, at, must.slice(0, Math.ceil(must.length * share)))
    }
    for (const code of EVACUATED) {
      const login = OFFICERS[code as keyof typeof OFFICERS]
      const plan = await this.call<CommunePlan>(login, 'GET', `/api/evacuation/${await this.unit(code)}`)
      const must = plan.rows.filter(r => r.state === 'planned' || r.state === 'moving')
      await this.tell(
        login,
        at,
        must
          .slice(0, Math.ceil(must.length * share))
          .map(r => ({ householdId: r.household.id, state: r.state, destination: r.destination })),
      )
    }
  }
  private async tell(
    login: string,
    at: string,
    households: { householdId: number; state: string; destination: { kind: 'shelter' | 'host'; id: number } | null }[],
  ): Promise<void> {
    const moves = households.map(h => ({
      id: randomUUID(),
      kind: h.state === 'moving' ? 'arrived' : 'moving',
      householdId: h.householdId,
      at,
      ...(h.destination ? { place: { kind: h.destination.kind, id: h.destination.id } } : {}),
    }))
    for (let i = 0; i < moves.length; i += 400)
      await this.call(login, 'POST', '/api/moves', { moves: moves.slice(i, i + 400) })
  }
  private async home(): Promise<void> {
    const at = await this.now()
    for (const code of EVACUATED) {
      const login = OFFICERS[code as keyof typeof OFFICERS]
      const plan = await this.call<CommunePlan>(login, 'GET', `/api/evacuation/${await this.unit(code)}`)
      const moves = plan.rows
        .filter(r => r.state === 'arrived' || r.state === 'left')
        .map(r => ({ id: randomUUID(), kind: 'returned', householdId: r.household.id, at }))
      for (let i = 0; i < moves.length; i += 400)
        await this.call(login, 'POST', '/api/moves', { moves: moves.slice(i, i + 400) })
    }
  }

  /** Units take up what is theirs and finish most of what is due within four hours; a few stay late, as in life. */
  private async work(): Promise<void> {
    const soon = Date.parse(await this.now()) + 4 * 3_600_000
    for (const login of WORKERS) {
      const { tasks } = await this.call<TaskList>(login, 'GET', '/api/tasks?side=lead&state=open&limit=100')
      for (const task of tasks) {
        const step = (state: string) => this.call(login, 'POST', `/api/tasks/${task.id}/state`, { state })
        if (task.state === 'assigned') await step('accepted')
        if (!task.dueAt || Date.parse(task.dueAt) > soon || task.id % 7 === 0) continue
        if (task.state !== 'doing') await step('doing')
        await step('done')
      }
    }
  }

  private async damage(): Promise<void> {
    for (const [code, figures] of [
      ['06385', { 'people.dead': 0, 'people.injured': 2, 'house.flooded': 214 }],
      ['06415', { 'people.dead': 0, 'people.injured': 1, 'house.flooded': 168 }],
    ] as const)
      await this.call(OFFICERS[code], 'POST', `/api/incidents/${this.incident}/damage`, {
        key: randomUUID(),
        communeId: await this.unit(code),
        figures,
        reason: '',
        source: 'xã báo (mẫu)',
      })
  }

  private async report(): Promise<void> {
    await this.log(
      'decision',
      'Giữ lực lượng ở Hữu Lũng, Vân Nham tới khi nước dưới báo động 2.',
      'Phó Chủ tịch UBND tỉnh',
    )
    await this.call('truc-ban.tinh', 'POST', `/api/incidents/${this.incident}/sitreps`, {
      unitId: await this.unit('20'),
      key: randomUUID(),
    })
  }
}
