/** Asks Stowage's API, with the key that was shown when this program was switched on. */
export class Stowage {
  #root
  #key

  /**
   * @param {string} url where Stowage is
   * @param {string} key
   */
  constructor(url, key) {
    this.#root = new URL('/api/v1', url).href
    this.#key = key
  }

  /** What this program is set up with; secrets among it can be read. */
  itself() {
    return this.#get('/host/program')
  }

  /** @param {string} sku @returns the item, with the field that this program keeps on it */
  async item(sku) {
    const { data } = await this.#get('/items', { sku, limit: 1 })
    return data[0]
  }

  /** @param {string} item @returns how much is available at each site */
  async stockBySite(item) {
    const { data } = await this.#get('/ledger/stock', { by: 'site', item, limit: 200 })
    return data.filter(({ site }) => site !== null)
  }

  /** @param {string} site @returns its opening hours, its holidays and its clock */
  calendar(site) {
    return this.#get(`/host/calendars/${site}`)
  }

  async #get(path, query = {}) {
    const answer = await fetch(`${this.#root}${path}?${new URLSearchParams(query)}`, {
      headers: { authorization: `Bearer ${this.#key}` },
      signal: AbortSignal.timeout(10_000),
    })
    const body = await answer.json()
    // Every refusal has a code for programs and a sentence for people.
    if (!answer.ok) throw new Error(`Stowage says ${body.code}: ${body.detail}`)
    return body
  }
}
