import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useEffect, useState } from 'react'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyOwner, anySite } from '../pieces/pickables.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { AddsList } from './adds-list.tsx'
import { ChangeProgress } from './change-progress.tsx'
import { CredentialsNote } from './credentials-note.tsx'
import {
  type Credentials,
  type Plugin,
  type PluginPreview,
  useChange,
  usePreview,
  useReadAgain,
} from './plugin.ts'

interface Begun {
  readonly id: string
  /** Of a program that runs by itself, when it is turned on. */
  readonly credentials?: Credentials
}

/** Shows what turning a plugin on or off would do, does it, and tells how far it is. */
export function SwitchDialog({ plugin, onClose }: { plugin: Plugin; onClose: () => void }) {
  const { data: preview, error } = usePreview(plugin.name)
  const [begun, setBegun] = useState<Begun>()
  const change = begun?.id
  const [refusal, setRefusal] = useState<unknown>()
  const [owner, setOwner] = useState<string | null>(null)
  const [site, setSite] = useState<string | null>(null)
  const { data: progress } = useChange(change)
  const readAgain = useReadAgain()
  const state = progress?.state
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read again when the change is over
  useEffect(() => {
    if (state !== undefined && state !== 'running') readAgain()
  }, [state])
  const begin = async (how: How) => {
    setRefusal(undefined)
    const scope = { ...(owner ? { owners: [owner] } : {}), ...(site ? { sites: [site] } : {}) }
    const body = preview?.action === 'disable' ? how : scope
    await call<Begun>(`/host/plugins/${plugin.name}/${preview?.action}`, { method: 'POST', body })
      .then(setBegun)
      .catch(setRefusal)
  }
  const verb = preview?.action === 'disable' ? say('Turn off') : say('Turn on')
  return (
    <Dialog open onClose={onClose} aria-labelledby="switch-title" maxWidth="sm" fullWidth>
      <DialogTitle id="switch-title">
        {preview ? `${verb} ${plugin.title}?` : `${plugin.title} ${plugin.version}`}
      </DialogTitle>
      <DialogContent>
        {error ? <Trouble error={error} what={say('What it would change')} /> : null}
        {!preview && !error ? <Waiting rows={3} /> : null}
        {preview && !change ? <PreviewBody preview={preview} /> : null}
        {plugin.program && preview?.action === 'enable' && !change ? (
          <ProgramScope owner={owner} onOwner={setOwner} site={site} onSite={setSite} />
        ) : null}
        {refusal ? <Trouble error={refusal} /> : null}
        {progress ? <ChangeProgress change={progress} /> : null}
        {state === 'done' && begun?.credentials ? <CredentialsNote credentials={begun.credentials} /> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{change ? say('Close') : say('Cancel')}</Button>
        {preview && !change ? (
          <Ways preview={preview} verb={verb} onBegin={(how) => void begin(how)} />
        ) : null}
      </DialogActions>
    </Dialog>
  )
}

/** How a plugin is to be turned off, beside what is usual. */
interface How {
  readonly release?: true
  readonly unasked?: true
}

interface WaysProps {
  readonly preview: PluginPreview
  readonly verb: string
  readonly onBegin: (how: How) => void
}

/** The buttons that begin it: as it is asked for, or what is left where that cannot be. */
function Ways({ preview: { problem, blockers, canGoUnasked }, verb, onBegin }: WaysProps) {
  if (canGoUnasked) {
    return (
      <Button variant="contained" onClick={() => onBegin({ unasked: true })}>
        {say('Turn off without asking it')}
      </Button>
    )
  }
  const hasBlockers = blockers.length > 0
  return (
    <>
      {hasBlockers ? (
        <Button onClick={() => onBegin({ release: true })}>{say('Let go of it and turn off')}</Button>
      ) : null}
      <Button variant="contained" disabled={problem !== null || hasBlockers} onClick={() => onBegin({})}>
        {verb}
      </Button>
    </>
  )
}

interface ProgramScopeProps {
  readonly owner: string | null
  readonly onOwner: (owner: string | null) => void
  readonly site: string | null
  readonly onSite: (site: string | null) => void
}

/** For whose stock, and at which site, a program is to have its key. */
function ProgramScope({ owner, onOwner, site, onSite }: ProgramScopeProps) {
  return (
    <div className="stack" style={{ marginTop: 16, gap: 12 }}>
      <EntityPicker
        of={anyOwner}
        label={say('For the stock of one owner')}
        value={owner}
        onChange={onOwner}
        help={say('Its key and what it is told are about this owner alone; left empty, about all.')}
      />
      <EntityPicker
        of={anySite}
        label={say('At one site')}
        value={site}
        onChange={onSite}
        help={say('Its key and what it is told are about this site alone; left empty, about all.')}
      />
    </div>
  )
}

function PreviewBody({ preview }: { preview: PluginPreview }) {
  return (
    <div className="stack" style={{ gap: 12 }}>
      {preview.problem ? (
        <div className="note bad" role="alert">
          {preview.problem.detail}
        </div>
      ) : null}
      {preview.blockers.map(({ sentence }) => (
        <div key={sentence} className="note">
          {sentence}
        </div>
      ))}
      <span>{whatItDoes(preview)}</span>
      <AddsList adds={preview.changes} />
    </div>
  )
}

function whatItDoes({ action, canGoUnasked }: PluginPreview): string {
  if (action === 'enable') return say('It adds:')
  if (!canGoUnasked) return say('Its data stays. It takes away:')
  return say(
    'It can be turned off all the same, without asking whether anything stands in the way. Its data stays.',
  )
}
