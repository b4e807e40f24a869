import Button from '@mui/material/Button'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { useListContext } from 'react-admin'
import type { FieldShape } from '../schema/field-shape.ts'
import { FieldFilter } from '../schema/schema-filters.tsx'
import { say } from '../words/say.ts'
import { useExtensions } from './use-extensions.ts'

/** So many stand there at once; more wait behind a button. */
const shownAtOnce = 3

/** Filters by what is kept on a list's rows. One that is set is always seen. */
export function ExtensionFilters() {
  const [isOpen, setOpen] = useState(false)
  const { filterValues = {} } = useListContext()
  const all = useExtensions().flatMap(({ fields }) => fields.filter(isFilterable))
  const seen = all.filter(({ source }, place) => isOpen || place < shownAtOnce || source in filterValues)
  return (
    <>
      {seen.map((field) => (
        <FieldFilter key={field.source} field={field} offers={(operator) => isOffered(field, operator)} />
      ))}
      {seen.length < all.length ? (
        <Button startIcon={<IconFilter className="icon s" />} onClick={() => setOpen(true)}>
          {say('More filters')}
        </Button>
      ) : null}
    </>
  )
}

function isFilterable({ schema }: FieldShape): boolean {
  return schema['x-filter'] !== undefined && schema['x-filter'] !== false
}

function isOffered({ schema, kind }: FieldShape, operator: string): boolean {
  const { 'x-filter': filter } = schema
  if (Array.isArray(filter)) return filter.includes(operator)
  return kind === 'choices' || kind === 'texts' ? operator === 'has' : true
}
