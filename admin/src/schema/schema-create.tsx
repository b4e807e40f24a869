import { CreatePage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { type Drawn, listAddress } from './drawn.ts'
import { fieldsOf } from './field-shape.ts'
import { defaultsOf, valuesFor } from './form-values.ts'
import type { JsonSchema } from './json-schema.ts'
import { SchemaInputs } from './schema-input.tsx'

/** The form for a new row, drawn from what may be said of it. */
export function SchemaCreate({ schema, ...drawn }: Drawn & { schema: JsonSchema }) {
  const { title, titlePlural, hasOne } = drawn.resource
  return (
    <CreatePage
      title={say('New {title}', { title: title.toLowerCase() })}
      over={{ word: titlePlural, to: listAddress(drawn) }}
      verb={say('Create {title}', { title: title.toLowerCase() })}
      redirect={hasOne ? 'show' : 'list'}
      defaults={defaultsOf(schema)}
      transform={(data) => valuesFor(schema, data)}
    >
      <SchemaInputs fields={fieldsOf(schema).filter(({ source }) => source !== 'id')} />
    </CreatePage>
  )
}
