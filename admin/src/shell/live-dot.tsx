import { useLostAt } from '../live/live-state.ts'
import { say } from '../words/say.ts'

/** Whether what one sees is from this moment. */
export function LiveDot() {
  const lostAt = useLostAt()
  return (
    <span className={lostAt ? 'live-dot lost' : 'live-dot'}>
      {lostAt ? say('Not connected') : say('Live')}
    </span>
  )
}
