import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow } from '../../audit/versioned-row.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { Company } from './company.model.ts'

/** A company as somebody wishes it. */
export interface CompanyWish {
  readonly id?: string
  readonly name: string
  readonly baseCurrency: string
}

const ENTITY = 'access.company'
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** @throws `http.row_not_found` */
export async function getCompany(trx: Transaction, id: string): Promise<Company> {
  const company = await Company.query(trx).findById(id)
  if (company === undefined) throw refuse('http.row_not_found', { what: 'company', id })
  return company
}

/** Creates a company. */
export function createCompany(
  trx: Transaction,
  author: Author,
  wish: CompanyWish,
): Promise<Created<Company>> {
  const values = { ...wish, ...checked(wish) }
  return createRow(trx, author, { model: Company, entity: ENTITY, values, taken: taken(values) })
}

/** Changes a company that still has the version the caller has seen. */
export async function changeCompany(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: Partial<Omit<CompanyWish, 'id'>> },
): Promise<Company> {
  const row = await getCompany(trx, id)
  const checkedPatch = checked(patch)
  return changeRow<Company>(trx, author, {
    model: Company,
    entity: ENTITY,
    row,
    version,
    patch: checkedPatch,
    taken: taken(checkedPatch),
  })
}

/** What `closeBooks` is to do. */
export interface Closing {
  readonly id: string
  readonly version: number
  /** Null opens all of it. */
  readonly closedThrough: string | null
  readonly note: string | undefined
}

const OPEN = '-infinity'
const REOPEN = 'access.period.reopen'

/**
 * Closes a company's books until an instant, of which nothing that is posted later may be before. It waits for
 * postings in flight and lets none begin until it is done, so none slips in behind.
 * @throws `access.period_in_future`, `access.period_goes_back`
 */
export async function closeBooks(
  trx: Transaction,
  author: Author,
  { id, version, closedThrough, note }: Closing,
): Promise<Company> {
  await trx.raw('select ledger.hold_postings()')
  const row = await getCompany(trx, id)
  // Kept to a millisecond, as browsers know it, and written as the database gives it back.
  const wish = closedThrough === null ? OPEN : new Date(closedThrough).toISOString().replace('Z', '000Z')
  if (Date.parse(wish) > Date.now()) {
    throw refuse('access.period_in_future', { closedThrough }, '/closedThrough')
  }
  const { permissions } = author.actor
  if (isBefore(wish, row.closedThrough) && !permissions.has('*') && !permissions.has(REOPEN)) {
    const facts = { company: row.name, closedThrough: row.closedThrough, permission: REOPEN }
    throw refuse('access.period_goes_back', facts, '/closedThrough')
  }
  const patch = { closedThrough: wish }
  const changed = await changeRow<Company>(trx, author, {
    model: Company,
    entity: ENTITY,
    row,
    version,
    patch,
  })
  if (note !== undefined && changed.version !== row.version) {
    await recordChange(trx, { ...author, entity: ENTITY, id, action: 'note', after: { note } })
  }
  return changed
}

function isBefore(instant: string, other: string): boolean {
  if (other === OPEN) return false
  return instant === OPEN || Date.parse(instant) < Date.parse(other)
}

/** A company as it is sent: books that were never closed have no instant. */
export function companyOnTheWire(
  row: Company,
): Omit<Company, 'closedThrough'> & { closedThrough: string | null } {
  return Object.assign(row, { closedThrough: row.closedThrough === OPEN ? null : row.closedThrough })
}

function checked({ name, baseCurrency }: Partial<CompanyWish>): Partial<CompanyWish> {
  if (baseCurrency !== undefined && !CURRENCIES.has(baseCurrency)) {
    throw refuse('access.currency_unknown', { baseCurrency }, '/baseCurrency')
  }
  if (name === undefined) return baseCurrency === undefined ? {} : { baseCurrency }
  const clean = cleanText(name)
  if (clean === undefined) throw refuse('access.text_unprintable', { field: 'name', value: name }, '/name')
  return baseCurrency === undefined ? { name: clean } : { name: clean, baseCurrency }
}

function taken({ name }: Partial<CompanyWish>) {
  return { company_name_key: () => refuse('access.name_taken', { name }, '/name') }
}
