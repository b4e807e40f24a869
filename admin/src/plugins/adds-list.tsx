import { say } from '../words/say.ts'
import { type Adds, kindOfAddition } from './plugin.ts'

/** What a plugin adds, or takes away, by kind. */
export function AddsList({ adds }: { adds: Adds }) {
  const kinds = Object.entries(adds).filter(([, names]) => names.length > 0)
  if (kinds.length === 0) return <span className="muted">{say('Nothing.')}</span>
  return (
    <dl className="facts">
      {kinds.map(([kind, names]) => (
        <div key={kind} style={{ display: 'contents' }}>
          <dt>{kindOfAddition(kind)}</dt>
          <dd style={{ overflowWrap: 'anywhere' }}>{names.join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}
