import { accounts } from '@tusom/sample'

/** A signed-in person of the sample, talking to the server as the web app does. */
export class Person {
  private readonly url: string
  private cookie = ''

  constructor(url: string) {
    this.url = url
  }

  async signIn(login: string): Promise<this> {
    const account = accounts.find(a => a.login === login)
    const reply = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: login, password: account?.password }),
    })
    if (!reply.ok)
      throw new Error(
        `Không đăng nhập được ${login}: máy chủ này không có tỉnh mẫu. · The server has no sample province.`,
      )
    this.cookie = String(reply.headers.get('set-cookie')).split(';')[0] as string
    return this
  }

  /** Sends one request; a refusal becomes an error with its Vietnamese sentence. */
  async call<T>(method: string, path: string, body?: unknown, run?: number): Promise<T> {
    const reply = await fetch(this.url + path, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(run ? { 'x-run': String(run) } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const json = (await reply.json()) as T & { error?: { message: string } }
    if (!reply.ok) throw new Error(json.error?.message ?? `${method} ${path}: ${reply.status}`)
    return json
  }
}
