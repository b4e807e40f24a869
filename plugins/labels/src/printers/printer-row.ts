import { refuse, type Transaction } from '@stowage/sdk'
import type { Resolution } from '../design/design.schemas.ts'

/** A printer as jobs are made and sent by it. */
export interface PrinterRow {
  readonly id: string
  readonly name: string
  readonly connection: 'raw' | 'ipp' | 'browser'
  readonly host: string | null
  readonly port: number | null
  readonly path: string | null
  readonly is_encrypted: boolean
  readonly language: 'zpl' | 'pdf'
  readonly resolution: Resolution
  readonly is_active: boolean
}

/** The printer that every installation has. */
const BROWSER = '00000000-0000-7000-8000-000000000061'

/**
 * A printer that may be printed on; the browser where none is named.
 * @throws `labels.printer_unknown`, `labels.printer_off`
 */
export async function findPrinter(trx: Transaction, id: string = BROWSER): Promise<PrinterRow> {
  const found: PrinterRow | undefined = await trx('labels.printer').where({ id }).first()
  if (found === undefined) throw refuse('labels.printer_unknown', { id }, '/printer')
  if (!found.is_active) throw refuse('labels.printer_off', { printer: found.name }, '/printer')
  return found
}
