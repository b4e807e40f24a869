import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
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
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { Trouble } from './trouble.tsx'

interface FormPageProps {
  readonly title: string
  /** The list it belongs to, as a way back. */
  readonly over: { readonly word: string; readonly to: string }
  readonly verb?: string
  readonly children: ReactNode
}

/** A form for a new thing. Saving waits for the server, so that a refusal finds its field. */
export function CreatePage(
  props: FormPageProps & {
    redirect?: 'list' | 'show' | 'edit'
    defaults?: Record<string, unknown>
    transform?: (data: Record<string, unknown>) => Record<string, unknown>
  },
) {
  const { title, over, verb, redirect = 'list', defaults, transform, children } = props
  return (
    <CreateBase mutationMode="pessimistic" redirect={redirect} {...(transform ? { transform } : {})}>
      <PageHead title={title} over={<Link to={over.to}>{over.word}</Link>} />
      <Form {...(defaults ? { defaultValues: defaults } : {})} warnWhenUnsavedChanges>
        <FormCard verb={verb ?? 'Create'} cancelTo={over.to}>
          {children}
        </FormCard>
      </Form>
    </CreateBase>
  )
}

/** A form for a thing that is there. What is sent is only what was changed, at the version that was read. */
export function EditPage(
  props: FormPageProps & {
    nameOf: (record: RaRecord) => string
    redirect?: 'list' | 'show' | false
    transform?: (data: Record<string, unknown>) => Record<string, unknown>
  },
) {
  const { over, redirect = 'show', transform, ...rest } = props
  return (
    <EditBase mutationMode="pessimistic" redirect={redirect} {...(transform ? { transform } : {})}>
      <EditBody over={over} {...rest} />
    </EditBase>
  )
}

function EditBody({
  title,
  over,
  verb,
  nameOf,
  children,
}: FormPageProps & { nameOf: (record: RaRecord) => string }) {
  const { isPending, error, refetch } = useEditContext()
  const record = useRecordContext()
  if (error) return <Trouble error={error} what={title} onRetry={() => void refetch()} />
  if (isPending || !record) return <Waiting rows={4} />
  return (
    <>
      <PageHead title={nameOf(record)} over={<Link to={over.to}>{over.word}</Link>} />
      <Form warnWhenUnsavedChanges>
        <FormCard verb={verb ?? 'Save'} cancelTo={over.to}>
          {children}
        </FormCard>
      </Form>
    </>
  )
}

function FormCard({ verb, cancelTo, children }: { verb: string; cancelTo: string; children: ReactNode }) {
  const { saving } = useSaveContext()
  const { errors } = useFormState()
  const navigate = useNavigate()
  const wrong = Object.keys(errors).filter((field) => field !== 'root').length
  return (
    <section className="card form-page">
      <div className="form-body">
        {wrong > 0 ? (
          <div className="note bad" role="alert">
            {wrong === 1 ? 'One field needs' : `${wrong} fields need`} another look; the reason stands beside
            it.
          </div>
        ) : null}
        {children}
      </div>
      <div className="form-actions">
        <Button type="submit" variant="contained" disabled={Boolean(saving)}>
          {verb}
        </Button>
        <Button type="button" onClick={() => navigate(cancelTo)}>
          Cancel
        </Button>
      </div>
    </section>
  )
}
