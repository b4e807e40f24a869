import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { problemOf } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { fieldsOf } from '../schema/field-shape.ts'
import { Facts } from '../schema/schema-show.tsx'
import { say } from '../words/say.ts'
import { PluginInstances } from './plugin-instances.tsx'
import { organisation, type Place, placeQuery, type Settings } from './setting.ts'
import { SettingsForm } from './settings-form.tsx'
import { SettingsPlace } from './settings-place.tsx'

/** What a plugin is set up with: for the whole organisation, narrower, or several times; by its schema. */
export function PluginSettings({ name }: { name: string }) {
  const { mayChange } = useRights()
  const [place, setPlace] = useState<Place>(organisation)
  const { data, error, refetch } = useQuery({
    queryKey: ['host', 'settings', name, place],
    queryFn: ({ signal }) => call<Settings>(`/host/settings/${name}${placeQuery(place)}`, { signal }),
    placeholderData: (before) => before,
    retry: false,
  })
  // Most plugins have nothing to set up.
  if (problemOf(error)?.code === 'host.settings_unknown') return null
  if (error) return <Trouble error={error} what={say('The settings')} onRetry={() => void refetch()} />
  if (!data) return null
  const canWrite = mayChange('host.setting.write')
  if (data.hasInstances) return <PluginInstances name={name} schema={data.schema} canWrite={canWrite} />
  return (
    <section className="card form-page" aria-label={say('Settings')}>
      <header>
        <h2>{say('Settings')}</h2>
      </header>
      {data.scopes.length > 1 ? <SettingsPlace settings={data} place={place} onChange={setPlace} /> : null}
      {canWrite && (place.scope === 'organisation' || place.id !== null) ? (
        <SettingsForm
          key={`${place.scope} ${place.id}`}
          name={name}
          settings={data}
          place={place}
          onSaved={() => void refetch()}
        />
      ) : null}
      {canWrite ? null : (
        <dl className="facts" style={{ padding: 16 }}>
          <Facts fields={fieldsOf(data.schema)} row={data.effective} />
        </dl>
      )}
    </section>
  )
}
