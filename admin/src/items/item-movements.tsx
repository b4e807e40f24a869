import { Link } from 'react-router-dom'
import { History } from '../ledger/history.tsx'
import { say } from '../words/say.ts'
import type { Item } from './item.ts'

/** How the item's stock came to be. */
export function ItemMovements({ item }: { item: Item }) {
  const all = `/movements?filter=${encodeURIComponent(JSON.stringify({ item: item.id }))}`
  return (
    <History
      of={{ item: item.id }}
      title={say('Movements')}
      label={say('Movements of this item')}
      more={<Link to={all}>{say('All')}</Link>}
    />
  )
}
