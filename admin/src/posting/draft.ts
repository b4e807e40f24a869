import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { outside, type PostingKind } from './kinds.ts'
import { detailsOf, type LevelChoice, type LineNeeds, missingDetails, plainNeeds } from './line-needs.ts'
import type { Overridable } from './override.ts'

/** One line as it is being typed. */
export interface DraftLine {
  readonly key: string
  readonly item: string | null
  readonly unit: string
  readonly quantity: string
  readonly from: string | null
  readonly to: string | null
  readonly status: string
  /** The status it changes to; only a transfer asks. */
  readonly toStatus: string
  /** What its item asks for beyond a quantity. */
  readonly needs: LineNeeds
  readonly lot: string | null
  /** What the quantity is counted in; null for the base unit. */
  readonly level: LevelChoice | null
  readonly catchQuantity: string
  /** As it was scanned, typed or pasted. */
  readonly serials: string
}

/** A posting as it is being typed. */
export interface Draft {
  readonly lines: readonly DraftLine[]
  readonly owner: string | null
  readonly reason: string | null
  readonly document: string
  readonly note: string
  /** Undefined is now. */
  readonly effectiveAt: string | undefined
}

/** The fields of a line that a refusal may be about. */
export const lineFields = ['item', 'quantity', 'from', 'to', 'lot', 'serials', 'catchQuantity'] as const
/** One of them. */
export type LineField = (typeof lineFields)[number]

/** What stands beside a field that needs another look. */
export type LineFaults = Readonly<Partial<Record<LineField | 'line', string>>>

/** What stands beside the fields of a whole posting. */
export interface Faults {
  readonly lines: Readonly<Record<string, LineFaults>>
  readonly reason?: string
  readonly effectiveAt?: string
  readonly form?: string
  /** What stands in the way may be overridden. */
  readonly overridable?: Overridable
}

export const noFaults: Faults = { lines: {} }

/** A line that begins where the one before it ended: same places, same status. */
export function nextLine(before?: Partial<DraftLine>): DraftLine {
  return {
    key: newId(),
    item: null,
    unit: '',
    quantity: '',
    from: before?.from ?? null,
    to: before?.to ?? null,
    status: before?.status ?? 'unrestricted',
    toStatus: before?.toStatus ?? 'unrestricted',
    needs: plainNeeds,
    lot: null,
    level: null,
    catchQuantity: '',
    serials: '',
  }
}

/** Lines that somebody has begun; the empty one at the end is not meant. */
export function meantLines(draft: Draft): readonly DraftLine[] {
  return draft.lines.filter((line) => line.item !== null || line.quantity.trim() !== '')
}

/** What is plainly missing, told before the server is asked. Rules are the server's. */
export function missing(draft: Draft, kind: PostingKind): Faults | undefined {
  const lines: Record<string, LineFaults> = {}
  const meant = meantLines(draft)
  for (const line of meant) {
    const faults = missingDetails(line, kind)
    const quantity = Number(line.quantity)
    if (line.item === null) faults.item = say('Which item?')
    if (line.quantity.trim() === '' || !Number.isFinite(quantity) || quantity === 0)
      faults.quantity = say('How many?')
    else if (quantity < 0 && kind.kind !== 'adjustment') faults.quantity = say('More than zero')
    if (asksFrom(kind) && line.from === null)
      faults.from = kind.kind === 'adjustment' ? say('Where?') : say('From where?')
    if (asksTo(kind) && line.to === null) faults.to = say('To where?')
    if (Object.keys(faults).length > 0) lines[line.key] = faults
  }
  const reason = kind.needsReason && !draft.reason ? say('An adjustment needs its reason') : undefined
  const form = meant.length === 0 ? say('Choose an item first; a movement has at least one line.') : undefined
  if (Object.keys(lines).length === 0 && !reason && !form) return undefined
  return { lines, ...(reason ? { reason } : {}), ...(form ? { form } : {}) }
}

export function asksFrom(kind: PostingKind): boolean {
  return kind.outsideFrom === null
}

export function asksTo(kind: PostingKind): boolean {
  return kind.outsideTo === null && kind.kind !== 'adjustment'
}

/** The command's one movement, as the API takes it. */
export function toMovement(draft: Draft, kind: PostingKind): Record<string, unknown> {
  const { reason, owner, note, document, effectiveAt } = draft
  return {
    kind: kind.kind,
    ...(owner ? { owner } : {}),
    ...(reason ? { reason } : {}),
    ...(document.trim() ? { source: { type: 'document', id: document.trim() } } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(effectiveAt ? { effectiveAt } : {}),
    lines: meantLines(draft).map((line) => toLine(line, kind)),
  }
}

function toLine(line: DraftLine, kind: PostingKind): Record<string, unknown> {
  const details = detailsOf(line, kind)
  const place = { location: line.from, status: line.status }
  if (kind.kind === 'adjustment') {
    const beyond = { location: outside.adjustment, status: line.status }
    const [from, to] = Number(line.quantity) > 0 ? [beyond, place] : [place, beyond]
    return { item: line.item, ...details, from, to }
  }
  return {
    item: line.item,
    ...details,
    from: { location: kind.outsideFrom ?? line.from, status: line.status },
    to: {
      location: kind.outsideTo ?? line.to,
      status: kind.kind === 'transfer' ? line.toStatus : line.status,
    },
  }
}
