/**
 * Who asks the same at the same time is answered by one reading. A newcomer never joins one that has begun,
 * whose answer could be older than his question: he waits for the next, together with all who come meanwhile.
 * So two hundred screens that look at the same figures cost no more than one that looks all the time.
 */
export class SharedReads<Answer> {
  readonly #running = new Map<string, Promise<Answer>>()
  readonly #next = new Map<string, Promise<Answer>>()

  /** @param question all that the answer depends on: what is asked, and the rights that it is asked with */
  read(question: string, reading: () => Promise<Answer>): Promise<Answer> {
    const running = this.#running.get(question)
    if (running === undefined) return this.#begin(question, reading)
    const waiting = this.#next.get(question)
    if (waiting !== undefined) return waiting
    const next = running
      .catch(() => {})
      .then(() => {
        this.#next.delete(question)
        return this.#begin(question, reading)
      })
    this.#next.set(question, next)
    return next
  }

  #begin(question: string, reading: () => Promise<Answer>): Promise<Answer> {
    const begun = reading()
    this.#running.set(question, begun)
    const ended = () => {
      if (this.#running.get(question) === begun) this.#running.delete(question)
    }
    begun.then(ended, ended)
    return begun
  }
}
