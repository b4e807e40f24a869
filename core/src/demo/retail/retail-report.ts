/** What the import of the year did; printed as it is by `--json`. `read` = `posted` + `refused`. */
export interface RetailReport {
  readonly read: number
  readonly posted: number
  readonly refused: number
  /** How many rows each code refused. */
  readonly byReason: Readonly<Record<string, number>>
  /** Items that had stock when the year began. */
  readonly opened: number
  readonly items: number
  /** Lines a second from the first byte read to the last commit. */
  readonly linesPerSecond: number
  /** True if the whole ledger was verified without a difference. */
  readonly verified: boolean
}

/** What is told beside the report. */
export interface RetailStory {
  readonly report: RetailReport
  /** How many rows of each kind of movement were to be posted. */
  readonly byKind: Readonly<Record<string, number>>
  /** Rows that an earlier run had posted. */
  readonly resumed: number
  /** A sentence for each code that refused a row. */
  readonly sentences: Readonly<Record<string, string>>
  readonly seconds: number
  /** What `verify` found first, where it found anything. */
  readonly difference?: string
}

/** The table that a person reads when the import is through. */
export function retailLines({
  report,
  byKind,
  resumed,
  sentences,
  seconds,
  difference,
}: RetailStory): string[] {
  const rows: [string, string][] = Object.entries(byKind).map(([kind, times]) => [
    `  ${kind}s`,
    figure(times),
  ])
  const refusals = Object.entries(report.byReason).map(([code, times]): [string, string] => {
    const why = sentences[code]
    return [`  ${code}`, why ? `${figure(times)}   ${why}` : figure(times)]
  })
  const table: [string, string][] = [
    ['Rows read', figure(report.read)],
    ['Posted', figure(report.posted)],
    ...rows,
    ...(resumed > 0 ? ([['  posted by an earlier run', figure(resumed)]] as [string, string][]) : []),
    ['Refused', figure(report.refused)],
    ...refusals,
    ['Items', figure(report.items)],
    [
      'Opening stock posted for',
      `${figure(report.opened)}   items, the least with which nothing falls below 0`,
    ],
    [
      'Lines a second',
      `${figure(report.linesPerSecond)}   ${seconds.toFixed(1)} s from first read to last commit`,
    ],
    ['Verified', report.verified ? '       yes   no difference' : `        NO   ${difference ?? ''}`],
  ]
  const width = Math.max(...table.map(([name]) => name.length))
  return table.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
}

function figure(value: number): string {
  return value.toLocaleString('en').padStart(10)
}
