import type { Company } from './company.model.ts'

/** What stands in a company whose books were never closed. */
export const OPEN = '-infinity'

/** A company as it is sent: books that were never closed have no instant. */
export function companyOnTheWire(
  row: Company,
): Omit<Company, 'closedThrough'> & { closedThrough: string | null } {
  return Object.assign(row, { closedThrough: row.closedThrough === OPEN ? null : row.closedThrough })
}
