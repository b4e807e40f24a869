import { Link } from 'react-router-dom'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { countsOf, type Plugin, usePlugins } from './plugin.ts'
import { originWord, PluginState } from './plugin-state.tsx'

/** Which plugins there are, which are on, and how they do. */
export default function PluginsPage() {
  const { data, error, isPending, refetch } = usePlugins()
  const on = data?.data.filter(({ state }) => state === 'on').length ?? 0
  return (
    <>
      <PageHead title={say('Plugins')} fact={data ? say('{on} on', { on }) : undefined} />
      {error ? <Trouble error={error} what={say('The plugins')} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? <Waiting /> : null}
      {data ? (
        <section className="card" aria-label={say('Plugins')}>
          <ScrollX>
            <table className="table">
              <thead>
                <tr>
                  <th>{say('Plugin')}</th>
                  <th>{say('Version')}</th>
                  <th>{say('State')}</th>
                  <th>{say('Comes from')}</th>
                  <th>{say('Adds')}</th>
                  <th>{say('What is wrong')}</th>
                </tr>
              </thead>
              <tbody>
                {data.data.map((plugin) => (
                  <tr key={`${plugin.origin} ${plugin.name}`}>
                    <td>
                      <Link to={`/host/plugins/${plugin.name}`}>{plugin.title}</Link>
                    </td>
                    <td>{plugin.version}</td>
                    <td>
                      <PluginState state={plugin.state} />
                    </td>
                    <td>{originWord(plugin.origin)}</td>
                    <td>{countsOf(plugin.adds)}</td>
                    <td>{wrongWith(plugin)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
        </section>
      ) : null}
    </>
  )
}

/** In a sentence, why it does not fit, why its last switch failed, or how often a hook of it did. */
function wrongWith({ fault, lastError, hookFailures }: Plugin): string {
  const failed =
    hookFailures > 0
      ? say('1 posting failed by it. | {count} postings failed by it.', { count: hookFailures })
      : ''
  return [(fault ?? lastError)?.detail ?? '', failed].filter(Boolean).join(' ')
}
