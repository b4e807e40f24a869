import { setImmediate } from 'node:timers/promises'
import { type Renderer, refuse } from '@stowage/sdk'
import { drawLabel } from '../drawing/draw-label.ts'
import type { DrawnLabel, Notice } from '../drawing/drawn-label.ts'
import type { ReadBack } from '../gs1/read-back.ts'
import { pdfOf } from '../pdf/write-pdf.ts'
import type { PrinterRow } from '../printers/printer-row.ts'
import type { Template } from '../templates/find-template.ts'
import type { Thing } from '../things/find-things.ts'
import { writeZpl } from '../zpl/write-zpl.ts'

/** A job's content; more is asked for in parts. */
const MOST_BYTES = 16 * 1024 * 1024

/** What the renderer takes at once. */
const MOST_CHARACTERS = 4_000_000

/** Labels of one owner, ready to be sent. */
export interface PreparedJob {
  readonly owner: number
  readonly things: readonly Thing[]
  readonly content: Uint8Array
}

/** What labels are made of. */
export interface Preparation {
  readonly things: readonly Thing[]
  readonly template: Template
  readonly printer: PrinterRow
  readonly copies: number
  readonly readBack: ReadBack
  readonly render: Renderer
}

/**
 * Draws labels and writes them in their printer's language: neighbours of one owner are one job. A label that
 * would miss its code is not printed, and nor are the others.
 * @throws the notice's code for the first such label; `labels.job_too_large`, and what the renderer refuses
 */
export async function prepareJobs(
  preparation: Preparation,
): Promise<{ readonly jobs: readonly PreparedJob[]; readonly notices: readonly Notice[] }> {
  const drawn = await drawAll(preparation)
  const jobs: PreparedJob[] = []
  for (const run of runsOfOwners(drawn)) {
    const content = await write(
      run.map(({ label }) => label),
      preparation,
    )
    if (content.length > MOST_BYTES) throw refuse('labels.job_too_large', { labels: run.length }, '/ids')
    jobs.push({ owner: run[0]!.thing.owner, things: run.map(({ thing }) => thing), content })
  }
  return { jobs, notices: drawn.flatMap(({ label }) => label.notices) }
}

interface Drawn {
  readonly thing: Thing
  readonly label: DrawnLabel
}

async function drawAll({ things, template, printer, readBack }: Preparation): Promise<Drawn[]> {
  const drawn: Drawn[] = []
  for (const [index, thing] of things.entries()) {
    // Between two labels, whoever else waits for this node has a turn.
    await setImmediate()
    const label = drawLabel(template, { values: thing.values, resolution: printer.resolution, readBack })
    const fault = label.notices.find(({ isMended }) => !isMended)
    if (fault !== undefined) throw refuse(fault.code, { ...fault.facts, thing: thing.code }, `/ids/${index}`)
    drawn.push({ thing, label })
  }
  return drawn
}

function runsOfOwners(drawn: readonly Drawn[]): Drawn[][] {
  const runs: Drawn[][] = []
  for (const one of drawn) {
    const last = runs.at(-1)
    if (last?.[0]?.thing.owner === one.thing.owner) last.push(one)
    else runs.push([one])
  }
  return runs
}

async function write(
  labels: readonly DrawnLabel[],
  { printer, copies, template, render }: Preparation,
): Promise<Uint8Array> {
  if (printer.language === 'zpl') {
    const parts: Buffer[] = []
    for (const label of labels) {
      await setImmediate()
      parts.push(Buffer.from(writeZpl([label], copies), 'utf8'))
    }
    return Buffer.concat(parts)
  }
  const pages = labels.flatMap((label) => Array<DrawnLabel>(copies).fill(label))
  const definition = pdfOf(pages, template.name)
  const characters = JSON.stringify(definition).length
  if (characters > MOST_CHARACTERS) throw refuse('labels.job_too_large', { labels: labels.length }, '/ids')
  return render.pdf(definition)
}
