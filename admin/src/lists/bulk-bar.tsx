import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useListContext, useNotify, useRefresh, useResourceContext } from 'react-admin'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { formatFigure } from '../pieces/format.ts'
import { call } from '../providers/http-client.ts'
import { filterQuery } from '../providers/list-query.ts'
import { resourcePath } from '../providers/resource-paths.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'

/** Something that is done to many rows. */
export interface BulkAction {
  /** The button: `Discontinue`. */
  readonly verb: string
  /** What is said of those to which it was done: `discontinued`. */
  readonly done: string
  /** Each row's change, as its PATCH takes it. */
  readonly change: Readonly<Record<string, unknown>>
  /** What has to be said with it: a member of the change. */
  readonly asks?: { readonly member: string; readonly label: string; readonly help: string }
  /** Where it is sent, under the API's root, where that is not the list's own path. */
  readonly path?: string
  /** The permission that it takes, where that is not the one to change such rows. */
  readonly right?: string
}

interface Outcome {
  readonly done: number
  readonly refused: number
  readonly refusals: readonly { readonly id: string; readonly detail: string }[]
}

/** Those of the actions that this person may do. */
export function useAllowed(actions: readonly BulkAction[] = []): readonly BulkAction[] {
  const resource = useResourceContext() ?? ''
  const { mayChange } = useRights()
  if (actions.length === 0) return actions
  const { write } = resourcePath(resource)
  return actions.filter(({ right = write }) => right === undefined || mayChange(right))
}

/**
 * What can be done to the rows that were chosen, or to all that the filters find. The server is told their
 * ids, or the filters; what happens to be on the page is never the set to act on.
 */
export function BulkBar({ actions }: { actions: readonly BulkAction[] }) {
  const resource = useResourceContext() ?? ''
  const { selectedIds, onUnselectItems, filterValues, filter, total, data, hasNextPage } = useListContext()
  const [isAll, setAll] = useState(false)
  const [asked, setAsked] = useState<BulkAction>()
  const notify = useNotify()
  const refresh = useRefresh()
  const { isViewing } = useRights()
  if (selectedIds.length === 0 || isViewing) return null
  const count = isAll ? total : selectedIds.length
  const clear = () => {
    setAll(false)
    onUnselectItems()
  }
  const run = async (action: BulkAction, said: string) => {
    const { change, done, path = resourcePath(resource).path, asks } = action
    const query = isAll ? filterQuery({ ...filter, ...filterValues }) : ''
    const whole = asks && said !== '' ? { ...change, [asks.member]: said } : change
    const outcome = await call<Outcome>(`${path}/bulk?${query}`, {
      method: 'POST',
      body: { ...(isAll ? { isAll } : { ids: selectedIds }), change: whole },
    })
    notify(outcomeWords(outcome, done), {
      type: outcome.refused === 0 ? 'success' : 'warning',
      autoHideDuration: outcome.refused === 0 ? 6_000 : null,
    })
    clear()
    refresh()
  }
  // Facts are not counted: then there is more where there is a next page.
  const isMore = total === undefined ? hasNextPage : total > (data?.length ?? 0)
  const chosen = count === undefined ? say('All that match') : say('{count} chosen', { count })
  return (
    <section className="bulk-bar" aria-label={say('Chosen rows')}>
      <b role="status">{chosen}</b>
      {!isAll && isMore && selectedIds.length === data?.length ? (
        <Button size="small" variant="text" onClick={() => setAll(true)}>
          {total === undefined ? say('Choose all that match') : say('Choose all {total}', { total })}
        </Button>
      ) : null}
      {actions.map((action) => (
        <Button key={action.verb} size="small" onClick={() => setAsked(action)}>
          {action.verb}
        </Button>
      ))}
      <Button size="small" variant="text" onClick={clear}>
        {say('Clear')}
      </Button>
      {asked ? (
        <BulkDialog
          action={asked}
          chosen={chosen}
          onDo={(said) => run(asked, said)}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </section>
  )
}

interface BulkDialogProps {
  readonly action: BulkAction
  readonly chosen: string
  readonly onDo: (said: string) => Promise<unknown>
  readonly onClose: () => void
}

function BulkDialog({ action: { verb, asks }, chosen, onDo, onClose }: BulkDialogProps) {
  const [said, setSaid] = useState('')
  return (
    <AskDialog
      title={say('{verb}?', { verb })}
      verb={verb}
      isReady={asks === undefined || said.trim() !== ''}
      onDo={() => onDo(said.trim())}
      onClose={onClose}
    >
      <p>{eachOf(chosen)}</p>
      {asks ? (
        <TextField
          label={asks.label}
          required
          fullWidth
          autoFocus
          margin="none"
          value={said}
          onChange={(event) => setSaid(event.target.value)}
          helperText={asks.help}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
      ) : null}
    </AskDialog>
  )
}

function outcomeWords({ done, refused, refusals }: Outcome, word: string): string {
  const words = `${formatFigure(done)} ${word}`
  if (refused === 0) return `${words}.`
  return `${words}, ${say('{refused} refused: {refusal}', { refused, refusal: refusals[0]?.detail })}`
}

function eachOf(chosen: string): string {
  return say('{chosen}. Each is changed on its own; those that are refused are told, with why.', { chosen })
}
