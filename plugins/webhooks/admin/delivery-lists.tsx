import Button from '@mui/material/Button'
import {
  type BulkAction,
  ChoiceFilter,
  InstantFilter,
  type ListColumn,
  ListPage,
  PickFilter,
} from '@stowage/admin'
import type { ReactNode } from 'react'
import { useListContext } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Delivery } from './delivery.ts'
import { DropButton, SendAgainButton } from './delivery-acts.tsx'
import { DeliveryState, Outcome } from './delivery-table.tsx'
import { useAct } from './use-act.ts'
import { useMayWrite } from './use-may-write.ts'
import { fill, wordsOf } from './words.ts'

const readAgainMs = 5_000
const anyEndpoint = { resource: 'x/webhooks/endpoints', code: 'name', name: 'url' }

/** What was sent, what waits, and how it ended. */
export function Deliveries() {
  const { words, states } = wordsOf()
  return (
    <DeliveryList title={words.deliveries} noun={words.deliveriesNoun} to="deliveries" empty={words.none}>
      <ChoiceFilter source="state" label={words.state} choices={choicesOf(states)} />
    </DeliveryList>
  )
}

/** What failed as often as it may: each with its acts, those that were chosen with the same, and all. */
export function DeadLetters() {
  const { words } = wordsOf()
  const mayWrite = useMayWrite()
  return (
    <DeliveryList
      title={words.dead}
      noun={words.deadNoun}
      to="dead-letters"
      empty={words.noDead}
      actions={mayWrite ? <SendAll /> : null}
      acts={mayWrite}
    />
  )
}

interface DeliveryListProps {
  readonly title: string
  readonly noun: string
  /** Where each leads: `deliveries` or `dead-letters`. */
  readonly to: string
  readonly empty: string
  readonly actions?: ReactNode
  /** Whether each row has its buttons. */
  readonly acts?: boolean
  /** Filters of its own. */
  readonly children?: ReactNode
}

function DeliveryList({ title, noun, to, empty, actions, acts = false, children }: DeliveryListProps) {
  const { words, failures } = wordsOf()
  return (
    <ListPage
      title={title}
      noun={noun}
      sort={{ field: 'id', order: 'DESC' }}
      readAgainMs={readAgainMs}
      actions={actions}
      filters={
        <>
          <PickFilter source="endpoint" label={words.endpoint} of={anyEndpoint} />
          {children}
          <ChoiceFilter source="failure" label={words.lastAnswer} choices={choicesOf(failures)} />
          <InstantFilter source="createdAt.gte" label={words.toldFrom} />
          <InstantFilter source="createdAt.lt" label={words.toldBefore} />
        </>
      }
      empty={<b>{empty}</b>}
      bulk={actsOnMany()}
      nameOf={({ id, type }: Delivery) => `${type} ${id}`}
      columns={[...columnsFor(to), ...(acts ? [rowActs()] : [])]}
    />
  )
}

function columnsFor(to: string): readonly ListColumn<Delivery>[] {
  const { words } = wordsOf()
  return [
    {
      source: 'type',
      label: words.event,
      draw: ({ id, type }) => (
        <Link className="code" to={`/x/webhooks/${to}/${id}/show`}>
          {type}
        </Link>
      ),
    },
    { source: 'endpoint.name', label: words.endpoint, draw: ({ endpoint }) => endpoint.name },
    { source: 'position', label: words.position, as: 'figure' },
    { source: 'state', label: words.state, draw: ({ state }) => <DeliveryState state={state} /> },
    { source: 'attempts', label: words.tries, as: 'figure' },
    {
      source: 'failure',
      label: words.lastAnswer,
      draw: ({ status, failure }) => <Outcome status={status} failure={failure} />,
    },
    { source: 'createdAt', label: words.told, as: 'instant' },
  ]
}

function rowActs(): ListColumn<Delivery> {
  return {
    source: 'id',
    label: wordsOf().words.toDo,
    isActs: true,
    draw: ({ id }) => (
      <div className="row">
        <SendAgainButton id={id} />
        <DropButton id={id} />
      </div>
    ),
  }
}

function actsOnMany(): readonly BulkAction[] {
  const { words } = wordsOf()
  const right = 'webhooks.endpoint.write'
  return [
    { verb: words.sendAgain, done: words.areSentAgain, change: { act: 'send_again' }, right },
    {
      verb: words.dropVerb,
      done: words.areDropped,
      change: { act: 'drop' },
      asks: { member: 'reason', label: words.reason, help: words.dropText },
      right,
    },
  ]
}

/** One button for all, where there are any. */
function SendAll() {
  const { words } = wordsOf()
  const act = useAct()
  const { data = [] } = useListContext()
  if (data.length === 0) return null
  const sendAll = () =>
    act<{ count: number }>('/dead-letters/send-again', { body: {} }, ({ count }) =>
      fill(words.sentAgain, { count }),
    )
  return (
    <Button variant="contained" onClick={() => void sendAll()}>
      {words.sendAllAgain}
    </Button>
  )
}

function choicesOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([id, name]) => ({ id, name }))
}
