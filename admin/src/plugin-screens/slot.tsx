import { type RaRecord, RecordContextProvider } from 'react-admin'
import type { ChosenRows } from '../lists/chosen-rows.ts'
import { PluginPart } from './plugin-part.tsx'
import { usePluginScreens } from './use-plugin-screens.ts'

interface SlotProps {
  readonly name: string
  readonly record?: RaRecord | object
  /** The rows that were chosen in a list. */
  readonly selection?: ChosenRows
}

/** What plugins put into a place. */
function useSlot(name: string) {
  const { plugins } = usePluginScreens()
  return plugins.flatMap((plugin) =>
    plugin.slots.filter(({ slot }) => slot === name).map(({ component }) => ({ plugin, component })),
  )
}

/**
 * A place on a screen into which plugins put something of their own. Each stands in its own fence, gets the
 * record as `record`, and reads it by `useRecordContext()`, too.
 */
export function Slot({ name, record, selection }: SlotProps) {
  const here = useSlot(name)
  if (here.length === 0) return null
  const props = { ...(record && { record }), ...(selection && { selection }) }
  const shown = here.map(({ plugin, component }) => (
    <PluginPart key={`${plugin.name} ${component}`} plugin={plugin} component={component} props={props} />
  ))
  if (!record) return shown
  return <RecordContextProvider value={record as RaRecord}>{shown}</RecordContextProvider>
}
