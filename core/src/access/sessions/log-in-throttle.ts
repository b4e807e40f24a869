import { isIPv6 } from 'node:net'
import { refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { digestOf } from '../secret.ts'
import { systemActor } from '../system-actor.ts'

const WINDOW = '15 minutes'
/** Failures of one network for all accounts together. */
const LIMIT_OF_NETWORK = 50
/** Failures for one account, unless said. */
const LIMIT_OF_ACCOUNT = 5

/** What is tried, at whom, from where. */
export interface Attempt {
  readonly route: string
  /** Whose door it is: an e-mail, a device, a person; null where the network alone counts. */
  readonly account: string | null
  /** Null where the account counts wherever it is tried from. */
  readonly address: string | null
  /** Failures for the account, or for the network where there is no account. */
  readonly limit?: number
}

/**
 * Counts an attempt before it is judged, so that guesses sent at once count too. The count stands in the
 * database: all nodes share it, and it outlives a restart.
 * @throws `access.too_many_attempts` with the seconds to wait
 */
export async function countAttempt(
  context: Pick<ServiceContext, 'transaction'>,
  attempt: Attempt,
): Promise<void> {
  const keys = keysOf(attempt)
  const counts = await context.transaction(systemActor, async (trx) => {
    await trx.raw('delete from access.log_in_throttle where window_ends_at < now()')
    const { rows } = await trx.raw<{ rows: { key: Buffer; failures: number; seconds: number }[] }>(
      `insert into access.log_in_throttle as t (key, failures, window_ends_at)
       select k, 1, now() + ?::interval from unnest(?::bytea[]) k order by k
       on conflict (key) do update set failures = least(t.failures + 1, 1000000)
       returning key, failures, ceil(extract(epoch from window_ends_at - now()))::int as seconds`,
      [WINDOW, keys.map(({ key }) => key)],
    )
    return rows
  })
  for (const { key, failures, seconds } of counts) {
    const { limit } = keys.find((one) => one.key.equals(key))!
    if (failures > limit) throw refuse('access.too_many_attempts', { retryAfterSeconds: seconds })
  }
}

/** Takes a right log-in out of the count. */
export async function forgetAttempts(trx: Transaction, attempt: Attempt): Promise<void> {
  for (const { key, isAccount } of keysOf(attempt)) {
    const counted = trx('access.log_in_throttle').where({ key })
    if (isAccount) await counted.delete()
    else await counted.where('failures', '>', 0).decrement('failures', 1)
  }
}

interface Key {
  readonly key: Buffer
  readonly limit: number
  readonly isAccount: boolean
}

/**
 * The keys hold only what the caller cannot vary at will: the route, the account and the network he sits in.
 */
function keysOf({ route, account, address, limit }: Attempt): Key[] {
  const network = address === null ? undefined : networkOf(address)
  const keys: Key[] = []
  if (account !== null) {
    const key = digestOf(JSON.stringify([route, account, network]))
    keys.push({ key, limit: limit ?? LIMIT_OF_ACCOUNT, isAccount: true })
  }
  if (network !== undefined) {
    const most = account === null ? (limit ?? LIMIT_OF_NETWORK) : LIMIT_OF_NETWORK
    keys.push({ key: digestOf(JSON.stringify([route, network])), limit: most, isAccount: false })
  }
  return keys
}

/** An IPv6 customer has 2^64 addresses, so his network is what counts. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped !== null) return mapped[1]!
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  while (groups.length + rest.length < 8) groups.push('0')
  return [...groups, ...rest]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
