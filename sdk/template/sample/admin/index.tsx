import { call, Instant, PageHead } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'

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
      <PageHead title="Dry bins" />
      <section className="card pad">
        {dry.length === 0 && <p className="muted">None.</p>}
        <ul>
          {dry.map(({ location, item, at }) => (
            <li key={location.id + item.id}>
              <b>{location.code}</b> has no {item.sku} since <Instant at={at} />
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
    <section className="card pad" aria-label="Limit">
      <h2>Limit</h2>
      <p>{limit === undefined ? 'Any quantity may leave at once.' : `${limit.largest} may leave at once.`}</p>
    </section>
  )
}
