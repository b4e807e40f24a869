import Button from '@mui/material/Button'
import { type ReactNode, useState } from 'react'
import {
  CreateBase,
  EditBase,
  Form,
  type RaRecord,
  useEditContext,
  useRecordContext,
  useSaveContext,
} from 'react-admin'
import { useFormState } from 'react-hook-form'
import { Link, useNavigate } from 'react-router-dom'
import { useExtendedTransform } from '../extensions/extended-values.ts'
import { ExtensionInputs } from '../extensions/extension-inputs.tsx'
import { useHeldLive } from '../live/held-live.ts'
import { problemOf, sentenceOfError } from '../providers/problem.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { BothVersions } from './both-versions.tsx'
import { PageTrouble } from './page-trouble.tsx'

type Values = Record<string, unknown>
type Transform = (data: Values, options?: { previousData?: Values }) => Values

interface FormPageProps {
  readonly title: string
  /** The list it belongs to, as a way back. */
  readonly over: { readonly word: string; readonly to: string }
  readonly verb?: string
  readonly transform?: Transform
  readonly children: ReactNode
}

/** A form for a new thing. Saving waits for the server, so that a refusal finds its field. */
export function CreatePage(
  props: FormPageProps & {
    redirect?: 'list' | 'show' | 'edit' | `/${string}`
    defaults?: Record<string, unknown>
    /** In place of going anywhere: what its answer shows this once. */
    onSaved?: (row: RaRecord) => void
  },
) {
  const { title, over, verb = say('Create'), redirect = 'list', defaults, onSaved, children } = props
  const transform = useExtendedTransform(props.transform)
  const [refusal, setRefusal] = useState<unknown>()
  return (
    <CreateBase
      mutationMode="pessimistic"
      redirect={onSaved ? false : redirect}
      mutationOptions={{ onError: setRefusal, ...(onSaved && { onSuccess: onSaved }) }}
      transform={transform}
    >
      <PageHead title={title} over={<Link to={over.to}>{over.word}</Link>} />
      <Form
        {...(defaults ? { defaultValues: defaults } : {})}
        warnWhenUnsavedChanges
        disableInvalidFormNotification
      >
        <FormCard verb={verb} cancelTo={over.to} refusal={refusal} onSubmit={() => setRefusal(undefined)}>
          {children}
        </FormCard>
      </Form>
    </CreateBase>
  )
}

interface EditPageProps extends FormPageProps {
  readonly nameOf: (record: RaRecord) => string
  readonly redirect?: 'list' | 'show' | `/${string}` | false
  /** What fields begin with that no row tells: else a form that nobody touched would seem changed. */
  readonly defaults?: Values
  /** What is shown when somebody else saved it meanwhile; unless said, both versions. */
  readonly outdated?: (onDone: () => void) => ReactNode
}

/** A form for a thing that is there. What is sent is only what was changed, at the version that was read. */
export function EditPage(props: EditPageProps) {
  const { redirect = 'show' } = props
  const transform = useExtendedTransform(props.transform)
  const [refusal, setRefusal] = useState<unknown>()
  return (
    <EditBase
      mutationMode="pessimistic"
      redirect={redirect}
      mutationOptions={{ onError: setRefusal }}
      transform={transform}
    >
      <EditBody {...props} refusal={refusal} onClear={() => setRefusal(undefined)} />
    </EditBase>
  )
}

function EditBody(props: EditPageProps & { refusal: unknown; onClear: () => void }) {
  const { title, over, verb = say('Save'), nameOf, refusal, onClear, outdated, children } = props
  const { defaults } = props
  const { isPending, error, refetch } = useEditContext()
  const record = useRecordContext()
  const back = <Link to={over.to}>{over.word}</Link>
  if (error) return <PageTrouble error={error} what={title} over={back} onRetry={() => void refetch()} />
  if (isPending || !record) return <Waiting rows={4} />
  return (
    <>
      <PageHead title={nameOf(record)} over={back} />
      <Form
        {...(defaults ? { defaultValues: defaults } : {})}
        warnWhenUnsavedChanges
        disableInvalidFormNotification
      >
        <FormCard
          verb={verb}
          cancelTo={over.to}
          refusal={refusal}
          onSubmit={onClear}
          outdated={outdated?.(onClear) ?? <BothVersions onDone={onClear} />}
        >
          {children}
        </FormCard>
      </Form>
    </>
  )
}

interface FormCardProps {
  readonly verb: string
  readonly cancelTo: string
  readonly refusal: unknown
  readonly onSubmit: () => void
  readonly outdated?: ReactNode
  readonly children: ReactNode
}

function FormCard(props: FormCardProps) {
  const { verb, cancelTo, refusal, onSubmit, outdated, children } = props
  const { saving } = useSaveContext()
  const navigate = useNavigate()
  useHeldLive(useFormState().isDirty)
  return (
    <section className="card form-page">
      <div className="form-body">
        {children}
        <ExtensionInputs />
      </div>
      <div className="form-actions">
        <Button type="submit" variant="contained" disabled={Boolean(saving)} onClick={onSubmit}>
          {verb}
        </Button>
        <Button type="button" onClick={() => navigate(cancelTo)}>
          {say('Cancel')}
        </Button>
        {outdated && problemOf(refusal)?.status === 412 ? outdated : <Refusal refusal={refusal} />}
      </div>
    </section>
  )
}

/** What the server said no to, beside the button that asked; or how many fields need another look. */
function Refusal({ refusal }: { refusal: unknown }) {
  const { errors, submitCount } = useFormState()
  const wrong = Object.keys(errors).filter((field) => field !== 'root').length
  if (refusal === undefined && (wrong === 0 || submitCount === 0)) return null
  return (
    <div className="small" role="alert" style={{ color: 'var(--damaged)', flex: 1 }}>
      {wrong > 0
        ? say(
            'One field needs another look; the reason stands beside it. | {count} fields need another ' +
              'look; the reason stands beside it.',
            { count: wrong },
          )
        : sentenceOfError(refusal)}
    </div>
  )
}
