import { type ComponentType, type LazyExoticComponent, lazy, useState } from 'react'
import type { PluginScreens } from './manifest.ts'
import { PluginBoundary } from './plugin-boundary.tsx'

type Props = Readonly<Record<string, unknown>>
type Part = LazyExoticComponent<ComponentType<Props>>

const parts = new Map<string, Part>()
const loaded = new Map<string, string>()

/** The address from which a plugin's screens were loaded into this page, if they were. */
export function loadedEntry(plugin: string): string | undefined {
  return loaded.get(plugin)
}

/** A plugin that has screens, as far as a part of them needs to know. */
type PartOwner = Pick<PluginScreens, 'name' | 'title' | 'version' | 'entry'>

interface PluginPartProps {
  readonly plugin: PartOwner
  /** The name under which the entry exports it. */
  readonly component: string
  readonly props?: Props
  /** Of a whole page. */
  readonly title?: string
}

/** A component of a plugin, loaded when it is shown first, and fenced in. */
export function PluginPart({ plugin, component, props = {}, title }: PluginPartProps) {
  const [, setTries] = useState(0)
  const key = `${plugin.entry}#${component}`
  const Component = partOf(plugin, component)
  const onRetry = () => {
    parts.delete(key)
    setTries((tries) => tries + 1)
  }
  return (
    <PluginBoundary plugin={plugin} place={key} title={title} onRetry={onRetry}>
      <Component {...props} />
    </PluginBoundary>
  )
}

function partOf(plugin: PartOwner, component: string): Part {
  const key = `${plugin.entry}#${component}`
  const known = parts.get(key)
  if (known) return known
  const part: Part = lazy(async () => {
    const { entry, name } = plugin
    if (entry === null) throw new Error('It has no screens that could be loaded')
    const module = (await import(/* @vite-ignore */ entry)) as Record<
      string,
      ComponentType<Props> | undefined
    >
    loaded.set(name, entry)
    const found = module[component]
    if (found === undefined) throw new Error(`Its entry exports no "${component}"`)
    return { default: found }
  })
  parts.set(key, part)
  return part
}
