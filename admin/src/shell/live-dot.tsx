import { useWaitingUpdates } from '../live/held-live.ts'
import { useLostAt } from '../live/live-state.ts'
import { say } from '../words/say.ts'

/** Whether what one sees is from this moment; and if it is held still, how much is new and how to see it. */
export function LiveDot() {
  const lostAt = useLostAt()
  const held = useWaitingUpdates()
  if (lostAt) return <span className="live-dot lost">{say('Not connected')}</span>
  if (!held) return <span className="live-dot">{say('Live')}</span>
  if (held.count === 0) return <span className="live-dot held">{say('Updates paused')}</span>
  return (
    <button type="button" className="live-dot held" title={say('Show them now')} onClick={held.show}>
      {say('Updates paused, {count} new', { count: held.count })}
    </button>
  )
}
