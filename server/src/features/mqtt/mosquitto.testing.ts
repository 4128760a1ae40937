import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Broker = {
  port: number
  folder: string
  /** ends the broker as a power cut does not: it writes its sessions down first */
  stop: () => Promise<void>
  start: () => Promise<void>
  remove: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** Asks until the port answers or the process has ended. */
async function listening(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`)
    const open = await new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (open) return
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** A real broker of the test's own: sessions survive its restart, nothing is dropped for want of room. */
export async function startBroker(path: string, lines: (folder: string) => readonly string[]): Promise<Broker> {
  const folder = mkdtempSync(join(tmpdir(), 'tusom-mqtt-'))
  const port = await freePort()
  const conf = join(folder, 'mosquitto.conf')
  writeFileSync(
    conf,
    [
      `listener ${port} 127.0.0.1`,
      'user root',
      'persistence true',
      `persistence_location ${folder}/`,
      'max_queued_messages 0',
      ...lines(folder),
      '',
    ].join('\n'),
  )
  let child: ChildProcess | null = null
  const broker: Broker = {
    port,
    folder,
    start: async () => {
      child = spawn(path, ['-c', conf], { stdio: 'ignore' })
      await listening(port, child)
    },
    stop: async () => {
      const ending = child
      child = null
      if (!ending || ending.exitCode !== null) return
      const ended = new Promise(resolve => ending.once('exit', resolve))
      ending.kill('SIGTERM')
      await ended
    },
    remove: async () => {
      await broker.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await broker.start()
  return broker
}

/** A CA, a certificate for localhost signed by it, and one for a client, made by openssl. Paths and the CA's text. */
export function makeCertificates(folder: string): {
  ca: string
  client: string
  clientKey: string
  strangerCa: string
} {
  const run = (...args: string[]) => {
    const done = spawnSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    if (done.status !== 0) throw new Error(`openssl ${args[0]}: ${String(done.stderr ?? done.error)}`)
  }
  const authority = (name: string) =>
    run(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
    )
  const signed = (name: string, extension: string) => {
    run(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    )
    writeFileSync(join(folder, `${name}.ext`), extension)
    run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    )
  }
  authority('ca')
  authority('stranger')
  signed('server', 'subjectAltName=DNS:localhost,IP:127.0.0.1')
  signed('client', 'extendedKeyUsage=clientAuth')
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  return {
    ca: text('ca.pem'),
    client: text('client.pem'),
    clientKey: text('client.key'),
    strangerCa: text('stranger.pem'),
  }
}
