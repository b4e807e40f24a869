import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form, maxLength, required, TextInput, useNotify } from 'react-admin'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { type FormProblem, problemOf, sentenceOfError } from '../providers/problem.ts'
import { fieldsOf } from '../schema/field-shape.ts'
import { defaultsOf, valuesFor } from '../schema/form-values.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { SchemaInputs } from '../schema/schema-input.tsx'
import { Facts } from '../schema/schema-show.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { LostSecrets } from './lost-secrets.tsx'
import { OutdatedInstance } from './outdated-instance.tsx'
import type { Instance, Values } from './setting.ts'

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
            <InstanceForm path={path} schema={schema} instance={instance} onDone={onDone} />
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

function InstanceForm(props: InstanceFormProps) {
  const { path, schema, onDone, onCancel } = props
  const { instance, refusal, save, onMine, onTheirs } = useInstance(props)
  const fields = fieldsOf(schema, 'values.')
  const isOutdated = instance !== undefined && problemOf(refusal)?.status === 412
  return (
    <Form
      key={instance?.version}
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
        {isOutdated ? <OutdatedInstance {...{ path, id: instance.id, fields, onMine, onTheirs }} /> : null}
      </div>
      <div className="form-actions">
        <Button type="submit" variant="contained">
          {instance ? say('Save set-up') : say('Add set-up')}
        </Button>
        {instance ? (
          <RemoveInstance address={`${path}/${instance.id}`} instance={instance} onDone={onDone} />
        ) : (
          <Button onClick={onCancel}>{say('Cancel')}</Button>
        )}
        {refusal && !isOutdated ? (
          <span className="small" role="alert" style={{ color: 'var(--damaged)' }}>
            {sentenceOfError(refusal)}
          </span>
        ) : null}
      </div>
    </Form>
  )
}

/** What a form began with, which stays while it is typed in, whatever is read again meanwhile. */
function useInstance({ path, schema, instance: first, onDone }: InstanceFormProps) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<unknown>()
  const [instance, setInstance] = useState(first)
  // Another version, once both were seen.
  const [over, setOver] = useState(0)
  const save = async ({ name, values }: Values) => {
    setRefusal(undefined)
    const body = { name, values: valuesFor(schema, (values ?? {}) as Values) }
    const seen = instance && { headers: { 'If-Match': `"${Math.max(over, instance.version)}"` } }
    try {
      const saved = await (instance
        ? call<Instance>(`${path}/${instance.id}`, { method: 'PUT', ...seen, body })
        : call<Instance>(path, { method: 'POST', body }))
      notify(say('Saved; it counts from now on.'))
      if (instance) setInstance(saved)
      onDone()
      return undefined
    } catch (error) {
      setRefusal(error)
      // No field is wrong where somebody else was quicker, and one marked so could not be sent again.
      if (problemOf(error)?.status === 412) return undefined
      return ((error as { body?: FormProblem }).body?.errors ?? {}) as object
    }
  }
  const onMine = (now: number) => {
    setRefusal(undefined)
    setOver(now)
  }
  const onTheirs = (theirs: Instance) => {
    setRefusal(undefined)
    setInstance(theirs)
  }
  return { instance, refusal, save, onMine, onTheirs }
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
          isFinal
          onDo={remove}
          onClose={() => setAsking(false)}
        >
          {say('Its settings and secrets are removed for good.')}
        </AskDialog>
      ) : null}
    </>
  )
}
