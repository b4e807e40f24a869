import { useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { say, sayParts } from '../words/say.ts'
import type { Transformation } from './transformation.ts'
import { transformationWord } from './transformation-kinds.tsx'

/** The kinds of movement that a transformation may be told by; repacking within a place is a transfer. */
const kindsOfMovement = new Set(['transformation', 'transfer'])

/** Leads from a movement to the transformation that it is of, where it is of one. */
export function TransformationOfMovement({ movement, kind }: { movement: string; kind: string }) {
  const { data } = useGetList<Transformation>(
    'transformations',
    { filter: { movement }, pagination: { page: 1, perPage: 1 } },
    { enabled: kindsOfMovement.has(kind) },
  )
  const [found] = data ?? []
  if (found === undefined) return null
  return (
    <div className="note">
      <span>
        {sayParts('This movement is of a transformation. {kind}', {
          kind: (
            <Link to={`/transformations/${found.id}/show`}>
              {say('Open the {kind}', { kind: transformationWord(found.kind).toLowerCase() })}
            </Link>
          ),
        })}
      </span>
    </div>
  )
}
