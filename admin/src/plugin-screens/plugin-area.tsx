import { ResourceContextProvider } from 'react-admin'
import { Route, Routes, useParams } from 'react-router-dom'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { SchemaCreate } from '../schema/schema-create.tsx'
import { SchemaEdit } from '../schema/schema-edit.tsx'
import { SchemaList } from '../schema/schema-list.tsx'
import { SchemaShow } from '../schema/schema-show.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { FramedScreen } from './framed-screen.tsx'
import { type PluginScreens, resourceName, type ScreenPage, type ScreenResource } from './manifest.ts'
import { PluginBoundary } from './plugin-boundary.tsx'
import { PluginPart } from './plugin-part.tsx'
import { usePluginScreens } from './use-plugin-screens.ts'

/** All that stands below `/x/<plugin>/`: its resources, drawn or its own, and its pages. */
export default function PluginArea() {
  const { plugin: name } = useParams()
  const { plugins, error, isPending } = usePluginScreens()
  const plugin = plugins.find((known) => known.name === name)
  if (error && !plugin) return <PageTrouble error={error} what={say('The plugin’s screens')} />
  if (isPending) return <Waiting />
  if (!plugin) return <NotFound />
  return (
    <Routes>
      {plugin.resources.map((resource) => (
        <Route
          key={resource.name}
          path={`${resource.name}/*`}
          element={<ResourceScreens key={resource.name} plugin={plugin} resource={resource} />}
        />
      ))}
      {plugin.pages.map((page) => (
        <Route
          key={page.path}
          path={page.path}
          element={<PageOf key={page.path} plugin={plugin} page={page} />}
        />
      ))}
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}

/** A page that the plugin's entry draws, or one that its program shows. */
function PageOf({ plugin, page }: { plugin: PluginScreens; page: ScreenPage }) {
  const { component, frame, title } = page
  if (frame) return <FramedScreen plugin={plugin} title={title} frame={frame} />
  return component ? <PluginPart plugin={plugin} component={component} title={title} /> : <NotFound />
}

/** The screens of one resource: the plugin's own where it has them, else drawn from its schemas. */
function ResourceScreens({ plugin, resource }: { plugin: PluginScreens; resource: ScreenResource }) {
  const { screens = {}, hasOne, create, update } = resource
  const own = (component: string | undefined) =>
    component === undefined ? undefined : (
      <PluginPart key={component} plugin={plugin} component={component} title={resource.titlePlural} />
    )
  const drawn = { plugin, resource }
  const name = resourceName(plugin.name, resource.name)
  return (
    <PluginBoundary plugin={plugin} place={name} title={resource.titlePlural}>
      <ResourceContextProvider value={name}>
        <Routes>
          <Route index element={own(screens.list) ?? <SchemaList {...drawn} />} />
          {create ? (
            <Route
              path="create"
              element={own(screens.create) ?? <SchemaCreate {...drawn} schema={create} />}
            />
          ) : null}
          {update ? (
            <Route path=":id" element={own(screens.edit) ?? <SchemaEdit {...drawn} schema={update} />} />
          ) : null}
          {hasOne ? <Route path=":id/show" element={own(screens.show) ?? <SchemaShow {...drawn} />} /> : null}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </ResourceContextProvider>
    </PluginBoundary>
  )
}
