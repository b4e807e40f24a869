import Button from '@mui/material/Button'
import { type FormEvent, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import { Plate } from '../pieces/plate.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { newId } from '../providers/ids.ts'
import { PageHead } from '../shell/page-head.tsx'
import { say } from '../words/say.ts'
import { type LayoutDraft, noLayout, toLayout } from './layout-draft.ts'
import { type GroundPlace, LayoutDrawing } from './layout-drawing.tsx'
import { LayoutFields } from './layout-fields.tsx'

interface LayoutAnswer {
  readonly count: number
  readonly areas: number
  readonly first: readonly string[]
  readonly last: readonly string[]
  /** Of a preview: what would stand on the floor. */
  readonly ground?: readonly GroundPlace[]
  readonly collisions: { readonly count: number; readonly codes: readonly string[] }
}

/** Lays out a whole building from a pattern: first a look at what would be made, then the making, once. */
export default function LayoutGenerator() {
  const { draft, preview, error, isBusy, ask, change, forgetPreview } = useLayout()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void ask(preview === undefined)
  }
  const isReady = preview !== undefined && preview.collisions.count === 0
  return (
    <>
      <PageHead
        title={say('Lay out a building')}
        over={<Link to="/locations">{say('Locations')}</Link>}
        fact={say('Aisles, bays and levels from one pattern')}
      />
      <form className="card form-page wide" onSubmit={submit}>
        <div className="form-body">
          <LayoutFields draft={draft} onChange={change} />
          {error ? <Trouble error={error} /> : null}
          {preview ? <Preview answer={preview} /> : null}
        </div>
        <div className="form-actions">
          <Button
            type="submit"
            variant="contained"
            disabled={isBusy || draft.site === null || (preview !== undefined && !isReady)}
          >
            {preview ? say('Make {count} locations', { count: preview.count }) : say('Preview')}
          </Button>
          {preview ? <Button onClick={forgetPreview}>{say('Change the pattern')}</Button> : null}
          {draft.site === null ? <span className="muted">{say('Choose the site first.')}</span> : null}
        </div>
      </form>
    </>
  )
}

function useLayout() {
  const [draft, setDraft] = useState<LayoutDraft>(noLayout)
  const [id, setId] = useState(newId)
  const [preview, setPreview] = useState<LayoutAnswer>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const notify = useNotify()
  const refresh = useRefresh()
  const navigate = useNavigate()

  const ask = async (dryRun: boolean) => {
    setBusy(true)
    setError(undefined)
    try {
      const body = { ...(dryRun ? { dryRun } : { id }), ...toLayout(draft) }
      const answer = await call<LayoutAnswer>('/locations/layouts', { method: 'POST', body })
      if (dryRun) return setPreview(answer)
      notify(say('{count} locations stand now.', { count: answer.count }), { type: 'success' })
      refresh()
      navigate(`/locations?filter=${encodeURIComponent(JSON.stringify({ site: draft.site }))}`)
    } catch (refusal) {
      setPreview(undefined)
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  const change = (part: Partial<LayoutDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setPreview(undefined)
    setId(newId())
  }
  return { draft, preview, error, isBusy, ask, change, forgetPreview: () => setPreview(undefined) }
}

function Preview({ answer }: { answer: LayoutAnswer }) {
  const { count, areas, first, last, collisions } = answer
  const rest = last.filter((code) => !first.includes(code))
  const places = say('1 place | {count} places', { count })
  return (
    <section
      className={collisions.count > 0 ? 'note bad' : 'note'}
      style={{ flexDirection: 'column' }}
      role="status"
    >
      <b>
        {areas > 0
          ? say('{places} in {areas} areas would be made. Nothing is made yet.', { places, areas })
          : say('{places} would be made. Nothing is made yet.', { places })}
      </b>
      <div className="row wrap">
        {first.map((code) => (
          <Plate key={code} code={code} />
        ))}
        {rest.length > 0 ? <span>{say('to')}</span> : null}
        {rest.map((code) => (
          <Plate key={code} code={code} />
        ))}
      </div>
      {answer.ground && answer.ground.length > 0 ? <LayoutDrawing ground={answer.ground} /> : null}
      {collisions.count > 0 ? (
        <span>
          {say('{count} of these codes are taken in this site: {codes}. Change the pattern or its start.', {
            count: collisions.count,
            codes: collisions.codes.join(', '),
          })}
        </span>
      ) : null}
    </section>
  )
}
