import { useState } from 'react'
import { Link, useParams } from 'react-router-dom'
import { Instant } from '../pieces/instant.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Import, useImport, useImportables } from './import.ts'
import { ImportStateChip } from './import-state.tsx'
import { MapStep } from './map-step.tsx'
import { ProgressStep } from './progress-step.tsx'
import { ResultStep } from './result-step.tsx'
import { type Step, Steps } from './steps.tsx'
import { TrialStep } from './trial-step.tsx'
import './imports.css'

/** One import, at the step where it stands. */
export default function ImportShow() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useImport(id)
  const title = useImportables().find(({ name }) => name === data?.importable)?.title
  return (
    <>
      <PageHead
        title={data?.fileName ?? say('Imports')}
        over={<Link to="/imports">{say('Imports')}</Link>}
        fact={
          data ? (
            <>
              <ImportStateChip state={data.state} /> {title}, {data.createdBy.name},{' '}
              <Instant at={data.createdAt} />
            </>
          ) : undefined
        }
      />
      {error ? <Trouble error={error} what={say('Imports')} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? <Waiting rows={6} /> : null}
      {data ? <AtItsStep key={data.id} record={data} /> : null}
    </>
  )
}

function AtItsStep({ record }: { record: Import }) {
  const [isMapping, setMapping] = useState(false)
  const { state, checked } = record
  const wasTried = checked !== null && state !== 'checked'
  if (state === 'checking' || state === 'running' || state === 'undoing') {
    return <Framed at={state === 'checking' ? 'check' : 'run'} body={<ProgressStep record={record} />} />
  }
  const isToMend = state === 'failed' && wasTried && record.created + record.updated === 0
  const isTried = state === 'checked' || isToMend
  if (isTried && !isMapping) {
    return <Framed at="check" body={<TrialStep record={record} onMap={() => setMapping(true)} />} />
  }
  if (wasTried && !isTried) {
    return <Framed at="run" body={<ResultStep record={record} />} />
  }
  return <Framed at="map" body={<MapStep record={record} onTried={() => setMapping(false)} />} />
}

function Framed({ at, body }: { at: Step; body: React.ReactNode }) {
  return (
    <>
      <Steps at={at} />
      {body}
    </>
  )
}
