import Button from '@mui/material/Button'
import { IconPlus } from '@tabler/icons-react'
import type { RaRecord } from 'react-admin'
import { Link } from 'react-router-dom'
import type { BulkAction } from '../lists/bulk-bar.tsx'
import type { ListColumn } from '../lists/list-columns.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { RemoveIcon } from '../pieces/remove-button.tsx'
import type { ScreenResource } from '../plugin-screens/manifest.ts'
import { say } from '../words/say.ts'
import { ChangeOfMany } from './change-of-many.tsx'
import { type Drawn, listAddress, nameOfRow, valueAt } from './drawn.ts'
import { fieldAt } from './field-shape.ts'
import { SchemaFilters } from './schema-filters.tsx'
import { SchemaValue } from './schema-value.tsx'

/** A list, drawn from the schema of its rows and what it can be asked for. */
export function SchemaList(drawn: Drawn) {
  const { resource } = drawn
  const { titlePlural, title, query } = resource
  const sort = orderIn(query)
  const noun = titlePlural.toLowerCase()
  const hasFiles = query.format !== undefined
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
      hasCsv={hasFiles}
      hasChosenFiles={hasFiles && query['id[in]'] !== undefined}
      empty={
        <>
          <b>{say('No {noun} yet.', { noun })}</b>
          {create}
        </>
      }
      rowClick={resource.hasOne ? 'show' : false}
      columns={[...columnsOf(resource), ...(resource.isRemovable ? [removal(drawn)] : [])]}
      nameOf={(row: RaRecord) => nameOfRow(drawn, row)}
      bulk={changesOf(resource)}
    />
  )
}

function columnsOf({ row, columns, query }: ScreenResource): readonly ListColumn[] {
  const sortable = orderIn(query)?.fields ?? []
  return columns.flatMap((source, place): ListColumn[] => {
    const field = fieldAt(row, source)
    if (!field || source === 'id' || source === 'version') return []
    const column: ListColumn = {
      source,
      label: field.title,
      canSort: sortable.includes(source),
      ...(field.kind === 'number' && { as: 'figure' }),
      draw: (record) => (
        <span className={place === 0 ? 'strong' : undefined}>
          <SchemaValue field={field} value={valueAt(record, source)} />
        </span>
      ),
    }
    return [column]
  })
}

function removal(drawn: Drawn): ListColumn {
  return {
    source: 'remove',
    label: say('Remove'),
    isActs: true,
    draw: (record) => <RemoveIcon record={record} name={nameOfRow(drawn, record)} />,
  }
}

/** What can be done to many rows at once, as far as the plugin has routes for it. */
function changesOf({ update, changesMany, removesMany, path }: ScreenResource): readonly BulkAction[] {
  const change: BulkAction = {
    verb: say('Change'),
    done: say('changed'),
    change: {},
    form: (onChange) => (update ? <ChangeOfMany schema={update} onChange={onChange} /> : null),
  }
  const remove: BulkAction = {
    verb: say('Remove'),
    done: say('removed'),
    change: {},
    path: `${path}/removals`,
  }
  return [...(changesMany && update ? [change] : []), ...(removesMany ? [remove] : [])]
}

function orderIn({ sort }: ScreenResource['query']) {
  const order = sort?.['x-sort']
  return order === true ? undefined : order
}

function orderOf(text: string): { field: string; order: 'ASC' | 'DESC' } {
  const first = text.split(',')[0]!
  return first.startsWith('-') ? { field: first.slice(1), order: 'DESC' } : { field: first, order: 'ASC' }
}
