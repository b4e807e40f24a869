import { useQuery } from '@tanstack/react-query'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { call } from '../providers/http-client.ts'
import { say, sayParts } from '../words/say.ts'

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
      {sayParts('{sealed} of {last} movements are sealed', {
        sealed: <b>{formatFigure(sealedPosition)}</b>,
        last: lastPosition + unsequenced,
      })}
      {sealedAt === null ? null : (
        <>
          {', '}
          {sayParts('last at {sealedAt}', { sealedAt: <Instant at={sealedAt} /> })}
        </>
      )}
      {'. '}
      {waiting === 0
        ? say('Nothing waits.')
        : sayParts('{waiting} wait, the oldest posted at {waitingSince}.', {
            waiting,
            waitingSince: <Instant at={waitingSince} />,
          })}{' '}
      <span className="muted">
        {say('Keep a head elsewhere each day: `npx stowage verify --against` proves the record by it.')}
      </span>
    </p>
  )
}
