import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useDataProvider, useEditContext, useRecordContext, useResourceContext } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { valueAt } from './drawn.ts'
import type { FieldShape } from './field-shape.ts'
import { SchemaValue } from './schema-value.tsx'

interface BothVersionsProps {
  readonly fields: readonly FieldShape[]
  readonly onDone: () => void
}

/**
 * Somebody else saved the row meanwhile: what stands there now beside what was meant to be saved, and the
 * choice between them. Nothing of either is lost before it is made.
 */
export function BothVersions({ fields, onDone }: BothVersionsProps) {
  const before = useRecordContext()!
  const { getValues } = useFormContext()
  const theirs = useTheirs()
  const putMine = usePutMine(onDone)
  const { refetch } = useEditContext()
  if (!theirs) return <Waiting rows={3} />
  const mine = getValues()
  const different = fields.filter(({ source }) => isOther(valueAt(mine, source), valueAt(theirs, source)))
  const mineOnly = different.filter(({ source }) => isOther(valueAt(mine, source), valueAt(before, source)))
  return (
    <div className="stack" role="alert" style={{ gap: 12, flexBasis: '100%' }}>
      <b>{say('Somebody saved this while you had it open. Nothing of yours was saved yet.')}</b>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th>{say('Field')}</th>
              <th>{say('Stands there now')}</th>
              <th>{say('Yours')}</th>
            </tr>
          </thead>
          <tbody>
            {different.map((field) => (
              <tr key={field.source}>
                <td>{field.title}</td>
                <td>
                  <SchemaValue field={field} value={valueAt(theirs, field.source)} />
                </td>
                <td>
                  <SchemaValue field={field} value={valueAt(mine, field.source)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row wrap">
        <Button type="button" onClick={() => putMine(mineOnly, mine)}>
          {say('Put my changes over it')}
        </Button>
        <Button
          type="button"
          onClick={() => {
            onDone()
            void refetch()
          }}
        >
          {say('Keep what stands there')}
        </Button>
      </div>
    </div>
  )
}

function useTheirs(): object | undefined {
  const resource = useResourceContext()!
  const record = useRecordContext()!
  const dataProvider = useDataProvider()
  const { data } = useQuery({
    queryKey: [resource, 'outdated', record.id, record.version],
    queryFn: async () => (await dataProvider.getOne(resource, { id: record.id })).data as object,
    gcTime: 0,
  })
  return data
}

/**
 * Reads the row again, and lays one's own changes over it once the form shows it; saving is a second
 * press.
 */
function usePutMine(onDone: () => void) {
  const { setValue } = useFormContext()
  const { refetch } = useEditContext()
  // The form's own, which says that the row was taken over into its fields.
  const version: unknown = useWatch({ name: 'version' })
  const waiting = useRef<{ version: unknown; fields: readonly FieldShape[]; values: object }>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is done when another version has come
  useEffect(() => {
    const held = waiting.current
    if (!held || version === held.version) return undefined
    const timer = setTimeout(() => {
      for (const { source } of held.fields)
        setValue(source, valueAt(held.values, source), { shouldDirty: true })
      onDone()
    })
    return () => clearTimeout(timer)
  }, [version])
  return (fields: readonly FieldShape[], values: object) => {
    waiting.current = { version, fields, values: structuredClone(values) }
    void refetch()
  }
}

function isOther(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)
}
