import { hash, verify } from '@node-rs/argon2'
import { refuse } from '@stowage/sdk'

/** OWASP's least for argon2id: 19 MiB, two passes; about 25 ms of one core, on a thread of its own. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const MINIMUM_LENGTH = 12
/** More hashes than this at once would starve the server of memory and threads. */
const MAXIMUM_AT_ONCE = 32

let underWay = 0
let nobodysHash: Promise<string> | undefined

/**
 * Hashes a new password with argon2id.
 * @throws `access.password_too_short`
 */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length
  if (length < MINIMUM_LENGTH) {
    throw refuse('access.password_too_short', { length, minimum: MINIMUM_LENGTH }, '/password')
  }
  return oneOfFew(() => hash(password, COST))
}

/** Hashes a PIN, of which few are enough to guess it: who counts the guesses protects it. */
export function hashPin(pin: string): Promise<string> {
  return oneOfFew(() => hash(pin, COST))
}

/**
 * Says whether a password is the one that was hashed. Without a hash, because there is no such account, it
 * takes the same time and says no.
 * @throws `access.log_in_busy` when too many are at it
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  return oneOfFew(async () => {
    nobodysHash ??= hash('nobody has this password', COST)
    const isRight = await verify(passwordHash ?? (await nobodysHash), password)
    return isRight && passwordHash !== undefined
  })
}

async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= MAXIMUM_AT_ONCE) throw refuse('access.log_in_busy')
  underWay++
  try {
    return await work()
  } finally {
    underWay--
  }
}
