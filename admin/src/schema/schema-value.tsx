import type { ReactNode } from 'react'
import { useReference } from 'react-admin'
import { Link } from 'react-router-dom'
import { Day } from '../pieces/day.tsx'
import type { Pickable } from '../pieces/entity-picker.tsx'
import { Figure } from '../pieces/figure.tsx'
import { Instant } from '../pieces/instant.tsx'
import { say } from '../words/say.ts'
import type { FieldShape } from './field-shape.ts'
import { usePickable } from './references.ts'

/** A value as its schema says it is to be read. What is empty is blank. */
export function SchemaValue({ field, value }: { field: FieldShape; value: unknown }): ReactNode {
  if (value === null || value === undefined || value === '') return null
  switch (field.kind) {
    case 'boolean':
      return value ? say('yes') : say('no')
    case 'number':
      return field.unit === undefined ? (
        <Figure value={Number(value)} />
      ) : (
        <>
          <Figure value={Number(value)} /> <span className="muted small">{field.unit}</span>
        </>
      )
    case 'url':
      return <Address address={String(value)} />
    case 'date':
      return <Day day={String(value)} />
    case 'date-time':
      return <Instant at={String(value)} length="short" />
    case 'choice':
      return wordOf(field, value)
    case 'choices':
      return (value as readonly unknown[]).map((one) => wordOf(field, one)).join(', ')
    case 'texts':
      return (value as readonly unknown[]).join(', ')
    case 'secret':
      return '••••••••'
    case 'reference':
      return <ReferenceValue resource={field.resource!} id={String(value)} />
    case 'object':
      return <ObjectValue field={field} value={value as Record<string, unknown>} />
    case 'json':
      return <code className="code">{JSON.stringify(value)}</code>
    default:
      return String(value)
  }
}

/** Only what begins as an address of the web is one; it opens beside the desk and learns nothing of it. */
function Address({ address }: { address: string }) {
  if (!/^https?:\/\//.test(address)) return address
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" onClick={(event) => event.stopPropagation()}>
      {address.replace(/^https?:\/\//, '').replace(/\/$/, '')}
    </a>
  )
}

function wordOf(field: FieldShape, value: unknown): string {
  return field.choices.find(({ id }) => id === String(value))?.name ?? String(value)
}

function ObjectValue({ field, value }: { field: FieldShape; value: Record<string, unknown> }) {
  return (
    <span>
      {field.members
        .map((member) => ({ member, value: value[member.source.split('.').at(-1)!] }))
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ member, value }, place) => (
          <span key={member.source} title={member.title}>
            {place > 0 ? ', ' : ''}
            <SchemaValue field={member} value={value} />
          </span>
        ))}
    </span>
  )
}

function ReferenceValue({ resource, id }: { resource: string; id: string }) {
  const pickable = usePickable(resource)
  if (!pickable) return <span className="code">{id}</span>
  return <NamedReference of={pickable} id={id} />
}

/** Read together with its neighbours' in one request. */
function NamedReference({ of, id }: { of: Pickable; id: string }) {
  const { referenceRecord: row } = useReference({ reference: of.resource, id })
  if (!row) return <span className="code muted">{id.slice(0, 8)}</span>
  return (
    <Link to={`/${of.resource}/${id}/show`}>{String(row[of.name ?? of.code] ?? row[of.code] ?? id)}</Link>
  )
}
