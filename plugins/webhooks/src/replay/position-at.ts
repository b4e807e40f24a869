import type { EventHistory, EventOrder } from '@stowage/sdk'

/**
 * The first position at which something happened at this instant or later; one past the last where nothing
 * did.
 */
export async function positionAt(
  { head, read }: Pick<EventHistory, 'head' | 'read'>,
  order: EventOrder,
  instant: Date,
): Promise<number> {
  let low = 1
  let high = (await head(order)) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const { events } = await read({ order, after: middle - 1, most: 1 })
    const [event] = events
    if (event !== undefined && new Date(event.at) < instant) low = event.position + 1
    else high = middle
  }
  return low
}
