import { Instant } from '../pieces/instant.tsx'
import { say, sayParts } from '../words/say.ts'
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
            {say('A posting failed by a hook of it. | {count} postings failed by a hook of it.', {
              count: hookFailures,
            })}
          </b>
        ) : null}
        {hookFailures > 0 && lastFailure ? (
          <span className="small">
            {sayParts(
              'The last: {hook} of version {version}, {code}, {at}. Nothing was posted then. Turn it ' +
                'off where it stands in the way of work.',
              {
                hook: <span className="code">{lastFailure.hook}</span>,
                version: lastFailure.version,
                code: <span className="code">{lastFailure.code}</span>,
                at: <Instant at={lastFailure.at} length="short" />,
              },
            )}
          </span>
        ) : null}
      </div>
    </div>
  )
}
