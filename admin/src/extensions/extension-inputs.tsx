import { useRecordContext } from 'react-admin'
import { SchemaInputs } from '../schema/schema-input.tsx'
import { useExtensionsOfForm } from './use-extensions.ts'

/** The fields that are kept on the row of this form, each plugin's under its title. */
export function ExtensionInputs() {
  const isNew = useRecordContext() === undefined
  return useExtensionsOfForm().map(({ plugin, title, fields }) => (
    <section key={plugin} aria-label={title} className="kept">
      <h2>{title}</h2>
      <SchemaInputs fields={fields} isNew={isNew} />
    </section>
  ))
}
