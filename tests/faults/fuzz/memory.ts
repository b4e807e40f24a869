const MOST = 60
const ROWS_LOOKED_AT = 25
const LONGEST_TEXT = 300

/** What answers told, by the names that it stood under: what real requests are made of. */
export class Memory {
  readonly #values = new Map<string, unknown[]>()
  readonly #turns = new Map<string, number>()
  readonly #isForbidden: (value: string) => boolean

  /** @param isForbidden what may not be asked for again, or the ground would go */
  constructor(isForbidden: (value: string) => boolean) {
    this.#isForbidden = isForbidden
  }

  /** Keeps what stands in an answer, also under the address that it came from. */
  learn(address: string, body: unknown): void {
    this.#walk(body, '', address)
  }

  /** Something that stood under the first of these names that anything stood under. */
  recall(names: readonly string[], pick: number): unknown {
    const values = names.map((name) => this.#values.get(name)).find((found) => found !== undefined)
    return values?.[pick % values.length]
  }

  #walk(value: unknown, name: string, address: string): void {
    if (Array.isArray(value)) {
      for (const one of value.slice(0, ROWS_LOOKED_AT)) this.#walk(one, name, address)
    } else if (typeof value === 'object' && value !== null) {
      const { id } = value as { id?: unknown }
      if (typeof id === 'string') this.#keep(name === 'data' || name === '' ? nounOf(address) : name, id)
      for (const [member, one] of Object.entries(value)) this.#walk(one, member, address)
    } else if (value !== null && value !== undefined && name !== '') {
      this.#keep(name, value)
      this.#keep(`${name}@${address}`, value)
    }
  }

  #keep(name: string, value: unknown): void {
    if (typeof value === 'string' && (value.length > LONGEST_TEXT || this.#isForbidden(value))) return
    const values = this.#values.get(name) ?? []
    this.#values.set(name, values)
    if (values.includes(value)) return
    if (values.length < MOST) {
      values.push(value)
      return
    }
    const turn = this.#turns.get(name) ?? 0
    this.#turns.set(name, (turn + 1) % MOST)
    values[turn] = value
  }
}

/** What the rows of a list are called where something refers to one: `handlingUnit`. */
function nounOf(address: string): string {
  const steps = address.split('/').filter((step) => !step.startsWith('{'))
  const plural = steps.at(-1)!.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase())
  return plural.replace(/ies$/, 'y').replace(/(us)es$|s$/, '$1')
}
