import { IconLock } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { ResourceProps } from 'react-admin'
import { resourcePaths } from '../providers/resource-paths.ts'
import { useRights } from '../providers/rights.ts'
import { say, sayParts } from '../words/say.ts'
import { wordOfResource } from './menu.ts'
import { PageHead } from './page-head.tsx'
import { Waiting } from './waiting.tsx'

const views = ['list', 'create', 'edit', 'show'] as const
type View = (typeof views)[number]

/**
 * A resource whose screens say what is missing to whoever may not see them, at the address that he came to.
 * The menu does not lead there; a link that somebody sent him does.
 */
export function guarded(resource: ResourceProps): ResourceProps {
  const screens = views.flatMap((view) => {
    const Screen = resource[view] as ComponentType | undefined
    return Screen ? [[view, fence(resource.name, view, Screen)] as const] : []
  })
  return { ...resource, ...Object.fromEntries(screens) }
}

function fence(name: string, view: View, Screen: ComponentType): ComponentType {
  return function Fenced() {
    const needed = useNeeded(name, view)
    if (needed === 'unknown') return <Waiting />
    return needed === undefined ? <Screen /> : <NoPermission title={wordOfResource(name)} {...needed} />
  }
}

interface Missing {
  /** The right that it takes; undefined where he looks with another's eyes, who may change nothing. */
  readonly permission: string | undefined
}

/** What somebody is missing for a view; undefined where nothing is. */
function useNeeded(name: string, view: View): Missing | 'unknown' | undefined {
  const { isKnown, may, isViewing } = useRights()
  const { read, write } = resourcePaths[name] ?? {}
  const isChange = view === 'create' || view === 'edit'
  if (!isKnown) return 'unknown'
  const permission = isChange ? write : read
  if (!may(permission)) return { permission }
  return isChange && isViewing ? { permission: undefined } : undefined
}

/** What stands in the place of a screen that somebody may not see. */
export function NoPermission({ title, permission }: Missing & { title: string }) {
  return (
    <>
      <PageHead title={title} />
      <section className="card empty" aria-label={say('No permission')}>
        <IconLock className="icon l" aria-hidden="true" />
        {permission === undefined ? (
          <b>{say('You look with another person’s eyes, which changes nothing.')}</b>
        ) : (
          <>
            <b>{say('This needs a right that you do not have.')}</b>
            <span>
              {sayParts('An administrator can give you {permission}.', {
                permission: <span className="code">{permission}</span>,
              })}
            </span>
          </>
        )}
      </section>
    </>
  )
}
