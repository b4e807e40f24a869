import { PluginPart } from '../plugin-screens/plugin-part.tsx'
import type { OutsideScreens } from '../providers/outside.ts'
import type { Standing, Step } from '../providers/session.ts'
import { say } from '../words/say.ts'

/** What a part of the log-in is given. */
export interface OutsideActs {
  readonly onAnswer: (answer: Standing) => void
  readonly onLeave: () => void
}

interface OutsidePartsProps extends OutsideActs {
  readonly plugins: readonly OutsideScreens[]
}

/** Other ways in: what plugins put beneath the log-in by password. */
export default function OutsideParts({ plugins, ...acts }: OutsidePartsProps) {
  return partsOf(plugins, 'log-in').map(({ plugin, component }) => (
    <OutsidePart key={`${plugin.name} ${component}`} plugin={plugin} component={component} props={acts} />
  ))
}

/** What a step asks, by the plugin whose step it is. */
export function StepPart({ plugins, step, ...acts }: OutsidePartsProps & { readonly step: Step }) {
  const found = partsOf(plugins, 'log-in.step').find(({ plugin }) => step.name.startsWith(`${plugin.name}.`))
  if (found === undefined) {
    return (
      <p className="note bad" role="alert">
        {say('Nothing here can ask for “{title}”. Log in from another browser, or ask an administrator.', {
          title: step.title,
        })}
      </p>
    )
  }
  return <OutsidePart {...found} props={{ ...acts, step }} />
}

/** A page that a plugin shows to whoever has its address. */
export function PublicPage({
  plugins,
  address,
  ...acts
}: OutsidePartsProps & { readonly address: OutsideAddress }) {
  const plugin = plugins.find(({ name }) => name === address.plugin)
  const page = plugin?.pages.find(({ path }) => path === address.path)
  if (plugin === undefined || page === undefined) {
    return (
      <p className="note" role="alert">
        {say('There is no such page. It may have been a plugin’s that is off now.')}
      </p>
    )
  }
  return <OutsidePart plugin={plugin} component={page.component} props={{ ...acts }} />
}

/** Where a public page stands: `/outside/<plugin>/<path>`. */
export interface OutsideAddress {
  readonly plugin: string
  readonly path: string
}

interface Part {
  readonly plugin: OutsideScreens
  readonly component: string
}

function partsOf(plugins: readonly OutsideScreens[], name: string): Part[] {
  return plugins.flatMap((plugin) =>
    plugin.slots.filter(({ slot }) => slot === name).map(({ component }) => ({ plugin, component })),
  )
}

function OutsidePart({ plugin, component, props }: Part & { readonly props: Record<string, unknown> }) {
  return <PluginPart plugin={plugin} component={component} props={props} />
}
