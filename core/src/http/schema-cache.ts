const ENTRIES_MAX = 10_000

/**
 * Keeps what was compiled of schemas: by the schema object while it lives, and by its content, so that the
 * same schema written again finds it. What was compiled is plain functions and holds no instance.
 */
export class SchemaCache<Compiled> {
  readonly #byObject = new WeakMap<object, Map<string, Compiled>>()
  readonly #byContent = new Map<string, Compiled>()

  /** What was compiled of the schema for a use; compiled now where it is new. */
  get(schema: object, use: string, compile: () => Compiled): Compiled {
    const uses = this.#byObject.get(schema) ?? new Map<string, Compiled>()
    this.#byObject.set(schema, uses)
    const known = uses.get(use)
    if (known !== undefined) return known
    const compiled = this.#ofContent(`${use} ${JSON.stringify(schema)}`, compile)
    uses.set(use, compiled)
    return compiled
  }

  #ofContent(content: string, compile: () => Compiled): Compiled {
    const known = this.#byContent.get(content)
    if (known !== undefined) return known
    const compiled = compile()
    const oldest = this.#byContent.keys().next()
    if (this.#byContent.size >= ENTRIES_MAX && !oldest.done) this.#byContent.delete(oldest.value)
    this.#byContent.set(content, compiled)
    return compiled
  }
}
