import Button from '@mui/material/Button'
import { IconPlus } from '@tabler/icons-react'
import { DataTable, type RaRecord } from 'react-admin'
import { Link } from 'react-router-dom'
import { useExtensionColumns } from '../extensions/extension-columns.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { RemoveIcon } from '../pieces/remove-button.tsx'
import type { ScreenResource } from '../plugin-screens/manifest.ts'
import { say } from '../words/say.ts'
import { type Drawn, listAddress, nameOfRow, valueAt } from './drawn.ts'
import { fieldAt } from './field-shape.ts'
import { SchemaFilters } from './schema-filters.tsx'
import { SchemaValue } from './schema-value.tsx'

/** A list, drawn from the schema of its rows and what it can be asked for. */
export function SchemaList(drawn: Drawn) {
  const { resource } = drawn
  const { titlePlural, title, query, row, columns } = resource
  const more = useExtensionColumns()
  const sort = orderIn(query)
  const noun = titlePlural.toLowerCase()
  const create = resource.create ? (
    <Button
      variant="contained"
      component={Link}
      to={`${listAddress(drawn)}/create`}
      startIcon={<IconPlus className="icon s" />}
    >
      {say('New {title}', { title: title.toLowerCase() })}
    </Button>
  ) : null
  return (
    <ListPage
      title={titlePlural}
      noun={noun}
      {...(sort ? { sort: orderOf(sort.default) } : {})}
      actions={create}
      filters={<SchemaFilters resource={resource} />}
      hasCsv={query.format !== undefined}
      empty={
        <>
          <b>{say('No {noun} yet.', { noun })}</b>
          {create}
        </>
      }
    >
      <DataTable rowClick={resource.hasOne ? 'show' : false} bulkActionButtons={false}>
        {columns.map((source, place) => {
          const field = fieldAt(row, source)
          if (!field || source === 'id' || source === 'version') return null
          return (
            <DataTable.Col
              key={source}
              source={source}
              label={field.title}
              disableSort={!sort?.fields.includes(source)}
              {...(field.kind === 'number' ? { align: 'right' as const } : {})}
              render={(record: RaRecord) => (
                <span className={place === 0 ? 'strong' : undefined}>
                  <SchemaValue field={field} value={valueAt(record, source)} />
                </span>
              )}
            />
          )
        })}
        {more}
        {resource.isRemovable ? removal(drawn) : null}
      </DataTable>
    </ListPage>
  )
}

function removal(drawn: Drawn) {
  return (
    <DataTable.Col
      source="remove"
      label={<span className="sr-only">{say('Remove')}</span>}
      disableSort
      align="right"
      render={(record: RaRecord) => <RemoveIcon record={record} name={nameOfRow(drawn, record)} />}
    />
  )
}

function orderIn({ sort }: ScreenResource['query']) {
  const order = sort?.['x-sort']
  return order === true ? undefined : order
}

function orderOf(text: string): { field: string; order: 'ASC' | 'DESC' } {
  const first = text.split(',')[0]!
  return first.startsWith('-') ? { field: first.slice(1), order: 'DESC' } : { field: first, order: 'ASC' }
}
