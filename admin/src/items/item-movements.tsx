import { Link } from 'react-router-dom'
import { History } from '../ledger/history.tsx'
import type { Item } from './item.ts'

/** How the item's stock came to be. */
export function ItemMovements({ item }: { item: Item }) {
  const all = `/movements?filter=${encodeURIComponent(JSON.stringify({ item: item.id }))}`
  return (
    <History
      of={{ item: item.id }}
      title="Movements"
      label="Movements of this item"
      more={<Link to={all}>All</Link>}
    />
  )
}
