import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { useRights } from '../providers/rights.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { Steps } from './genealogy-steps.tsx'
import { type Direction, treeOf } from './genealogy-tree.ts'
import type { Genealogy, Subject } from './transformation.ts'

/** More than anybody reads on a page; the API gives up to ten thousand. */
const shownSteps = 200

interface PanelProps {
  readonly of: Subject
  /** Said above, where what is traced is not the page's own thing. */
  readonly note?: ReactNode
}

/** What a lot or a unit came from, and what became of it. */
export function GenealogyPanel({ of, note }: PanelProps) {
  const { may } = useRights()
  return may('ledger.movement.read') ? <Panel of={of} note={note} /> : null
}

function Panel({ of, note }: PanelProps) {
  const up = useGenealogy(of, 'up')
  const down = useGenealogy(of, 'down')
  const error = up.error ?? down.error
  if (error) {
    const again = () => {
      void up.refetch()
      void down.refetch()
    }
    return <Trouble error={error} what={say('The genealogy')} onRetry={again} />
  }
  if (!up.data || !down.data) return <Waiting rows={2} />
  const isEmpty = up.data.nodes.length + down.data.nodes.length === 0
  return (
    <section className="card genealogy" aria-label={say('Genealogy')}>
      <header>
        <h2>{say('Genealogy')}</h2>
        {note ? <span className="push muted small">{note}</span> : null}
      </header>
      <div className="pad" style={{ paddingTop: 0 }}>
        {isEmpty ? (
          <p className="muted" style={{ margin: 0 }}>
            {say('No kit, production, split, merge or repacking had to do with it.')}
          </p>
        ) : (
          <div className="sides">
            <Side of={of} direction="up" found={up.data} />
            <Side of={of} direction="down" found={down.data} />
          </div>
        )}
      </div>
    </section>
  )
}

function useGenealogy({ by, id }: Subject, direction: Direction) {
  return useQuery({
    queryKey: ['genealogy', by, id, direction],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ [by]: id, direction, limit: String(shownSteps) })
      return call<Genealogy>(`/ledger/genealogy?${query}`, { signal })
    },
  })
}

const words = () =>
  ({
    up: { title: say('Where it came from'), none: say('It came out of nothing else here.') },
    down: { title: say('What became of it'), none: say('It went into nothing else.') },
  }) as const

function Side({ of, direction, found }: { of: Subject; direction: Direction; found: Genealogy }) {
  const { by, id } = of
  const steps = useMemo(() => treeOf(found, { by, id }, direction), [found, by, id, direction])
  const { title, none } = words()[direction]
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {steps.length === 0 ? (
        <p className="muted" style={{ margin: 0 }}>
          {none}
        </p>
      ) : (
        <Steps steps={steps} direction={direction} />
      )}
      {found.isComplete ? null : (
        <p className="small muted">{say('{shownSteps} steps; there are more.', { shownSteps })}</p>
      )}
    </section>
  )
}
