import ipaddr from 'ipaddr.js'

/**
 * What an address is to us: `public` may be called, `internal` with an administrator's leave, `never` not at
 * all: link-local (where clouds keep their secrets), multicast, unspecified, reserved.
 */
export type AddressKind = 'public' | 'internal' | 'never'

const INTERNAL = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
/** Metadata services that stand outside link-local: Alibaba Cloud, Amazon over IPv6, Oracle. */
const METADATA = new Set(['100.100.100.200', 'fd00:ec2::254', '192.0.0.192'])

/**
 * Judges one address after normalising it: an IPv4 address inside an IPv6 one is judged as the IPv4 address.
 * @returns `never` for what is no address
 */
export function addressKind(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return 'never'
  // `process` turns ::ffff:127.0.0.1 into 127.0.0.1.
  const address = ipaddr.process(text)
  if (METADATA.has(address.toString())) return 'never'
  const range: string = address.range()
  if (INTERNAL.has(range)) return 'internal'
  if (address.kind() === 'ipv4') return range === 'unicast' ? 'public' : 'never'
  const v6 = address as ipaddr.IPv6
  // A translator turns it into the IPv4 address at its end.
  if (v6.match(NAT64)) return embedded(v6) === 'public' ? 'public' : 'never'
  return range === 'unicast' && v6.match(GLOBAL_UNICAST) ? 'public' : 'never'
}

function embedded(address: ipaddr.IPv6): AddressKind {
  return addressKind(address.toByteArray().slice(12).join('.'))
}
