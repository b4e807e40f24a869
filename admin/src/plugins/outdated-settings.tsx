import { useQuery } from '@tanstack/react-query'
import { useFormContext } from 'react-hook-form'
import { Trouble } from '../pieces/trouble.tsx'
import { TwoSides } from '../pieces/two-sides.tsx'
import { call } from '../providers/http-client.ts'
import type { FieldShape } from '../schema/field-shape.ts'
import { SchemaValue } from '../schema/schema-value.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Place, placeQuery, type Settings, saidIn, type Values } from './setting.ts'

interface OutdatedSettingsProps {
  readonly name: string
  readonly place: Place
  readonly fields: readonly FieldShape[]
  /** Goes on with what is typed, over this version. */
  readonly onMine: (version: number) => void
  readonly onTheirs: () => void
}

/** Somebody else set the plugin up meanwhile: what counts now beside what is typed here. */
export function OutdatedSettings({ name, place, fields, onMine, onTheirs }: OutdatedSettingsProps) {
  const mine = useFormContext<Values>().getValues()
  const { data, error } = useQuery({
    queryKey: ['host', 'settings', name, place, 'outdated'],
    queryFn: ({ signal }) => call<Settings>(`/host/settings/${name}${placeQuery(place)}`, { signal }),
    gcTime: 0,
  })
  if (error) return <Trouble error={error} what={say('The settings')} />
  if (!data) return <Waiting rows={3} />
  const said = saidIn(data, place)
  const theirs: Values =
    place.scope === 'organisation' ? { ...data.effective, ...said?.values } : { ...said?.values }
  const rows = fields
    .filter(({ source }) => JSON.stringify(mine[source] ?? null) !== JSON.stringify(theirs[source] ?? null))
    .map((field) => ({
      title: field.title,
      theirs: <SchemaValue field={field} value={theirs[field.source]} />,
      mine: <SchemaValue field={field} value={mine[field.source]} />,
    }))
  return <TwoSides rows={rows} onMine={() => onMine(said?.version ?? 0)} onTheirs={onTheirs} />
}
