import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import type { Plugin } from './plugin.ts'

/** What is wrong with a plugin: why it does not fit, why a switch failed, how often a hook did. */
export function PluginHealth({ plugin }: { plugin: Plugin }) {
  const { fault, lastError, hookFailures, lastFailure } = plugin
  const wrong = fault ?? lastError
  if (!wrong && hookFailures === 0) return null
  return (
    <div className="note bad" role="alert">
      <div className="stack" style={{ gap: 4 }}>
        {wrong ? (
          <>
            <b>{wrong.detail}</b>
            <span className="small">
              <span className="code">{wrong.code}</span> <Instant at={wrong.at} length="short" />
            </span>
          </>
        ) : null}
        {hookFailures > 0 ? (
          <b>
            {hookFailures === 1 ? 'A posting' : `${formatFigure(hookFailures)} postings`} failed by a hook of
            it.
          </b>
        ) : null}
        {hookFailures > 0 && lastFailure ? (
          <span className="small">
            The last: <span className="code">{lastFailure.hook}</span> of version {lastFailure.version},{' '}
            <span className="code">{lastFailure.code}</span>, <Instant at={lastFailure.at} length="short" />.
            Nothing was posted then. Turn it off where it stands in the way of work.
          </span>
        ) : null}
      </div>
    </div>
  )
}
