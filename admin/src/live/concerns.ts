/** What happened to rows, as far as it was told. */
export interface Happened {
  /** Null where they are too many to be named. */
  readonly ids: ReadonlySet<string> | null
  /** Whether with each row of stock its item, lot and unit were named, and not the row alone. */
  readonly namesStock: boolean
}

/** What a question may be held to so that stock of others is none of its business. */
const held = ['item', 'lot', 'handlingUnit'] as const
const DEEPEST = 4

/**
 * Whether what happened may change the answer to a question: one row is asked for by its id, stock of an
 * item, a lot or a unit by theirs. Whatever is asked for in another way may change.
 * @param queryKey under which the answer is kept: who asked, and for what
 */
export function concerns(queryKey: readonly unknown[], { ids, namesStock }: Happened): boolean {
  if (ids === null) return true
  const [, kind, asked] = queryKey
  if (kind === 'getOne') return ids.has(String((asked as { id?: unknown } | undefined)?.id))
  return !namesStock || !queryKey.some((part) => isOfOthers(part, ids))
}

/** Whether it is held to what is not among them, at whatever depth of the key that is said. */
function isOfOthers(part: unknown, ids: ReadonlySet<string>, depth = 0): boolean {
  if (typeof part !== 'object' || part === null || depth > DEEPEST) return false
  const members = part as Readonly<Record<string, unknown>>
  const isHeld = held.some((name) => typeof members[name] === 'string' && !ids.has(members[name]))
  return isHeld || Object.values(members).some((member) => isOfOthers(member, ids, depth + 1))
}

/** Both together. */
export function joined(one: Happened, other: Happened): Happened {
  const ids = one.ids === null || other.ids === null ? null : new Set([...one.ids, ...other.ids])
  return { ids, namesStock: one.namesStock && other.namesStock }
}
