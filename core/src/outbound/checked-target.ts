import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { refuse } from '@stowage/sdk'
import { type AddressKind, addressKind } from './address-kind.ts'

/** An address that was looked at, and may be connected to. */
export interface CheckedTarget {
  readonly url: URL
  readonly address: string
  readonly family: 4 | 6
}

/** Finds all addresses that a name stands for. */
export type Resolve = (name: string) => Promise<readonly { address: string; family: number }[]>

/** What an administrator allows beside public addresses by https. */
export interface AllowedTarget {
  readonly host: string
  /** Null means any. */
  readonly port: number | null
  readonly plainHttp: boolean
}

/** Asks the machine's own resolver, with the hosts file, as a connection would. */
export const resolveByMachine: Resolve = (name) => lookup(name, { all: true, verbatim: true })

/** What the check needs beside the address. */
export interface TargetCheck {
  readonly resolve: Resolve
  /** Asked only where something needs leave. */
  readonly allowed: (host: string) => Promise<readonly AllowedTarget[]>
}

/**
 * Reads an address, finds every machine behind its name and judges each of them: one that may not be called
 * refuses all, because nobody knows which of them a connection would take.
 * @throws `host.http_url_invalid`, `host.http_scheme_refused`, `host.http_address_refused`,
 *   `host.http_name_unknown`
 */
export async function checkTarget(text: string, { resolve, allowed }: TargetCheck): Promise<CheckedTarget> {
  const url = readUrl(text)
  const host = hostOf(url)
  const addresses = isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await find(host, resolve)
  const kinds = addresses.map(({ address }) => addressKind(address))
  if (kinds.includes('never')) throw refuse('host.http_address_refused', { host })
  if (url.protocol === 'http:' || kinds.includes('internal')) {
    await askLeave({ url, host, kinds, rows: await allowed(host) })
  }
  const { address, family } = addresses[0]!
  return { url, address, family: family === 6 ? 6 : 4 }
}

/**
 * The host as it is compared: lower case, decimal and octal forms resolved, without brackets or a last dot.
 */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

function readUrl(text: string): URL {
  const url = URL.parse(text)
  if (url === null || url.hostname === '') throw refuse('host.http_url_invalid')
  if (url.username !== '' || url.password !== '') throw refuse('host.http_url_invalid')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refuse('host.http_scheme_refused', { scheme: url.protocol.slice(0, -1), host: hostOf(url) })
  }
  return url
}

async function find(host: string, resolve: Resolve) {
  const found = await resolve(host).catch(() => [])
  if (found.length === 0) throw refuse('host.http_name_unknown', { host })
  return found
}

interface Leave {
  readonly url: URL
  readonly host: string
  readonly kinds: readonly AddressKind[]
  readonly rows: readonly AllowedTarget[]
}

async function askLeave({ url, host, kinds, rows }: Leave): Promise<void> {
  const isPlain = url.protocol === 'http:'
  const port = Number(url.port || (isPlain ? 80 : 443))
  const matching = rows.filter((row) => row.port === null || row.port === port)
  if (kinds.includes('internal') && matching.length === 0) throw refuse('host.http_address_refused', { host })
  if (isPlain && !matching.some(({ plainHttp }) => plainHttp)) {
    throw refuse('host.http_scheme_refused', { scheme: 'http', host })
  }
}
