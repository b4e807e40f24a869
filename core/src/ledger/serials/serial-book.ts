import type { OpenHold } from '../holds/open-holds.ts'

/** Where a piece stands. */
export interface SerialPlace {
  readonly bucket: number
  /** As a refusal names it: "B-02, damaged". */
  readonly words: string
  /** The number of its site; null where it came there in this group. */
  readonly site: number | null
}

/** How one piece stands in the middle of a group. Never changed: what happens to it makes another. */
export interface SerialState {
  readonly id: string
  readonly item: string
  readonly number: string
  readonly owner: number
  readonly lot: string | null
  /** Null outside, and for an item whose numbers are taken at dispatch alone. */
  readonly place: SerialPlace | null
  readonly hasLeft: boolean
  /** Counts the lines that it was on. */
  readonly version: number
  readonly lastAt: number
  readonly lastEffective: number
  /** Set for one that the record does not know yet. */
  readonly firstAt: number | null
}

/** The pieces that a group names, locked, as its earlier movements left them. */
export interface SerialBook {
  /** Open holds on single pieces, by their ids. */
  readonly holds: ReadonlyMap<string, readonly OpenHold[]>
  readonly states: Map<string, SerialState>
  /** What was before each change, so that a command can be taken back. */
  readonly journal: (readonly [key: string, before: SerialState | undefined])[]
}

/** A new book of what was read. */
export function serialBook(states: readonly SerialState[], holds: readonly OpenHold[] = []): SerialBook {
  return {
    holds: Map.groupBy(holds, ({ covers }) => covers),
    states: new Map(states.map((state) => [serialKey(state.item, state.number), state])),
    journal: [],
  }
}

/** The name of a piece: a number is unique in its item. */
export function serialKey(item: string, number: string): string {
  return `${item} ${number}`
}

/** Enters how a piece stands now. */
export function enterSerial({ states, journal }: SerialBook, state: SerialState): void {
  const key = serialKey(state.item, state.number)
  journal.push([key, states.get(key)])
  states.set(key, state)
}

/** Remembers how the book stands. Gives back how to take back what comes after. */
export function rememberSerials({ states, journal }: SerialBook): () => void {
  const { length } = journal
  return () => {
    for (const [key, before] of journal.splice(length).reverse()) {
      if (before === undefined) states.delete(key)
      else states.set(key, before)
    }
  }
}

/** A place in words: the location, and what else tells it from another balance there. */
export function placeWords(place: {
  readonly code: string
  readonly status: string
  readonly lotName: string | null
  readonly unitCode: string | null
}): string {
  const { code, status, lotName, unitCode } = place
  const words = [code]
  if (unitCode !== null) words.push(`in ${unitCode}`)
  if (lotName !== null) words.push(`lot ${lotName}`)
  if (status !== 'unrestricted') words.push(status)
  return words.join(', ')
}
