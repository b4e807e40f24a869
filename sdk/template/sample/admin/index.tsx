import { call, Instant, PageHead } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { say } from './say.ts'

interface DryBin {
  readonly location: { readonly id: string; readonly code: string }
  readonly item: { readonly id: string; readonly sku: string }
  readonly at: string
}

/** A page of its own: bins that ran dry, and what to do about them. */
export function DryBins() {
  const bins = useQuery({
    queryKey: ['sample', 'dry-bins'],
    queryFn: () => call<{ data: DryBin[] }>('/sample/dry-bins'),
  })
  const advice = useQuery({
    queryKey: ['sample', 'advice'],
    queryFn: () => call<{ data: { name: string; sentence: string }[] }>('/sample/advice'),
  })
  const dry = bins.data?.data ?? []
  return (
    <>
      <PageHead title={say('Dry bins')} />
      <section className="card pad">
        {dry.length === 0 && <p className="muted">{say('No bin ran dry.')}</p>}
        <ul>
          {dry.map(({ location, item, at }) => (
            <li key={location.id + item.id}>
              {say('{bin} has no {sku} since', { bin: location.code, sku: item.sku })} <Instant at={at} />
            </li>
          ))}
        </ul>
        {dry.length > 0 && advice.data?.data.map(({ name, sentence }) => <p key={name}>{sentence}</p>)}
      </section>
    </>
  )
}

/** In a slot of core's screen of an item: its limit. */
export function LimitOfItem({ record }: { record: { id: string } }) {
  const { data } = useQuery({
    queryKey: ['sample', 'limit', record.id],
    queryFn: () => call<{ data: { largest: number }[] }>(`/sample/limits?item=${record.id}`),
  })
  const limit = data?.data[0]
  return (
    <section className="card pad" aria-label={say('Limit')}>
      <h2>{say('Limit')}</h2>
      <p>
        {limit === undefined
          ? say('Any quantity may leave at once.')
          : say('{largest} may leave at once.', { largest: limit.largest })}
      </p>
    </section>
  )
}
