import Button from '@mui/material/Button'
import { call, formatFigure, PageHead, Trouble, Waiting } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import type { Delivery } from './delivery.ts'
import { DropButton, SendAgainButton } from './delivery-acts.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import { useAct } from './use-act.ts'
import { useMayWrite } from './use-may-write.ts'
import { fill, wordsOf } from './words.ts'

const shown = 100
const readAgainMs = 5_000

/** What failed as often as it may: each with its acts, and one button for all. */
export function DeadLetters() {
  const { words } = wordsOf()
  const act = useAct()
  const mayWrite = useMayWrite()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['webhooks', 'dead-letters'],
    queryFn: () =>
      call<{ data: Delivery[]; total: number }>(`/webhooks/dead-letters?limit=${shown}&count=true&sort=-id`),
    refetchInterval: readAgainMs,
  })
  const sendAll = () =>
    act<{ count: number }>('/dead-letters/send-again', { body: {} }, ({ count }) =>
      fill(words.sentAgain, { count }),
    )
  return (
    <>
      <PageHead
        title={words.dead}
        fact={data ? formatFigure(data.total) : undefined}
        actions={
          mayWrite && data && data.data.length > 0 ? (
            <Button variant="contained" onClick={() => void sendAll()}>
              {words.sendAllAgain}
            </Button>
          ) : null
        }
      />
      {error && !data ? <Trouble error={error} what={words.dead} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? <Waiting rows={6} /> : null}
      {data ? (
        <section className="card" aria-label={words.dead}>
          {data.data.length === 0 ? (
            <p className="pad muted">{words.noDead}</p>
          ) : (
            <DeliveryTable
              title={words.dead}
              deliveries={data.data}
              to="dead-letters"
              {...(mayWrite && { acts: ({ id }) => <DeadLetterActs id={id} /> })}
            />
          )}
        </section>
      ) : null}
    </>
  )
}

function DeadLetterActs({ id }: { readonly id: number }) {
  return (
    <div className="row">
      <SendAgainButton id={id} />
      <DropButton id={id} />
    </div>
  )
}
