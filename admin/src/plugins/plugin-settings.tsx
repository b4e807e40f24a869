import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form, HttpError, useNotify, usePermissions } from 'react-admin'
import { isAllowed } from '../providers/auth-provider.ts'
import { call } from '../providers/http-client.ts'
import { type FormProblem, problemOf, sentenceOfError } from '../providers/problem.ts'
import { fieldsOf } from '../schema/field-shape.ts'
import { valuesFor } from '../schema/form-values.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { SchemaInputs } from '../schema/schema-input.tsx'
import { Facts } from '../schema/schema-show.tsx'

type Values = Record<string, unknown>

interface Settings {
  readonly schema: JsonSchema
  readonly hasInstances: boolean
  readonly values: readonly { readonly scope: string; readonly values: Values; readonly version: number }[]
  readonly effective: Values
}

/** What a plugin is set up with for the whole organisation, drawn from its schema. */
export function PluginSettings({ name }: { name: string }) {
  const { permissions = [] } = usePermissions<readonly string[]>()
  const { data, error, refetch } = useQuery({
    queryKey: ['host', 'settings', name],
    queryFn: ({ signal }) => call<Settings>(`/host/settings/${name}`, { signal }),
    retry: false,
  })
  // Most plugins have nothing to set up.
  if (problemOf(error)?.code === 'host.settings_unknown' || !data || data.hasInstances) return null
  const said = data.values.find(({ scope }) => scope === 'organisation')
  return (
    <section className="card form-page" aria-label="Settings">
      <header>
        <h2>Settings</h2>
      </header>
      {isAllowed(permissions, 'host.setting.write') ? (
        <SettingsForm
          key={said?.version ?? 0}
          name={name}
          schema={data.schema}
          values={{ ...data.effective, ...said?.values }}
          version={said?.version ?? 0}
          onSaved={() => void refetch()}
        />
      ) : (
        <dl className="facts" style={{ padding: 16 }}>
          <Facts fields={fieldsOf(data.schema)} row={data.effective} />
        </dl>
      )}
    </section>
  )
}

interface SettingsFormProps {
  readonly name: string
  readonly schema: JsonSchema
  readonly values: Values
  readonly version: number
  readonly onSaved: () => void
}

function SettingsForm({ name, schema, values, version, onSaved }: SettingsFormProps) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<unknown>()
  const save = async (data: Values) => {
    setRefusal(undefined)
    try {
      await call(`/host/settings/${name}/values`, {
        method: 'PUT',
        headers: { 'If-Match': `"${version}"` },
        body: { scope: 'organisation', values: valuesFor(schema, data) },
      })
      notify('Saved; it counts from now on.')
      onSaved()
      return undefined
    } catch (error) {
      setRefusal(error)
      const { errors } = (error instanceof HttpError ? error.body : {}) as Partial<FormProblem>
      return errors?.values ?? errors
    }
  }
  return (
    <Form record={values} onSubmit={save} disableInvalidFormNotification>
      <div className="form-body">
        <SchemaInputs fields={fieldsOf(schema)} />
      </div>
      <div className="form-actions">
        <Button type="submit" variant="contained">
          Save settings
        </Button>
        {refusal ? (
          <span className="small" role="alert" style={{ color: 'var(--damaged)' }}>
            {sentenceOfError(refusal)}
          </span>
        ) : null}
      </div>
    </Form>
  )
}
