import { accounts } from '@tusom/sample'
import { buildApp, readRanges } from '@tusom/server'
import { existsSync } from 'node:fs'
import { createServer, isIP } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readBackupSettings } from './backup-settings.ts'
import type { Command, Io } from './command.ts'
import { playFlood } from './demo/play-flood.ts'
import { openInstallation } from './installation.ts'
import { readOptions } from './options.ts'
import { isEmpty, loadCalmReadings, loadSample } from './sample/load-sample.ts'

const help = `tusom serve [--port 8080] [--host 127.0.0.1] [--data ./data] [--empty]

Mở máy chủ: trang web và API. Dùng PostgreSQL đi kèm trong thư mục dữ liệu, hoặc máy chủ ở DATABASE_URL.
Serves the web app and the API, on the bundled PostgreSQL in the data folder or on DATABASE_URL.

  --empty   không nạp tỉnh mẫu vào cơ sở dữ liệu mới · do not load the sample province into a new database

Ví dụ · example:  tusom serve --port 8081 --data ./data`

/** Says in one sentence why a port cannot be had, or null. */
async function portFault(port: number, host: string): Promise<string | null> {
  const probe = createServer()
  return new Promise(resolve => {
    probe.once('error', (e: NodeJS.ErrnoException) =>
      resolve(
        e.code === 'EADDRINUSE'
          ? `Cổng ${port} đang có chương trình khác dùng: đóng nó, hoặc chọn cổng khác bằng PORT=8081 npm start. · Port ${port} is taken: close the other program or choose another with PORT.`
          : `Không mở được cổng ${port} (${e.code}): chọn cổng từ 1024 trở lên bằng PORT. · Port ${port} cannot be opened: choose one from 1024 with PORT.`,
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve(null)))
  })
}

export const serve: Command = {
  name: 'serve',
  summary: 'mở máy chủ · serve the web app and the API',
  help,
  run: async (args, io) => {
    const options = readOptions(
      args,
      { port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' }, empty: { type: 'boolean' } },
      help,
    )
    if ('fault' in options) {
      io.err(options.fault)
      return 2
    }
    const port = Number(options.values.port ?? io.env.PORT ?? 8080)
    const host = String(options.values.host ?? io.env.HOST ?? '127.0.0.1')
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      io.err(
        `Cổng «${options.values.port ?? io.env.PORT}» không hợp lệ: dùng một số từ 1024 đến 65535. · The port must be a number from 1024 to 65535.`,
      )
      return 2
    }
    return (
      await startServer(
        {
          port,
          host,
          dataDir: options.values.data as string | undefined,
          empty: options.values.empty === true || io.env.TUSOM_SAMPLE === '0',
        },
        io,
      )
    ).ended
  },
}

export type RunningServer = { url: string; ended: Promise<number>; stop: () => Promise<void> }

/** Starts everything and returns once it is serving; `ended` settles when it was asked to stop and has. */
export async function startServer(
  o: { port: number; host: string; dataDir?: string | undefined; empty: boolean },
  io: Io,
): Promise<RunningServer> {
  const fault = await portFault(o.port, o.host)
  if (fault) {
    io.err(fault)
    return { url: '', ended: Promise.resolve(2), stop: async () => {} }
  }
  const began = performance.now()
  const allow = readRanges(io.env.TUSOM_FETCH_ALLOW ?? '')
  if (allow.faults.length) {
    io.err(
      `TUSOM_FETCH_ALLOW: không phải địa chỉ hay dải mạng · no address or range: ${allow.faults.join(', ')}. Ví dụ · example: 10.20.0.0/16,192.168.1.5`,
    )
    return { url: '', ended: Promise.resolve(2), stop: async () => {} }
  }
  const installation = await openInstallation(io.env, o.dataDir)
  const { db } = installation
  const proxies = (io.env.TUSOM_TRUST_PROXY ?? '').split(',').flatMap(a => a.trim() || [])
  const noAddress = proxies.find(a => !isIP(a.split('/')[0] as string) || !/^[^/]+(\/\d{1,3})?$/.test(a))
  const saving = noAddress
    ? { fault: `TUSOM_TRUST_PROXY: «${noAddress}» không phải địa chỉ IP. · «${noAddress}» is no IP address.` }
    : await readBackupSettings(io, installation.dataDir)
  if ('fault' in saving) {
    io.err(saving.fault)
    await installation.close()
    return { url: '', ended: Promise.resolve(2), stop: async () => {} }
  }
  try {
    const now = new Date()
    const fresh = !o.empty && (await isEmpty(db))
    if (fresh) {
      io.err('Đang nạp tỉnh mẫu · loading the sample province …')
      await loadSample(db, installation.dataKey, now)
    }
    const webDir = join(fileURLToPath(new URL('../..', import.meta.url)), 'web', 'dist')
    const sample = await db.asSystem(tx =>
      tx.maybe<{ id: number }>(`select u.id from units u where u.kind = 'province' and u.attrs ? 'sample' limit 1`),
    )
    const url = `http://${o.host === '127.0.0.1' || o.host === '0.0.0.0' ? 'localhost' : o.host}:${o.port}`
    const app = await buildApp({
      sample: sample
        ? {
            accounts: accounts.map(a => ({
              username: a.login,
              password: a.password,
              position: a.position,
              role: a.role,
            })),
            play: minutes => playInBackground(url, minutes, io),
          }
        : null,
      db,
      dataKey: installation.dataKey,
      backups: saving.backups,
      trustProxy: proxies.length ? proxies : null,
      fetchAllow: allow.ranges,
      webDir: existsSync(webDir) ? webDir : null,
      log: (level, event, detail) => io.err(JSON.stringify({ at: new Date().toISOString(), level, event, ...detail })),
    })
    if (fresh && sample) await loadCalmReadings(app.ingest, sample.id, now)
    await app.listen({ port: o.port, host: o.host })
    io.out(`Từ Sớm: ${url}   (${Math.round(performance.now() - began)} ms)\n`)
    if (sample) {
      io.out(
        `\nTỈNH MẪU — số liệu bịa ra để thử, không phải số liệu thật · SAMPLE PROVINCE — invented data\nMật khẩu của mọi tài khoản mẫu · password of every sample account: ${accounts[0]?.password}\n`,
      )
      for (const a of accounts) io.out(`  ${a.login.padEnd(22)} ${a.position}\n`)
    }
    io.out(`\nDừng: Ctrl-C · stop: Ctrl-C\n`)
    let ending: Promise<void> | null = null
    let settle: (code: number) => void = () => {}
    const ended = new Promise<number>(resolve => (settle = resolve))
    const stop = () =>
      (ending ??= (async () => {
        await app.close()
        await installation.close()
        settle(0)
      })())
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
    return { url, ended, stop }
  } catch (e) {
    await installation.close()
    throw e
  }
}

/** Starts the flood and gives its run back as soon as it is open; the rest goes on by itself. */
function playInBackground(url: string, minutes: number, io: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    playFlood({ url, minutes, say: text => io.err(text), opened: resolve }).catch(reject)
  })
}
