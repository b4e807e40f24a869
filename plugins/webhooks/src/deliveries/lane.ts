/** A delivery that has not ended, as its lane knows it. */
export interface Waiting {
  readonly id: number
  readonly event: number
  readonly owner: number
  readonly subjects: readonly string[]
  /** How often it was tried, and how many of these tries count no longer. */
  readonly attempts: number
  readonly forgiven: number
  /** By this node's clock, in ms. */
  readonly notBefore: number
  /** `ledger 4711`: what its id on the wire is made of. */
  readonly stream: string
  readonly position: number
  /** Null where it was too long to be read along. */
  readonly body: string | null
}

/** What decides who may go. */
export interface Moment {
  readonly now: number
  /** Those that are on their way, or whose last try is not written down yet. */
  readonly busy: ReadonlyMap<number, unknown>
  readonly most: number
}

/**
 * Which of an endpoint's deliveries may be sent now. One waits for all before it that share a subject
 * with it, whether they are on their way, wait for their next try, or wait themselves; it waits for
 * nothing else.
 * @param waiting in the order of their ids
 */
export function mayGo(waiting: readonly Waiting[], { now, busy, most }: Moment): Waiting[] {
  const taken = new Set<string>()
  const chosen: Waiting[] = []
  for (const delivery of waiting) {
    if (chosen.length >= most) break
    const { id, subjects, notBefore } = delivery
    const isFree = !subjects.some((subject) => taken.has(subject))
    for (const subject of subjects) taken.add(subject)
    if (isFree && notBefore <= now && !busy.has(id)) chosen.push(delivery)
  }
  return chosen
}
