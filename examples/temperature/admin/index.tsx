import { call, Instant, sayFrom } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'

interface Reading {
  readonly id: string
  readonly measuredAt: string
  readonly celsius: number
}

const say = sayFrom({
  fr: {
    Temperature: 'Température',
    'No probe was read here yet.': 'Aucune sonde n’a encore été lue ici.',
    'One reading in {place} | {count} readings in {place}':
      'Un relevé dans {place} | {count} relevés dans {place}',
  },
})

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
    <section className="card pad" aria-label={say('Temperature')}>
      <h2>{say('Temperature')}</h2>
      {last === undefined ? (
        <p className="muted">{say('No probe was read here yet.')}</p>
      ) : (
        <>
          <p>
            <b>{last.celsius} °C</b> <Instant at={last.measuredAt} />
          </p>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img">
            <title>
              {say('One reading in {place} | {count} readings in {place}', {
                place: record.code,
                count: readings.length,
              })}
            </title>
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
