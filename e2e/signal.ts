import { connect, createServer, type Socket } from 'node:net'

/** The way of one phone to the program: can be cut, so that not a byte passes, and joined again. */
export type Signal = { url: string; cut: () => void; join: () => void; close: () => Promise<void> }

/**
 * The browser's own offline switch is not enough here: what a page sends while it is being loaded anew, or past its service worker,
 * slips by it. This is a plain relay of bytes before the program; a cut closes what is open and refuses what is new.
 */
export async function startSignal(programUrl: string): Promise<Signal> {
  const { port } = new URL(programUrl)
  const open = new Set<Socket>()
  let there = true
  const relay = createServer(phone => {
    if (!there) return phone.destroy()
    const program = connect(Number(port), 'localhost')
    for (const [side, other] of [
      [phone, program],
      [program, phone],
    ] as const) {
      open.add(side)
      side.on('error', () => other.destroy())
      side.on('close', () => {
        open.delete(side)
        other.destroy()
      })
      side.pipe(other)
    }
  })
  const drop = () => {
    for (const socket of open) socket.destroy()
  }
  await new Promise<void>(resolve => relay.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(relay.address() as { port: number }).port}`,
    cut: () => {
      there = false
      drop()
    },
    join: () => {
      there = true
    },
    close: () => {
      drop()
      return new Promise(resolve => relay.close(() => resolve()))
    },
  }
}
