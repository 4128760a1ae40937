import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { get } from 'node:http'
import { expect, it } from 'vitest'
import { AddressRefused, OutsideAddresses, readRanges } from './outside-address.ts'

const closed = new OutsideAddresses([])
const open = new OutsideAddresses(readRanges('127.0.0.1 10.20.0.0/16,fd12::/16; 169.254.0.0/16').ranges)

it.each([
  ['8.8.8.8', true, true],
  ['2606:4700::1111', true, true],
  ['127.0.0.1', false, true],
  ['127.0.0.2', false, false],
  ['::1', false, false],
  ['::ffff:127.0.0.1', false, true],
  ['10.20.3.4', false, true],
  ['10.21.3.4', false, false],
  ['192.168.1.1', false, false],
  ['172.31.255.255', false, false],
  ['100.64.1.1', false, false],
  ['0.0.0.0', false, false],
  ['fd12::1', false, true],
  ['fc00::1', false, false],
  // never, even where allowed: keys of clouds, the link, wrapped addresses
  ['169.254.169.254', false, false],
  ['::ffff:169.254.169.254', false, false],
  ['100.100.100.200', false, false],
  ['fd00:ec2::254', false, false],
  ['fe80::1', false, false],
  ['64:ff9b::7f00:1', false, false],
  ['2002:7f00:1::', false, false],
  ['kttv.vn', false, false],
])('%s: %s, and %s where some are allowed', (address, plain, allowed) => {
  expect([closed.may(address), open.may(address)]).toEqual([plain, allowed])
})
it('names what is no range', () => {
  expect(readRanges('10.0.0.0/8 10.0.0.0/33 kttv.vn ::/129')).toEqual({
    ranges: [['10.0.0.0', 8]],
    faults: ['10.0.0.0/33', 'kttv.vn', '::/129'],
  })
})
it('looks at where a name leads, and connects to that very address', async () => {
  const server = createServer((_q, r) => r.end('trong'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`
  const ask = (addresses: OutsideAddresses) =>
    new Promise<unknown>(resolve => {
      get(url, { lookup: addresses.lookup, family: 4 }, r => resolve(r.resume().statusCode)).on('error', resolve)
    })
  expect(await ask(closed)).toBeInstanceOf(AddressRefused)
  expect(await ask(open)).toBe(200)
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})
