import { Link } from 'react-router-dom'
import type { ItemName, Name } from '../ledger/rows.ts'
import { sayParts } from '../words/say.ts'

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
          {sayParts('lot {name}', { name: <Link to={`/lots/${lot.id}/show`}>{lot.name}</Link> })}
        </span>
      )}
      {serial === null ? null : (
        <span className="muted">
          {' '}
          {sayParts('piece {number}', {
            number: (
              <Link to={`/serials/${serial.id}/show`} className="code">
                {serial.number}
              </Link>
            ),
          })}
        </span>
      )}
    </>
  )
}
