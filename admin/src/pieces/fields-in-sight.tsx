import type { ReactNode } from 'react'
import { useReference } from 'react-admin'
import { say } from '../words/say.ts'
import { formatFigure } from './format.ts'

/** A field of a form, as it is called and how its values are written. */
export interface NamedField {
  /** Its place in the row: `contact.person`. */
  readonly source: string
  readonly title: string
  readonly show: (value: unknown) => ReactNode
}

/** What follows from other fields, or says nothing to people. */
const silent = new Set(['id', 'version', 'path', 'createdAt', 'updatedAt'])

/** The fields of a row by the labels that the form in sight gives them. */
export function fieldsInSight(sources: readonly string[]): readonly NamedField[] {
  return sources
    .filter((source) => !silent.has(source))
    .map((source) => {
      const field = document.querySelector<HTMLElement>(
        `main form [name="${source}"], main form [data-source="${source}"]`,
      )
      const resource = field?.dataset.resource
      return {
        source,
        title: labelOf(field) ?? inWords(source),
        show: (value) => <Written value={value} resource={resource} />,
      }
    })
}

function labelOf(field: HTMLElement | null): string | undefined {
  const label =
    (field as HTMLInputElement | null)?.labels?.[0]?.textContent ?? field?.querySelector('label')?.textContent
  // Whether it has to be filled in is no part of its name.
  return label?.replace(/(, (optional|facultatif))?\s*\*?\s*$/, '').trim() || undefined
}

function Written({ value, resource }: { value: unknown; resource: string | undefined }): ReactNode {
  if (value === null || value === undefined || value === '')
    return <span className="muted">{say('empty')}</span>
  if (typeof value === 'boolean') return value ? say('yes') : say('no')
  if (typeof value === 'number') return formatFigure(value)
  if (typeof value === 'string' && resource) return <Named resource={resource} id={value} />
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return <code className="code">{JSON.stringify(value)}</code>
}

function Named({ resource, id }: { resource: string; id: string }) {
  const { referenceRecord: row } = useReference({ reference: resource, id })
  return <>{row?.code ?? row?.sku ?? row?.name ?? id.slice(0, 8)}</>
}

/** The value at a place such as `contact.person`. */
export function valueAt(row: object, source: string): unknown {
  return source.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], row)
}

/** `weightGrams` as it is read: Weight grams. */
function inWords(source: string): string {
  const words = source.replace(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
