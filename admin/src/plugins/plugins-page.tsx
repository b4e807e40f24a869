import { useState } from 'react'
import { ResourceContextProvider, useRefresh } from 'react-admin'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import type { Plugin } from './plugin.ts'
import { PluginCard } from './plugin-card.tsx'
import { origins, originWord, states, stateWord } from './plugin-state.tsx'
import './plugins.css'
import { SwitchDialog } from './switch-dialog.tsx'

/** How plugins do is counted each second; who looks on need not ask for it. */
const readAgainMs = 5_000

/** Which plugins there are, which are on, and how they do; what is always on stands beneath. */
export default function PluginsPage() {
  const [switching, setSwitching] = useState<Plugin>()
  const refresh = useRefresh()
  const close = () => {
    setSwitching(undefined)
    refresh()
  }
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
        cards={(plugins: readonly Plugin[]) => <AllCards plugins={plugins} onSwitch={setSwitching} />}
      />
      {switching ? <SwitchDialog plugin={switching} onClose={close} /> : null}
    </ResourceContextProvider>
  )
}

interface CardsProps {
  readonly plugins: readonly Plugin[]
  readonly onSwitch: (plugin: Plugin) => void
}

function AllCards({ plugins, onSwitch }: CardsProps) {
  const core = plugins.filter(({ state }) => state === 'core')
  return (
    <>
      <Cards plugins={plugins.filter((plugin) => !core.includes(plugin))} onSwitch={onSwitch} />
      {core.length > 0 ? <h2 className="plugins-core">{say('Always on')}</h2> : null}
      <Cards plugins={core} onSwitch={onSwitch} />
    </>
  )
}

function Cards({ plugins, onSwitch }: CardsProps) {
  if (plugins.length === 0) return null
  return (
    <div className="plugins">
      {plugins.map((plugin) => (
        <PluginCard key={plugin.name} plugin={plugin} onSwitch={() => onSwitch(plugin)} />
      ))}
    </div>
  )
}

function choicesOf(names: readonly string[], wordOf: (name: string) => string) {
  return names.map((id) => ({ id, name: wordOf(id) }))
}
