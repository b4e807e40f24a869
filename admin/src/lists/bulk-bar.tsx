import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { type ReactNode, useState } from 'react'
import { useListContext, useNotify, useRefresh, useResourceContext } from 'react-admin'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Slot } from '../plugin-screens/slot.tsx'
import { call } from '../providers/http-client.ts'
import { filterQuery } from '../providers/list-query.ts'
import { resourcePath } from '../providers/resource-paths.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { ChosenFiles } from './file-buttons.tsx'
import { useListSlot } from './list-slot.ts'

type Change = Readonly<Record<string, unknown>>

/** Something that is done to many rows. */
export interface BulkAction {
  /** The button: `Discontinue`. */
  readonly verb: string
  /** What is said of those to which it was done: `discontinued`. */
  readonly done: string
  /** Each row's change, as its PATCH takes it; where it tells an instant, made when it is pressed. */
  readonly change: Change | (() => Change)
  /** Where the change is for whoever does it to say: the fields for it, which tell it once it is whole. */
  readonly form?: (onChange: (change: Change | undefined) => void) => ReactNode
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
export function BulkBar({ actions, hasFiles }: { actions: readonly BulkAction[]; hasFiles: boolean }) {
  const resource = useResourceContext() ?? ''
  const { selectedIds, onUnselectItems, filterValues, filter, total, data, hasNextPage } = useListContext()
  const [isAll, setAll] = useState(false)
  const [asked, setAsked] = useState<BulkAction>()
  const notify = useNotify()
  const refresh = useRefresh()
  if (selectedIds.length === 0) return null
  const count = isAll ? total : selectedIds.length
  const clear = () => {
    setAll(false)
    onUnselectItems()
  }
  const run = async ({ done, path = resourcePath(resource).path }: BulkAction, change: Change) => {
    const query = isAll ? filterQuery({ ...filter, ...filterValues }) : ''
    const outcome = await call<Outcome>(`${path}/bulk?${query}`, {
      method: 'POST',
      body: { ...(isAll ? { isAll } : { ids: selectedIds }), change },
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
      {hasFiles ? <ChosenFiles ids={isAll ? undefined : selectedIds} /> : null}
      <PluginActs isAll={isAll} count={count} />
      <Button size="small" variant="text" onClick={clear}>
        {say('Clear')}
      </Button>
      {asked ? (
        <BulkDialog
          action={asked}
          chosen={chosen}
          onDo={(change) => run(asked, change)}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </section>
  )
}

/** What plugins do with the rows. */
function PluginActs({ isAll, count }: { isAll: boolean; count: number | undefined }) {
  const resource = useResourceContext() ?? ''
  const slot = useListSlot()
  const { selectedIds, filterValues, filter } = useListContext()
  if (slot === undefined) return null
  const address = `${resourcePath(resource).path}?${filterQuery({ ...filter, ...filterValues })}`
  const ids = selectedIds.map(String)
  return <Slot name={slot} selection={{ ids, isAll, address, ...(count !== undefined && { count }) }} />
}

interface BulkDialogProps {
  readonly action: BulkAction
  readonly chosen: string
  readonly onDo: (change: Change) => Promise<unknown>
  readonly onClose: () => void
}

function BulkDialog({ action, chosen, onDo, onClose }: BulkDialogProps) {
  const { verb, asks, form } = action
  const change = typeof action.change === 'function' ? action.change() : action.change
  const [whole, setWhole] = useState<Change | undefined>(asks || form ? undefined : change)
  return (
    <AskDialog
      title={say('{verb}?', { verb })}
      verb={verb}
      isReady={whole !== undefined}
      onDo={() => onDo(whole!)}
      onClose={onClose}
    >
      <p>{eachOf(chosen)}</p>
      {asks ? (
        <AskedText
          asks={asks}
          onChange={(said) => setWhole(said === '' ? undefined : { ...change, [asks.member]: said })}
        />
      ) : null}
      {form?.(setWhole)}
    </AskDialog>
  )
}

interface AskedTextProps {
  readonly asks: NonNullable<BulkAction['asks']>
  readonly onChange: (said: string) => void
}

function AskedText({ asks: { label, help }, onChange }: AskedTextProps) {
  const [said, setSaid] = useState('')
  return (
    <TextField
      label={label}
      required
      fullWidth
      autoFocus
      margin="none"
      value={said}
      onChange={({ target }) => {
        setSaid(target.value)
        onChange(target.value.trim())
      }}
      helperText={help}
      slotProps={{ htmlInput: { maxLength: 200 } }}
    />
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
