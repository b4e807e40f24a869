import { call, Instant } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'

interface Reading {
  readonly id: string
  readonly measuredAt: string
  readonly celsius: number
}

const WIDTH = 320
const HEIGHT = 80

/** On a place's screen: how warm it was there, the last hundred readings. */
export function TemperatureChart({ record }: { record: { id: string; code: string } }) {
  const { data } = useQuery({
    queryKey: ['temperature', record.id],
    queryFn: () =>
      call<{ data: Reading[] }>(`/temperature/readings?location=${record.id}&sort=-measuredAt&limit=100`),
  })
  const readings = [...(data?.data ?? [])].reverse()
  const last = readings.at(-1)
  return (
    <section className="card pad" aria-label="Temperature">
      <h2>Temperature</h2>
      {last === undefined ? (
        <p className="muted">No probe was read here yet.</p>
      ) : (
        <>
          <p>
            <b>{last.celsius} °C</b> <Instant at={last.measuredAt} />
          </p>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img">
            <title>{`${readings.length} readings in ${record.code}`}</title>
            <polyline points={pointsOf(readings)} fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </>
      )}
    </section>
  )
}

function pointsOf(readings: readonly Reading[]): string {
  const values = readings.map(({ celsius }) => celsius)
  const low = Math.min(...values)
  const span = Math.max(1, Math.max(...values) - low)
  const step = WIDTH / Math.max(1, readings.length - 1)
  return values
    .map((value, n) => `${n * step},${HEIGHT - ((value - low) / span) * (HEIGHT - 4) - 2}`)
    .join(' ')
}
