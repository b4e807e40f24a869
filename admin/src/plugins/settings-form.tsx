import Button from '@mui/material/Button'
import { useState } from 'react'
import { Form, HttpError, useNotify } from 'react-admin'
import { call } from '../providers/http-client.ts'
import { type FormProblem, problemOf, sentenceOfError } from '../providers/problem.ts'
import { type FieldShape, fieldsOf } from '../schema/field-shape.ts'
import { valuesFor } from '../schema/form-values.ts'
import { SchemaInputs } from '../schema/schema-input.tsx'
import { say } from '../words/say.ts'
import { LostSecrets } from './lost-secrets.tsx'
import { OutdatedSettings } from './outdated-settings.tsx'
import { type Place, type Settings, saidIn, type Values } from './setting.ts'

interface SettingsFormProps {
  readonly name: string
  readonly settings: Settings
  readonly place: Place
  readonly onSaved: () => void
}

/** The values of one place. For a narrow one, a field that stays empty is what the wider ones say. */
export function SettingsForm({ name, settings, place, onSaved }: SettingsFormProps) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<unknown>()
  const { schema, effective } = settings
  const isWidest = place.scope === 'organisation'
  const said = saidIn(settings, place)
  const version = said?.version ?? 0
  // Another one, once both were seen.
  const [over, setOver] = useState(0)
  const all = fieldsOf(schema)
  const fields = isWidest ? all : all.map((field) => inherited(field, settings, said?.values))
  const save = async (data: Values) => {
    setRefusal(undefined)
    const values = isWidest ? valuesFor(schema, data) : withoutNothing(valuesFor(schema, data))
    try {
      await call(`/host/settings/${name}/values`, {
        method: 'PUT',
        headers: { 'If-Match': `"${Math.max(over, version)}"` },
        body: { scope: place.scope, place: place.id, values },
      })
      notify(say('Saved; it counts from now on.'))
      onSaved()
      return undefined
    } catch (error) {
      setRefusal(error)
      return refusedFields(error)
    }
  }
  const isOutdated = problemOf(refusal)?.status === 412
  const goOn = (how: () => void) => {
    setRefusal(undefined)
    how()
  }
  return (
    <Form
      key={version}
      record={isWidest ? { ...effective, ...said?.values } : { ...said?.values }}
      onSubmit={save}
      disableInvalidFormNotification
    >
      <div className="form-body">
        <LostSecrets fields={fields} lost={said?.lost ?? []} />
        <SchemaInputs fields={fields} />
        {isOutdated ? (
          <OutdatedSettings
            {...{ name, place, fields }}
            onMine={(now) => goOn(() => setOver(now))}
            onTheirs={() => goOn(onSaved)}
          />
        ) : null}
      </div>
      <div className="form-actions">
        <Button type="submit" variant="contained">
          {say('Save settings')}
        </Button>
        {refusal && !isOutdated ? <Refused refusal={refusal} /> : null}
      </div>
    </Form>
  )
}

function Refused({ refusal }: { refusal: unknown }) {
  return (
    <span className="small" role="alert" style={{ color: 'var(--damaged)' }}>
      {sentenceOfError(refusal)}
    </span>
  )
}

/** What stands beside the fields that were refused. */
export function refusedFields(error: unknown): object | undefined {
  const { errors } = (error instanceof HttpError ? error.body : {}) as Partial<FormProblem>
  return (errors?.values as object | undefined) ?? errors
}

/** A field that need not be filled in, and says what counts while it is not. */
function inherited(field: FieldShape, { effective }: Settings, said: Values = {}): FieldShape {
  const { source, help } = field
  const counts = effective[source]
  const isSaid = source in said
  const now =
    isSaid || counts === undefined || counts === null
      ? say('Empty is what the wider place says')
      : say('Empty is what the wider place says: {counts}', {
          counts: typeof counts === 'string' ? counts : JSON.stringify(counts),
        })
  return { ...field, isRequired: false, isNullable: true, help: [help, now].filter(Boolean).join('. ') }
}

function withoutNothing(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
