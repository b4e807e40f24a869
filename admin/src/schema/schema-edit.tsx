import { useExtensions } from '../extensions/use-extensions.ts'
import { BothVersions } from '../pieces/both-versions.tsx'
import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { type Drawn, listAddress, nameOfRow } from './drawn.ts'
import { type FieldShape, fieldsOf } from './field-shape.ts'
import { changesFor } from './form-values.ts'
import type { JsonSchema } from './json-schema.ts'
import { SchemaInputs } from './schema-input.tsx'
import { SchemaValue } from './schema-value.tsx'

/** The form for a row that stands, drawn from what may be changed of it. */
export function SchemaEdit({ schema, ...drawn }: Drawn & { schema: JsonSchema }) {
  const { title, titlePlural } = drawn.resource
  const needed = fieldsOf(drawn.resource.row)
  const kept = useExtensions().flatMap(({ fields }) => fields)
  // A change may leave everything out; what a row cannot be without is no less needed for that.
  const fields = fieldsOf(schema).map((field) => ({
    ...field,
    isRequired: needed.find(({ source }) => source === field.source)?.isRequired ?? field.isRequired,
  }))
  return (
    <EditPage
      title={title}
      over={{ word: titlePlural, to: listAddress(drawn) }}
      verb={say('Save {title}', { title: title.toLowerCase() })}
      nameOf={(row) => nameOfRow(drawn, row)}
      transform={(data) => changesFor(schema, data)}
      outdated={(onDone) => <BothVersions fields={[...fields, ...kept].map(named)} onDone={onDone} />}
    >
      <SchemaInputs fields={fields} />
    </EditPage>
  )
}

function named(field: FieldShape) {
  const { source, title } = field
  return { source, title, show: (value: unknown) => <SchemaValue field={field} value={value} /> }
}
