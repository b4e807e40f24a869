import Button from '@mui/material/Button'
import { IconDeviceTv } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { formatToday } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { call } from '../providers/http-client.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting as Loading } from '../shell/waiting.tsx'
import { useIsBoard, wallBoard } from '../shell/wall-board.tsx'
import { say } from '../words/say.ts'
import { Strip } from './strip.tsx'
import { type Tile, TileCard } from './tile-card.tsx'
import { useWaiting, type WaitingThing } from './use-waiting.ts'
import { WaitingList } from './waiting-list.tsx'

const mostWaiting = 5

/** How things stand, in a sentence; what waits for a decision; and what core and plugins show. */
export default function HomePage({ first }: { first: ReactNode }) {
  const { waiting, isKnown, error: waitingError } = useWaiting()
  const { data, error } = useQuery({
    queryKey: ['tiles'],
    queryFn: ({ signal }) => call<{ data: readonly Tile[] }>('/host/tiles', { signal }),
  })
  const navigate = useNavigate()
  const isBoard = useIsBoard()
  const tiles = data?.data ?? []
  const strips = tiles.filter(({ shape }) => shape === 'strip')
  const cards = tiles.filter(({ shape }) => shape !== 'strip')
  return (
    <>
      <PageHead
        title={isKnown ? sentenceOf(waiting) : say('Home')}
        over={formatToday()}
        actions={<BoardButton isBoard={isBoard} />}
      />
      {isBoard ? null : first}
      {error ? <Trouble error={error} what={say('Home')} /> : null}
      {strips.length > 0 ? <Strip tiles={strips} /> : null}
      <div className="home-grid">
        <section className="card" aria-labelledby="waits">
          <header>
            <h2 id="waits">{say('Waits for a decision')}</h2>
            {isKnown ? <span className="muted">{waiting.length}</span> : null}
          </header>
          {waitingError ? <Trouble error={waitingError} /> : null}
          {isKnown ? (
            <WaitingList things={waiting.slice(0, mostWaiting)} onOpen={navigate} />
          ) : (
            <Loading rows={2} />
          )}
        </section>
        {cards.map((tile) => (
          <TileCard key={tile.name} tile={tile} />
        ))}
        <Slot name="home" />
      </div>
    </>
  )
}

function BoardButton({ isBoard }: { isBoard: boolean }) {
  return (
    <Button component={Link} to={isBoard ? '/' : wallBoard} startIcon={<IconDeviceTv className="icon s" />}>
      {isBoard ? say('Back to the desk') : say('Wall board')}
    </Button>
  )
}

/** What is wrong goes before what is to be done. */
function sentenceOf(waiting: readonly WaitingThing[]): string {
  const faults = waiting.filter(({ isFault }) => isFault).length
  const work = waiting.length - faults
  if (faults === 1) return say('One thing is not well.')
  if (faults > 1) return say('{faults} things are not well.', { faults })
  if (work === 1) return say('One decision waits. Everything else is well.')
  if (work > 1) return say('{work} decisions wait. Everything else is well.', { work })
  return say('Nothing waits. Everything is well.')
}
