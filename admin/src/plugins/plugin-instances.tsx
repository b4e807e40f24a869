import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form, maxLength, required, TextInput, useNotify } from 'react-admin'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { type FormProblem, sentenceOfError } from '../providers/problem.ts'
import { fieldsOf } from '../schema/field-shape.ts'
import { defaultsOf, valuesFor } from '../schema/form-values.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { SchemaInputs } from '../schema/schema-input.tsx'
import { Facts } from '../schema/schema-show.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { LostSecrets } from './lost-secrets.tsx'
import type { Values } from './setting.ts'

interface Instance {
  readonly id: string
  readonly name: string
  readonly values: Values
  readonly lost: readonly string[]
  readonly version: number
}

interface PluginInstancesProps {
  readonly name: string
  readonly schema: JsonSchema
  readonly canWrite: boolean
}

/** The set-ups of a plugin that is set up several times: two shops, five printers. */
export function PluginInstances({ name, schema, canWrite }: PluginInstancesProps) {
  const [isAdding, setAdding] = useState(false)
  const path = `/host/settings/${name}/instances`
  const { data, error, refetch } = useQuery({
    queryKey: ['host', 'instances', name],
    queryFn: ({ signal }) => call<{ data: readonly Instance[] }>(path, { signal }),
  })
  if (error) return <Trouble error={error} what={say('The set-ups')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  const onDone = () => {
    setAdding(false)
    void refetch()
  }
  return (
    <>
      {data.data.map((instance) => (
        <section key={instance.id} className="card form-page" aria-label={instance.name}>
          <header>
            <h2>{instance.name}</h2>
          </header>
          {canWrite ? (
            <InstanceForm
              key={instance.version}
              path={path}
              schema={schema}
              instance={instance}
              onDone={onDone}
            />
          ) : (
            <dl className="facts" style={{ padding: 16 }}>
              <Facts fields={fieldsOf(schema)} row={instance.values} />
            </dl>
          )}
        </section>
      ))}
      {data.data.length === 0 && !isAdding ? (
        <section className="card pad" aria-label={say('Set-ups')}>
          {say('It is not set up yet.')}
        </section>
      ) : null}
      {isAdding ? (
        <section className="card form-page" aria-label={say('New set-up')}>
          <header>
            <h2>{say('New set-up')}</h2>
          </header>
          <InstanceForm path={path} schema={schema} onDone={onDone} onCancel={() => setAdding(false)} />
        </section>
      ) : null}
      {canWrite && !isAdding ? (
        <div>
          <Button onClick={() => setAdding(true)}>{say('Add a set-up')}</Button>
        </div>
      ) : null}
    </>
  )
}

interface InstanceFormProps {
  readonly path: string
  readonly schema: JsonSchema
  /** None for a new one. */
  readonly instance?: Instance
  readonly onDone: () => void
  readonly onCancel?: () => void
}

function InstanceForm({ path, schema, instance, onDone, onCancel }: InstanceFormProps) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<unknown>()
  const address = instance ? `${path}/${instance.id}` : path
  const headers = instance ? { headers: { 'If-Match': `"${instance.version}"` } } : {}
  const fields = fieldsOf(schema, 'values.')
  const save = async ({ name, values }: Values) => {
    setRefusal(undefined)
    const body = { name, values: valuesFor(schema, (values ?? {}) as Values) }
    try {
      await call(address, { method: instance ? 'PUT' : 'POST', ...headers, body })
      notify(say('Saved; it counts from now on.'))
      onDone()
      return undefined
    } catch (error) {
      setRefusal(error)
      return ((error as { body?: FormProblem }).body?.errors ?? {}) as object
    }
  }
  return (
    <Form
      record={instance ?? { name: '', values: defaultsOf(schema) }}
      onSubmit={save}
      disableInvalidFormNotification
    >
      <div className="form-body">
        <LostSecrets fields={fields} lost={instance?.lost ?? []} />
        <TextInput
          source="name"
          label={say('Name')}
          validate={[required(), maxLength(120)]}
          helperText={false}
        />
        <SchemaInputs fields={fields} />
      </div>
      <div className="form-actions">
        <Button type="submit" variant="contained">
          {instance ? say('Save set-up') : say('Add set-up')}
        </Button>
        {instance ? (
          <RemoveInstance address={address} instance={instance} onDone={onDone} />
        ) : (
          <Button onClick={onCancel}>{say('Cancel')}</Button>
        )}
        {refusal ? (
          <span className="small" role="alert" style={{ color: 'var(--damaged)' }}>
            {sentenceOfError(refusal)}
          </span>
        ) : null}
      </div>
    </Form>
  )
}

interface RemoveInstanceProps {
  readonly address: string
  readonly instance: Instance
  readonly onDone: () => void
}

function RemoveInstance({ address, instance: { name, version }, onDone }: RemoveInstanceProps) {
  const [isAsking, setAsking] = useState(false)
  const remove = async () => {
    await call(address, { method: 'DELETE', headers: { 'If-Match': `"${version}"` } })
    onDone()
  }
  return (
    <>
      <Button color="error" onClick={() => setAsking(true)}>
        {say('Take it away …')}
      </Button>
      {isAsking ? (
        <AskDialog
          title={say('Take {name} away?', { name })}
          verb={say('Take it away')}
          onDo={remove}
          onClose={() => setAsking(false)}
        >
          {say('Its settings and secrets are removed for good.')}
        </AskDialog>
      ) : null}
    </>
  )
}
