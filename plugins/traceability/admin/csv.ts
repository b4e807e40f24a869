import type { Departure } from './trace.ts'

const columns = [
  'document',
  'type',
  'movement',
  'kind',
  'at',
  'outside',
  'sku',
  'item',
  'lot',
  'unit',
  'quantity',
  'returned',
  'baseUnit',
  'owner',
  'reason',
] as const

/** Whoever has to be called in, a line each, for a spreadsheet. */
export function csvOf(departures: readonly Departure[]): string {
  const rows = departures.map((row) => [
    row.source?.id ?? '',
    row.source?.type ?? '',
    row.movement,
    row.kind,
    row.at,
    row.outside,
    row.item.sku,
    row.item.name,
    row.lot?.name ?? '',
    row.unit?.code ?? '',
    row.quantity,
    row.returned,
    row.item.baseUnit,
    row.owner.name,
    row.reason ?? '',
  ])
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

/** RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe in front. */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
