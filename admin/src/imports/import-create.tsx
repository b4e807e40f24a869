import Button from '@mui/material/Button'
import { IconFileImport } from '@tabler/icons-react'
import { type FormEvent, useId, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router-dom'
import { Trouble } from '../pieces/trouble.tsx'
import { uploadFile } from '../providers/upload-file.ts'
import { PageHead } from '../shell/page-head.tsx'
import { say } from '../words/say.ts'
import { type Import, type Importable, useImportables } from './import.ts'
import { Steps } from './steps.tsx'
import './imports.css'

/** A new import: what is in the file, and the file. */
export default function ImportCreate() {
  const importables = useImportables()
  const [asked] = useSearchParams()
  const [chosen, setChosen] = useState(asked.get('what') ?? '')
  const [file, setFile] = useState<File>()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const navigate = useNavigate()
  const what = importables.find(({ name }) => name === chosen)?.name ?? importables[0]?.name ?? ''
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (file === undefined || isBusy) return
    setBusy(true)
    setRefusal(undefined)
    try {
      const made = await uploadFile<Import>(`/imports?importable=${encodeURIComponent(what)}`, file)
      navigate(`/imports/${made.id}/show`)
    } catch (error) {
      setRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <PageHead title={say('New import')} over={<Link to="/imports">{say('Imports')}</Link>} />
      <Steps at="file" />
      <form className="card import-new" onSubmit={(event) => void send(event)}>
        <WhatField importables={importables} what={what} onChange={setChosen} />
        <FileField file={file} onChange={setFile} />
        {refusal ? <Trouble error={refusal} /> : null}
        <div className="row">
          <Button type="submit" variant="contained" disabled={file === undefined || isBusy}>
            {say('Read the file')}
          </Button>
          {isBusy ? (
            <span className="muted" role="status">
              {say('The file is being sent …')}
            </span>
          ) : null}
        </div>
      </form>
    </>
  )
}

interface WhatFieldProps {
  readonly importables: readonly Importable[]
  readonly what: string
  readonly onChange: (what: string) => void
}

function WhatField({ importables, what, onChange }: WhatFieldProps) {
  const groupId = useId()
  return (
    <fieldset className="import-what" aria-labelledby={groupId}>
      <legend id={groupId}>{say('What is in the file?')}</legend>
      {importables.map(({ name, title }) => (
        <label key={name} className={name === what ? 'on' : ''}>
          <input
            type="radio"
            name="what"
            value={name}
            checked={name === what}
            onChange={() => onChange(name)}
          />
          {title}
        </label>
      ))}
    </fieldset>
  )
}

/** Chosen by the keyboard, by a click, or let fall upon it. */
function FileField({
  file,
  onChange,
}: {
  file: File | undefined
  onChange: (file: File | undefined) => void
}) {
  const id = useId()
  return (
    <div className="stack" style={{ gap: 6 }}>
      <label
        className="import-drop"
        htmlFor={id}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          onChange(event.dataTransfer.files[0])
        }}
      >
        <IconFileImport className="icon l" />
        <span className="strong">{file?.name ?? say('Choose a CSV or XLSX file')}</span>
        <input
          id={id}
          type="file"
          accept=".csv,.tsv,.txt,.xlsx"
          onChange={(event) => onChange(event.target.files?.[0])}
        />
      </label>
      <span className="small muted">
        {say(
          'In any encoding, up to 200 MB. The first row names the columns. Nothing is written before ' +
            'you say so.',
        )}
      </span>
    </div>
  )
}
