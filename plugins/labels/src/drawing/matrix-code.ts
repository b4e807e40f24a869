import bwip from 'bwip-js/generic'
import { GS } from '../gs1/gs1-content.ts'

/** A two-dimensional code, cell by cell. */
export interface MatrixCode {
  readonly columns: number
  readonly rows: number
  readonly cells: readonly number[]
}

/** The white that readers need around each kind, in modules. */
export const QUIET_MODULES = { datamatrix: 1, qr: 4 } as const

/**
 * Makes DataMatrix and QR codes.
 * @returns undefined for more than such a code holds
 */
export function writeMatrix(
  kind: keyof typeof QUIET_MODULES,
  text: string,
  isGs1: boolean,
): MatrixCode | undefined {
  const escaped = text.replaceAll('^', '^094').replaceAll(GS, '^FNC1')
  const options = {
    text: isGs1 ? `^FNC1${escaped}` : escaped,
    parse: true,
    parsefnc: true,
    ...(kind === 'qr' ? { bcid: 'qrcode', eclevel: 'M' } : { bcid: 'datamatrix' }),
  }
  try {
    const { pixs, pixx, pixy } = bwip.raw(options)[0] as { pixs: number[]; pixx: number; pixy: number }
    return { cells: pixs, columns: pixx, rows: pixy }
  } catch (error) {
    if (/maxlength|capacity|too long|No valid symbol/i.test((error as Error).message)) return undefined
    throw error
  }
}
