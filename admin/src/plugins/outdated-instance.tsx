import { useQuery } from '@tanstack/react-query'
import { useFormContext } from 'react-hook-form'
import { Trouble } from '../pieces/trouble.tsx'
import { type TwoSaid, TwoSides } from '../pieces/two-sides.tsx'
import { call } from '../providers/http-client.ts'
import { valueAt } from '../schema/drawn.ts'
import type { FieldShape } from '../schema/field-shape.ts'
import { SchemaValue } from '../schema/schema-value.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Instance, Values } from './setting.ts'

interface OutdatedInstanceProps {
  /** Of the plugin's set-ups. */
  readonly path: string
  readonly id: string
  readonly fields: readonly FieldShape[]
  /** Goes on with what is typed, over this version. */
  readonly onMine: (version: number) => void
  readonly onTheirs: (theirs: Instance) => void
}

/** Somebody else changed this set-up meanwhile: what it says now beside what is typed here. */
export function OutdatedInstance({ path, id, fields, onMine, onTheirs }: OutdatedInstanceProps) {
  const mine = useFormContext<Values>().getValues()
  const { data, error } = useQuery({
    queryKey: [path, id, 'outdated'],
    queryFn: async ({ signal }) => {
      const { data: all } = await call<{ data: readonly Instance[] }>(path, { signal })
      return all.find((one) => one.id === id) ?? null
    },
    gcTime: 0,
  })
  if (error) return <Trouble error={error} what={say('The set-ups')} />
  if (!data) return <Waiting rows={3} />
  const rows: TwoSaid[] = fields
    .map((field) => ({ field, theirs: valueAt(data, field.source), mine: valueAt(mine, field.source) }))
    .filter((both) => JSON.stringify(both.mine ?? null) !== JSON.stringify(both.theirs ?? null))
    .map(({ field, theirs, mine }) => ({
      source: field.source,
      title: field.title,
      theirs: <SchemaValue field={field} value={theirs} />,
      mine: <SchemaValue field={field} value={mine} />,
    }))
  if (mine.name !== data.name) {
    rows.unshift({ source: 'name', title: say('Name'), theirs: data.name, mine: String(mine.name) })
  }
  return <TwoSides rows={rows} onMine={() => onMine(data.version)} onTheirs={() => onTheirs(data)} />
}
