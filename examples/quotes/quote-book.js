import { bestOffer } from './best-offer.js'

const QUOTES_KEPT = 100
const EVENTS_REMEMBERED = 1000

/** The quotes that were given, the newest first. They live as long as the program does. */
export class QuoteBook {
  quotes = []
  #stowage
  #heard = new Set()

  constructor(stowage) {
    this.#stowage = stowage
  }

  /** Gives a quote from the stock as it is now. @returns undefined where there is no such item */
  async quote(sku, quantity, settings) {
    const item = await this.#stowage.item(sku)
    if (item === undefined) return undefined
    const leadDays = item.fields?.quotes?.leadDays ?? settings.leadDays
    const quote = { sku, quantity, ...(await this.#offer(item.id, quantity, leadDays)) }
    this.quotes.unshift({ ...quote, item: item.id, leadDays, askedAt: new Date() })
    this.quotes.length = Math.min(this.quotes.length, QUOTES_KEPT)
    return quote
  }

  /**
   * Looks again at quotes for goods that moved.
   * @param id of the event: what was told before is not told again, but it may come twice
   * @returns at how many
   */
  async stockMoved(id, items) {
    if (this.#heard.has(id)) return 0
    const stale = this.quotes.filter(({ item }) => items.includes(item))
    for (const quote of stale) {
      const { canDeliver } = await this.#offer(quote.item, quote.quantity, quote.leadDays)
      quote.stillStands = canDeliver === quote.canDeliver
    }
    this.#heard.add(id)
    if (this.#heard.size > EVENTS_REMEMBERED) this.#heard.delete(this.#heard.values().next().value)
    return stale.length
  }

  async #offer(item, quantity, leadDays) {
    const stock = await this.#stowage.stockBySite(item)
    const able = stock.filter(({ available }) => available >= quantity)
    const calendars = await Promise.all(able.map(({ site }) => this.#stowage.calendar(site.id)))
    return bestOffer({ stock, able, calendars, leadDays })
  }
}
