import { refuse, type Transaction } from '@stowage/sdk'
import { cleanText } from '../../naming/clean-text.ts'
import { ssccDigits, ssccFault } from './sscc.ts'

/** How deep units stand in one another: a pallet, a case in it, a carton in that, and five more. */
export const UNIT_DEPTH_MAX = 8

/**
 * A label's code. Eighteen digits are an SSCC unless the caller says that they are none; an SSCC is kept
 * as its digits, however it was read.
 * @throws `locations.unit_code_unusable`, `locations.sscc_unusable`, `locations.sscc_check_digit`
 */
export function checkedUnitCode(
  text: string,
  isSscc: boolean | undefined,
  at: string,
): { code: string; isSscc: boolean } {
  const digits = isSscc === false ? undefined : ssccDigits(text.trim())
  if (digits === undefined) {
    if (isSscc === true) throw refuse('locations.sscc_unusable', { code: text }, `${at}/code`)
    const code = cleanText(text)
    if (code === undefined || code.length > 60 || /[\s/]/.test(code)) {
      throw refuse('locations.unit_code_unusable', { code: text }, `${at}/code`)
    }
    return { code, isSscc: false }
  }
  const fault = ssccFault(digits)
  if (fault !== undefined)
    throw refuse('locations.sscc_check_digit', { code: digits, ...fault }, `${at}/code`)
  return { code: digits, isSscc: true }
}

/** @throws `locations.unit_kind_unknown` */
export async function checkUnitKinds(trx: Transaction, wanted: readonly string[]): Promise<void> {
  const kinds: { name: string }[] = await trx('locations.unit_kind').orderBy('name').select('name')
  const known = new Set(kinds.map(({ name }) => name))
  const kind = wanted.find((name) => !known.has(name))
  if (kind !== undefined) throw refuse('locations.unit_kind_unknown', { kind, kinds: [...known] }, '/kind')
}
