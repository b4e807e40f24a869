import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { say } from '../words/say.ts'
import { ScrollX } from './scroll-x.tsx'

/** Something that two people said differently. */
export interface TwoSaid {
  /** Of a record's field, which one it is; two may have one title. */
  readonly source?: string
  readonly title: string
  readonly theirs: ReactNode
  readonly mine: ReactNode
}

interface TwoSidesProps {
  readonly rows: readonly TwoSaid[]
  /** Goes on with what is typed, over what stands there now. */
  readonly onMine: () => void
  readonly onTheirs: () => void
}

/**
 * Somebody else saved meanwhile what was about to be saved here: both versions, and the choice between them.
 * Records of a resource have it by `BothVersions`, with a choice for each field.
 */
export function TwoSides({ rows, onMine, onTheirs }: TwoSidesProps) {
  return (
    <section className="stack" style={{ gap: 12 }} role="alert" aria-label={say('Two versions')}>
      <b>{say('Somebody saved this while you had it open. Nothing of yours was saved yet.')}</b>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('Field')}</th>
              <th>{say('Stands there now')}</th>
              <th>{say('Yours')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ source, title, theirs, mine }) => (
              <tr key={source ?? title}>
                <th scope="row">{title}</th>
                <td>{theirs}</td>
                <td>{mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      <div className="row wrap">
        <Button type="button" onClick={onMine}>
          {say('Put my changes over it')}
        </Button>
        <Button type="button" onClick={onTheirs}>
          {say('Keep what stands there')}
        </Button>
      </div>
    </section>
  )
}
