import { ResourceContextProvider } from 'react-admin'
import { Link } from 'react-router-dom'
import type { ListColumn } from '../lists/list-columns.tsx'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import { countsOf, type Plugin } from './plugin.ts'
import { origins, originWord, PluginState, states, stateWord } from './plugin-state.tsx'

/** How plugins do is counted each second; who looks on need not ask for it. */
const readAgainMs = 5_000

/** Which plugins there are, which are on, and how they do. */
export default function PluginsPage() {
  return (
    <ResourceContextProvider value="plugins">
      <ListPage
        title={say('Plugins')}
        noun={say('plugins')}
        sort={{ field: 'title', order: 'ASC' }}
        readAgainMs={readAgainMs}
        filters={
          <>
            <SearchFilter placeholder={say('Plugin')} />
            <ChoiceFilter source="state" label={say('State')} choices={choicesOf(states, stateWord)} />
            <ChoiceFilter
              source="origin"
              label={say('Comes from')}
              choices={choicesOf(origins, originWord)}
            />
          </>
        }
        rowClick={(name) => `/host/plugins/${name}`}
        columns={columns()}
      />
    </ResourceContextProvider>
  )
}

const columns = (): readonly ListColumn<Plugin & { id: string }>[] => [
  {
    source: 'title',
    label: say('Plugin'),
    canSort: true,
    draw: ({ name, title }) => (
      <Link className="strong" to={`/host/plugins/${name}`}>
        {title}
      </Link>
    ),
  },
  { source: 'name', label: say('Name in the API'), as: 'code', canSort: true, isExtra: true },
  { source: 'version', label: say('Version') },
  {
    source: 'state',
    label: say('State'),
    canSort: true,
    draw: ({ state }) => <PluginState state={state} />,
  },
  {
    source: 'origin',
    label: say('Comes from'),
    canSort: true,
    draw: ({ origin }) => originWord(origin),
  },
  { source: 'adds', label: say('Adds'), draw: ({ adds }) => countsOf(adds) },
  { source: 'enabledAt', label: say('On since'), as: 'instantShort', canSort: true, isExtra: true },
  { source: 'fault', label: say('What is wrong'), draw: wrongWith },
]

function choicesOf(names: readonly string[], wordOf: (name: string) => string) {
  return names.map((id) => ({ id, name: wordOf(id) }))
}

/** In a sentence, why it does not fit, why its last switch failed, or how often a hook of it did. */
function wrongWith({ fault, lastError, hookFailures }: Plugin): string {
  const failed =
    hookFailures > 0
      ? say('1 posting failed by it. | {count} postings failed by it.', { count: hookFailures })
      : ''
  return [(fault ?? lastError)?.detail ?? '', failed].filter(Boolean).join(' ')
}
