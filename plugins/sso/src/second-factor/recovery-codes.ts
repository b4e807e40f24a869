import { hash, randomBytes } from 'node:crypto'
import type { Transaction } from '@stowage/sdk'

const HOW_MANY = 10
/** Without I, L, O and U, which are read wrongly from paper. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LETTERS_EACH = 16

/** Makes somebody's codes anew: those that he had are no good any more. They are shown this once. */
export async function makeRecoveryCodes(trx: Transaction, account: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode)
  await trx('sso.recovery_code').where({ account }).delete()
  await trx('sso.recovery_code').insert(codes.map((code) => ({ account, code_hash: digestOf(code) })))
  return codes
}

/** Uses a code up. @returns false where it is none of his, or was used */
export async function takeRecoveryCode(trx: Transaction, account: string, code: string): Promise<boolean> {
  const changed = await trx('sso.recovery_code')
    .where({ account, code_hash: digestOf(code), used_at: null })
    .update({ used_at: trx.fn.now() })
  return changed === 1
}

/** How many of somebody's codes are good yet. */
export async function countRecoveryCodes(trx: Transaction, account: string): Promise<number> {
  const [row] = await trx('sso.recovery_code').where({ account, used_at: null }).count({ left: '*' })
  return Number(row?.left ?? 0)
}

/** `7K3M-0QXV-9D2H-WP4T`. */
function newCode(): string {
  const letters = [...randomBytes(LETTERS_EACH)].map((byte) => LETTERS[byte & 31]).join('')
  return letters.match(/.{4}/g)!.join('-')
}

/** However somebody types it: small, with blanks, O for zero. */
function digestOf(code: string): Buffer {
  const plain = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return hash('sha256', plain, 'buffer')
}
