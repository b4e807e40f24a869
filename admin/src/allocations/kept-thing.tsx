import { Link } from 'react-router-dom'
import type { ItemName, Name } from '../ledger/rows.ts'

interface Kept {
  readonly item: ItemName
  readonly lot: Name | null
  readonly serial: { readonly id: string; readonly number: string } | null
}

/** What is kept: the item, and the lot or the one piece of it. */
export function KeptThing({ of: { item, lot, serial } }: { of: Kept }) {
  return (
    <>
      <Link to={`/items/${item.id}/show`}>
        <span className="code">{item.sku}</span> <span className="strong">{item.name}</span>
      </Link>
      {lot === null ? null : (
        <span className="muted">
          {' '}
          lot <Link to={`/lots/${lot.id}/show`}>{lot.name}</Link>
        </span>
      )}
      {serial === null ? null : (
        <span className="muted">
          {' '}
          piece{' '}
          <Link to={`/serials/${serial.id}/show`} className="code">
            {serial.number}
          </Link>
        </span>
      )}
    </>
  )
}
