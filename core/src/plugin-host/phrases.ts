/** Facts that are a clause of ours and not data: what stands in the way, and who may help. */
export const PHRASED = ['deed', 'holder', 'lifter', 'part', 'problem', 'standsIn', 'state', 'subject']

const FACT = /\{(\w+)\}/g

interface Pattern {
  readonly english: RegExp
  /** What is captured, in this order. */
  readonly facts: readonly string[]
  readonly own: string
}

/**
 * The clauses of one language, by their English. What changes in a clause stands in braces on both sides, and
 * may be a clause itself: `{sku} in {location}`.
 */
export class Phrases {
  readonly #whole = new Map<string, string>()
  readonly #patterns: Pattern[] = []

  /** Learns one. */
  add(english: string, own: string): void {
    const facts = [...english.matchAll(FACT)].map(([, name]) => name!)
    if (facts.length === 0) {
      this.#whole.set(lowered(english), own)
      return
    }
    const parts = lowered(english)
      .split(FACT)
      .map((part, n) => (n % 2 === 1 ? '([\\s\\S]+?)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    this.#patterns.push({ english: new RegExp(`^${parts.join('')}$`), facts, own })
  }

  /** Says a clause; as it is where nobody translated it. A place before it and a full stop after it stay. */
  say(text: string): string {
    const [, place = '', clause = '', stop = ''] = /^(\/\S*: |)([\s\S]*?)(\.?)$/.exec(text) ?? []
    const own = this.#find(lowered(clause))
    if (own === undefined) return text
    return place + (clause === lowered(clause) ? own : raised(own)) + stop
  }

  #find(clause: string): string | undefined {
    const whole = this.#whole.get(clause)
    if (whole !== undefined) return whole
    for (const { english, facts, own } of this.#patterns) {
      const found = english.exec(clause)
      if (found === null) continue
      const told = new Map(facts.map((name, n) => [name, found[n + 1]!]))
      return own.replace(FACT, (brace, name: string) => this.say(told.get(name) ?? brace))
    }
    return undefined
  }
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function raised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
