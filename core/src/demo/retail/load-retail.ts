/*
 * The year of a former system, taken over:
 *   1. the whole file is read and judged, before anything is written;
 *   2. items, bins and reasons are made, where an earlier run has not made them;
 *   3. the least opening stock is posted, as of the first day's midnight;
 *   4. every row is posted under its own clock, in batches that can be sent again;
 *   5. the whole ledger is verified.
 */
import { type DemoOptions, throwIfStopped } from '../demo-options.ts'
import { progressBar } from '../progress-bar.ts'
import { rowRefusals } from './classify.ts'
import { HistoryMovements } from './history-movements.ts'
import { leastOpening } from './opening-stock.ts'
import { type PostingResult, postHistory } from './post-history.ts'
import { prepareRetail } from './prepare-retail.ts'
import { type RetailHistory, readHistory } from './read-history.ts'
import { type RetailReport, type RetailStory, retailLines } from './retail-report.ts'
import { rowKinds, shopTimeZone } from './row-reader.ts'

/** The year's import: the report for scripts, and its table for people. */
export interface RetailLoaded {
  readonly report: RetailReport
  readonly lines: readonly string[]
}

/**
 * Imports the "Online Retail" data set. The same command again posts nothing twice.
 * @throws DemoError in one sentence: the file is missing or another one, or the import was stopped
 */
export async function loadRetail(options: DemoOptions & { readonly file: string }): Promise<RetailLoaded> {
  const { file, services, progress } = options
  const started = performance.now()
  const history = await progress.step('Reading the year', (tell) =>
    readHistory(file, (done, total) => tell(progressBar(done, total, 'bytes'))),
  )
  throwIfStopped(options)
  const posted = await postYear(options, history)
  const seconds = (performance.now() - started) / 1000
  const verified = await progress.step('Verifying every line and balance', () => services.ledger.verify())
  const story = storyOf({ history, posted, seconds, verified })
  return { report: story.report, lines: retailLines(story) }
}

async function postYear(options: DemoOptions, history: RetailHistory): Promise<PostingResult> {
  const { services, progress, actor } = options
  const { rows, order, items } = history
  const openedAt = midnightBefore(rows.second[order[0]!]!)
  const places = await progress.step('Making items and bins', () => prepareRetail(options, items))
  const last = new Date(rows.second[order.at(-1)!]! * 1000)
  await services.ledger.ensurePartitions(new Date(openedAt * 1000), last)
  return progress.step('Posting the year', (tell) => {
    const began = performance.now()
    return postHistory({
      history,
      movements: new HistoryMovements(history, places),
      opening: leastOpening(items.length, order, rows.item, rows.change),
      openedAt,
      actor,
      post: (command) => services.ledger.post(command),
      isStopped: () => options.isStopped?.() ?? false,
      onState: ({ rows: done, resumed }) => {
        const rate = Math.round((done * 1000) / (performance.now() - began))
        const from = resumed > 0 ? `, resumed at row ${(resumed + 1).toLocaleString('en')}` : ''
        tell(`${progressBar(done, rows.length, 'rows')}, ${rate.toLocaleString('en')}/s${from}`)
      },
    })
  })
}

/** The shop's midnight before the first row: its opening stock lay there when the doors opened. */
function midnightBefore(second: number): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: shopTimeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const [hour = 0, minute = 0, seconds = 0] = clock
    .formatToParts(second * 1000)
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => Number(value))
  return second - hour * 3600 - minute * 60 - seconds
}

interface Outcome {
  readonly history: RetailHistory
  readonly posted: PostingResult
  readonly seconds: number
  readonly verified: { readonly ok: boolean; readonly differences: readonly object[] }
}

function storyOf({ history, posted, seconds, verified }: Outcome): RetailStory {
  const byReason = Object.fromEntries([...history.refused, ...posted.refused].sort((a, b) => b[1] - a[1]))
  const report: RetailReport = {
    read: history.read,
    posted: posted.posted,
    refused: Object.values(byReason).reduce((sum, times) => sum + times, 0),
    byReason,
    opened: posted.opened,
    items: history.items.length,
    linesPerSecond: Math.round(history.read / seconds),
    verified: verified.ok,
  }
  const byKind: Record<string, number> = {}
  for (const kind of history.rows.kind) byKind[rowKinds[kind]!] = (byKind[rowKinds[kind]!] ?? 0) + 1
  const [first] = verified.differences
  return {
    report,
    byKind,
    resumed: posted.resumed,
    sentences: rowRefusals,
    seconds,
    ...(first && { difference: JSON.stringify(first) }),
  }
}
