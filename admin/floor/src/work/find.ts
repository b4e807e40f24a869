/*
 * What a scan names. A label says more than a code: the plugin that reads labels is asked first, and core's
 * look-up then tells of just the thing that it names where that is and how much. Where that plugin is off,
 * or not for whoever works here, or the scan is a plain code of ours, core's look-up knows it by itself.
 */

import { call } from '../line/call.ts'
import { Problem } from '../line/problem.ts'
import { codeWord, type Say } from '../words/words.ts'
import { type Kind, type Level, type Lookup, lookUp, type Match } from './lookup.ts'

/** What a label says of the goods beside their name; what it does not say is null. */
export interface Label {
  /** Whose lot, piece and quantity it is, by id. */
  readonly item: string
  readonly lot: string | null
  readonly serial: string | null
  readonly expiresOn: string | null
  readonly bestBefore: string | null
  /** In base units. */
  readonly quantity: number | null
  /** The code of the unit that it is stuck to. */
  readonly unit: string | null
}

/** Core's answer, and whose fault it is where that is empty. */
export interface Found extends Lookup {
  /** Why nothing is called so, from whoever read the label. */
  readonly message?: string | undefined
  /** It is somebody's badge. */
  readonly badgeOf?: string | undefined
}

/** Where it was scanned. */
export interface Here {
  readonly site: string
  readonly kinds?: readonly Kind[]
}

interface Thing {
  readonly kind: 'item' | 'handling_unit' | 'location' | 'operator'
  readonly id: string
  readonly code: string
  readonly packagingLevel: { readonly id: string; readonly baseUnits: number } | null
  readonly lot: { readonly id: string | null; readonly name: string } | null
  readonly expiresOn: string | null
  readonly bestBefore: string | null
  readonly serial: { readonly id: string | null; readonly number: string } | null
  readonly handlingUnit: { readonly id: string | null; readonly code: string } | null
  readonly quantity: number | null
}

interface Read {
  readonly elements: readonly object[]
  readonly resolved: {
    readonly thing: Thing | null
    readonly candidates: readonly Thing[]
    readonly message: string | null
  }
}

/** No code of ours is longer; a label may be. */
const LONGEST_CODE = 200
/** How long nobody asks again whoever was not there: plugins are switched on while people work. */
const ABSENT_MS = 60_000
const KINDS: readonly Kind[] = ['item', 'packaging_level', 'lot', 'serial', 'handling_unit', 'location']

let absentUntil = 0

/** Finds what a scan names, with where it is and how much. */
export async function find(code: string, { site, kinds = KINDS }: Here): Promise<Found> {
  const read = await readLabel(code, site)
  const { thing = null, candidates = [], message } = read?.resolved ?? {}
  const things = thing === null ? candidates : [thing]
  const isLabel = read !== undefined && read.elements.length > 0
  if (isLabel && things.length > 0) return together(code, await Promise.all(things.map(askFor(kinds))))
  const found = code.length > LONGEST_CODE ? nothingOf(code) : await lookUp(code, kinds)
  if (found.matches.length > 0) return found
  if (thing?.kind === 'operator') return { ...found, badgeOf: thing.code }
  return isLabel ? { ...found, message: message ?? undefined } : found
}

/** Why nothing was found: a label says it of itself, and a badge is somebody's. */
export function notFoundWords({ code, message, badgeOf: name }: Found, say: Say): string {
  if (name !== undefined) return say('wrong.badge', { name })
  return message ?? say('wrong.unknown', { code: codeWord(code) })
}

/** @returns undefined where nobody reads labels */
async function readLabel(scan: string, site: string): Promise<Read | undefined> {
  if (Date.now() < absentUntil) return undefined
  try {
    return await call<Read>('/scan', { method: 'POST', body: { scan, context: { site } } })
  } catch (error) {
    const isAbsent = error instanceof Problem && [403, 404].includes(error.status)
    if (!isAbsent) throw error
    absentUntil = Date.now() + ABSENT_MS
    return undefined
  }
}

/** Asks core of just this thing: of the most exact that the label names. */
function askFor(kinds: readonly Kind[]) {
  return async (thing: Thing): Promise<Lookup> => {
    const [kind, id, code] = nameOf(thing)
    if (!kinds.includes(kind)) return nothingOf(code)
    const found = await lookUp(code, [kind], id)
    return { ...found, matches: found.matches.map((match) => labelled(match, thing, found)) }
  }
}

/** A unit that its label names is what one has in hand, whatever is in it. */
function nameOf({ kind, id, code, lot, serial, handlingUnit }: Thing): [Kind, string, string] {
  if (handlingUnit?.id) return ['handling_unit', handlingUnit.id, handlingUnit.code]
  if (serial?.id) return ['serial', serial.id, serial.number]
  if (lot?.id) return ['lot', lot.id, lot.name]
  return [kind as Kind, id, code]
}

function labelled(match: Match, thing: Thing, { items }: Lookup): Match {
  if (thing.kind !== 'item') return match
  const { lot, serial, expiresOn, bestBefore, handlingUnit, packagingLevel, quantity } = thing
  const level = levelOf(items.find(({ id }) => id === thing.id)?.levels, packagingLevel?.id)
  const label: Label = {
    item: thing.id,
    lot: lot?.name ?? null,
    serial: serial?.number ?? null,
    expiresOn,
    bestBefore,
    quantity,
    unit: handlingUnit?.code ?? null,
  }
  const count = quantity === null ? 1 : quantity / (packagingLevel?.baseUnits ?? 1)
  const isPackage = match.kind === 'item' && level !== null
  return { ...match, label, count, level, ...(isPackage && { kind: 'packaging_level', id: level.id }) }
}

function levelOf(levels: readonly Level[] | undefined, id: string | undefined): Level | null {
  return levels?.find((level) => level.id === id) ?? null
}

/** One answer of several; a thing that is found by two readings is one. */
function together(code: string, answers: readonly Lookup[]): Found {
  const once = <Row extends { readonly id: string }>(rows: readonly Row[]) => [
    ...new Map(rows.map((row) => [row.id, row])).values(),
  ]
  return {
    code,
    matches: once(answers.flatMap(({ matches }) => matches)),
    items: once(answers.flatMap(({ items }) => items)),
    lots: once(answers.flatMap(({ lots }) => lots)),
    isComplete: answers.every(({ isComplete }) => isComplete),
  }
}

function nothingOf(code: string): Lookup {
  return { code, matches: [], items: [], lots: [], isComplete: true }
}
