import { useQuery } from '@tanstack/react-query'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { call } from '../providers/http-client.ts'

const readAgainMs = 5_000

interface Proof {
  readonly lastPosition: number
  readonly sealedPosition: number
  readonly unsequenced: number
  readonly waitingSince: string | null
  readonly sealedAt: string | null
}

/** How far positions and seals have come, in a sentence; read again while one looks at it. */
export function ProofState() {
  const { data } = useQuery({
    queryKey: ['ledger-proof'],
    queryFn: ({ signal }): Promise<Proof> => call('/ledger/proof', { signal }),
    refetchInterval: readAgainMs,
  })
  if (data === undefined) return null
  const { lastPosition, sealedPosition, unsequenced, waitingSince, sealedAt } = data
  const waiting = lastPosition - sealedPosition + unsequenced
  return (
    <p className="small" role="status">
      <b>{formatFigure(sealedPosition)}</b> of {formatFigure(lastPosition + unsequenced)} movements are sealed
      {sealedAt === null ? null : (
        <>
          , last at <Instant at={sealedAt} />
        </>
      )}
      .{' '}
      {waiting === 0 ? (
        'Nothing waits.'
      ) : (
        <>
          {formatFigure(waiting)} wait, the oldest posted at <Instant at={waitingSince} />.
        </>
      )}{' '}
      <span className="muted">
        Keep a head elsewhere each day: `npx stowage verify --against` proves the record by it.
      </span>
    </p>
  )
}
