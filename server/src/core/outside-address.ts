import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

type Range = readonly [address: string, prefix: number]

/** Never called, whatever is allowed: here clouds tell their machines their keys; addresses of a link, of groups, and wrappings of others. */
const never: readonly Range[] = [
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
]
/** This machine and the networks behind the wall: called only where the one who runs the server has named them. */
const inside: readonly Range[] = [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['192.0.0.0', 24],
  ['198.18.0.0', 15],
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
]

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, family(address))
  return list
}
const neverList = listOf(never)
const insideList = listOf(inside)

/** "10.1.0.0/16, 192.168.5.7" as ranges; what is no address is named. */
export function readRanges(text: string): { ranges: Range[]; faults: string[] } {
  const ranges: Range[] = []
  const faults: string[] = []
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const [address = '', bits] = part.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
    if (isIP(address) === 0 || !(prefix >= 0 && prefix <= most)) faults.push(part)
    else ranges.push([address, prefix])
  }
  return { ranges, faults }
}

/** Thrown, and passed on by `node:http`, where a name leads to an address that must not be called. */
export class AddressRefused extends Error {
  readonly address: string
  constructor(address: string) {
    super(`refused address ${address}`)
    this.name = 'AddressRefused'
    this.address = address
  }
}

/** Which addresses of others the server may call, looked at after the name was resolved: a name says nothing about where it leads. */
export class OutsideAddresses {
  private readonly allowed: BlockList

  constructor(allowed: readonly Range[]) {
    this.allowed = listOf(allowed)
  }

  may(address: string): boolean {
    const kind = isIP(address)
    if (kind === 0) return false
    const f = kind === 6 ? 'ipv6' : 'ipv4'
    if (neverList.check(address, f)) return false
    return !insideList.check(address, f) || this.allowed.check(address, f)
  }

  /** A host that is an address itself is never looked up. @throws AddressRefused */
  checkHost(hostname: string): void {
    const bare = hostname.replace(/^\[|\]$/g, '')
    if (isIP(bare) !== 0 && !this.may(bare)) throw new AddressRefused(bare)
  }

  /** For the option `lookup` of a connection: what is connected to is the very address that was looked at. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 4)
      const good = found.filter(a => this.may(a.address))
      const [first] = good
      // one bad address among good ones is a trap, not a choice
      if (!first || good.length < found.length)
        return callback(new AddressRefused(found.find(a => !this.may(a.address))?.address ?? hostname), '', 4)
      if (options.all) (callback as unknown as (e: null, list: typeof good) => void)(null, good)
      else callback(null, first.address, first.family)
    })
  }
}
