import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { readRows } from '../ledger/reads.ts'
import { say } from '../words/say.ts'

const shownMax = 24

/** The numbers of a line's pieces, each a way to its page. */
export function SerialsOfLine({ line, quantity }: { line: number; quantity: number }) {
  const { data } = useQuery({
    queryKey: ['serials', 'line', line],
    queryFn: ({ signal }) =>
      readRows<{ id: string; number: string }>(
        `/ledger/lines/${line}/serials`,
        {},
        { limit: shownMax, signal },
      ),
  })
  if (!data || data.rows.length === 0) return null
  return (
    <span className="row wrap" style={{ gap: '4px 12px', marginTop: 8, lineHeight: '24px' }}>
      {data.rows.map(({ id, number }) => (
        <Link key={id} to={`/serials/${id}/show`} className="code" style={{ lineHeight: '24px' }}>
          {number}
        </Link>
      ))}
      {data.hasMore ? <span className="muted">{say('{quantity} in all', { quantity })}</span> : null}
    </span>
  )
}
