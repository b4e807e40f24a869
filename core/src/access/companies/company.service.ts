import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
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
