import { Button } from '@mui/material'
import { call, isAllowed, PageHead, Trouble, Waiting } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, usePermissions } from 'react-admin'
import { Link, useNavigate, useParams } from 'react-router-dom'
import { LabelPreview } from './preview.tsx'
import type { Kind } from './print-choices.tsx'
import { wordsOf } from './words.ts'

const list = '/x/labels/template'

interface Template {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly width: number
  readonly height: number
}

/** What a label looks like, for a sample. */
export function TemplateShow() {
  const words = wordsOf()
  const { id } = useParams()
  const { data, error } = useQuery({
    queryKey: ['labels', 'template', 'show', id],
    queryFn: () => call<Template>(`/labels/templates/${id}`),
  })
  if (!data) {
    return (
      <>
        <PageHead title={words.template} over={<Link to={list}>{words.templates}</Link>} />
        {error ? <Trouble error={error} what={words.template} /> : <Waiting rows={4} />}
      </>
    )
  }
  const { name, kind, width, height } = data
  return (
    <>
      <PageHead
        title={name}
        fact={`${width} × ${height} mm`}
        over={<Link to={list}>{words.templates}</Link>}
        actions={<Acts id={data.id} />}
      />
      <section className="card pad" style={{ maxWidth: 760 }}>
        <LabelPreview wish={{ kind, template: data.id }} />
      </section>
    </>
  )
}

function Acts({ id }: { readonly id: string }) {
  const words = wordsOf()
  const navigate = useNavigate()
  const { permissions } = usePermissions()
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  if (!isAllowed(permissions ?? [], 'labels.template.write')) return null
  const remove = async () => {
    setAsking(false)
    try {
      await call(`/labels/templates/${id}`, { method: 'DELETE' })
      navigate(list)
    } catch (error) {
      setRefusal(error)
    }
  }
  return (
    <>
      {refusal ? <Trouble error={refusal} /> : null}
      <Button color="error" onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <Button variant="contained" component={Link} to={`${list}/${id}`}>
        {words.edit}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={words.sureToRemove}
        content={words.removeText}
        confirm={words.removeVerb}
        cancel={words.cancel}
        confirmColor="warning"
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
