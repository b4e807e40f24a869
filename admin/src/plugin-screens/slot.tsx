import { type RaRecord, RecordContextProvider } from 'react-admin'
import { PluginPart } from './plugin-part.tsx'
import { usePluginScreens } from './use-plugin-screens.ts'

/**
 * A place on a screen into which plugins put something of their own. Each stands in its own fence, gets the
 * record as `record`, and reads it by `useRecordContext()`, too.
 */
export function Slot({ name, record }: { name: string; record?: RaRecord | object }) {
  const { plugins } = usePluginScreens()
  const here = plugins.flatMap((plugin) =>
    plugin.slots.filter(({ slot }) => slot === name).map(({ component }) => ({ plugin, component })),
  )
  if (here.length === 0) return null
  const shown = here.map(({ plugin, component }) => (
    <PluginPart
      key={`${plugin.name} ${component}`}
      plugin={plugin}
      component={component}
      props={record ? { record } : {}}
    />
  ))
  if (!record) return shown
  return <RecordContextProvider value={record as RaRecord}>{shown}</RecordContextProvider>
}
