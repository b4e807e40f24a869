import Button from '@mui/material/Button'
import { IconPencil } from '@tabler/icons-react'
import { ShowBase, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { ExtensionFacts } from '../extensions/extension-facts.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { RemoveButton } from '../pieces/remove-button.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Drawn, listAddress, nameOfRow, valueAt } from './drawn.ts'
import { type FieldShape, fieldsOf } from './field-shape.ts'
import { SchemaValue } from './schema-value.tsx'

/** One row, drawn from its schema. */
export function SchemaShow(drawn: Drawn) {
  return (
    <ShowBase>
      <ShownRow {...drawn} />
    </ShowBase>
  )
}

function ShownRow(drawn: Drawn) {
  const { plugin, resource } = drawn
  const { record, error, isPending, refetch } = useShowContext()
  if (error)
    return (
      <PageTrouble
        error={error}
        what={resource.title}
        over={<Link to={listAddress(drawn)}>{resource.titlePlural}</Link>}
        onRetry={() => void refetch()}
      />
    )
  if (isPending || !record) return <Waiting rows={5} />
  const edit = `${listAddress(drawn)}/${encodeURIComponent(record.id)}`
  return (
    <>
      <PageHead
        title={nameOfRow(drawn, record)}
        over={<Link to={listAddress(drawn)}>{resource.titlePlural}</Link>}
        actions={
          <>
            {resource.isRemovable ? (
              <RemoveButton name={nameOfRow(drawn, record)} to={listAddress(drawn)} />
            ) : null}
            {resource.update ? (
              <Button component={Link} to={edit} startIcon={<IconPencil className="icon s" />}>
                {say('Edit')}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="stack">
        <section className="card pad" aria-label={say('Facts')}>
          <dl className="facts">
            <Facts fields={fieldsOf(resource.row)} row={record} />
          </dl>
        </section>
        <ExtensionFacts row={record} />
        <Slot name={`${plugin.name}.${resource.name}.show`} record={record} />
      </div>
    </>
  )
}

/** What a row says, member by member; those of an object stand under its own name. */
export function Facts({ fields, row }: { fields: readonly FieldShape[]; row: object }) {
  const shown = fields
    .filter(({ source }) => source !== 'id' && source !== 'version')
    .flatMap((field) =>
      field.kind === 'object'
        ? field.members.map((member) => ({ field: member, title: `${field.title}: ${member.title}` }))
        : [{ field, title: field.title }],
    )
    .map((one) => ({ ...one, value: valueAt(row, one.field.source) }))
    .filter(({ value }) => value !== null && value !== undefined && value !== '')
  return shown.map(({ field, title, value }) => (
    <div key={field.source} style={{ display: 'contents' }}>
      <dt>{title}</dt>
      <dd>
        <SchemaValue field={field} value={value} />
      </dd>
    </div>
  ))
}
