import type { Readable } from 'node:stream'
import { readWholeXml } from './read-xml.ts'
import type { Cell } from './sheet.ts'

/** What a number format makes of a number: a day, an instant, or a code with so many digits. */
export type NumberFormat = 'day' | 'instant' | number | undefined

/** The formats of a workbook, by the number of a cell's style. */
export type Styles = readonly NumberFormat[]

const BUILT_IN: Readonly<Record<string, NumberFormat>> = {
  ...Object.fromEntries([14, 15, 16, 17].map((id) => [id, 'day'])),
  ...Object.fromEntries([18, 19, 20, 21, 22, 45, 46, 47].map((id) => [id, 'instant'])),
}
const DAY_MS = 86_400_000
const DAY_ZERO = Date.UTC(1899, 11, 30)
const DAYS_TO_1904 = 1462
const LAST_DAY = 2_958_465

/** Reads the formats of a workbook. */
export async function readStyles(stream: Readable): Promise<Styles> {
  const custom = new Map<string, string>()
  const styles: NumberFormat[] = []
  let isCells = false
  await readWholeXml(stream, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') custom.set(numFmtId, formatCode)
      else if (name === 'cellXfs') isCells = true
      else if (name === 'xf' && isCells) styles.push(formatOf(numFmtId, custom.get(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isCells = false
    },
  })
  return styles
}

function formatOf(id: string, code: string | undefined): NumberFormat {
  if (code === undefined) return BUILT_IN[id]
  if (/^0{2,}$/.test(code)) return code.length
  const plain = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase()
  if (/[hs]/.test(plain)) return 'instant'
  return /[dy]/.test(plain) ? 'day' : undefined
}

/** Makes cells of numbers: days as 2026-11-23, codes with their leading zeros. */
export function cellWriter(styles: Styles, isFrom1904: boolean): (value: number, style: number) => Cell {
  return (value, style) => {
    if (!Number.isFinite(value)) return null
    const format = styles[style]
    if (format === undefined) return value
    if (typeof format === 'number')
      return Number.isInteger(value) && value >= 0 ? String(value).padStart(format, '0') : value
    const serial = value + (isFrom1904 ? DAYS_TO_1904 : 0)
    if (serial < 1 || serial > LAST_DAY) return value
    const instant = new Date(DAY_ZERO + Math.round(serial * DAY_MS)).toISOString()
    return format === 'day' || Number.isInteger(serial) ? instant.slice(0, 10) : `${instant.slice(0, 19)}Z`
  }
}
