import { formatFigure, Instant } from '@stowage/admin'
import { Link } from 'react-router-dom'
import type { Delivery } from './delivery.ts'
import { wordsOf } from './words.ts'

const tints: Readonly<Record<string, string>> = {
  delivered: 'available',
  dead: 'damaged',
  pending: 'transit',
}

/** Whether it is on its way, there, or waits for somebody. */
export function DeliveryState({ state }: { readonly state: string }) {
  return <span className={`chip ${tints[state] ?? 'neutral'}`}>{wordsOf().states[state] ?? state}</span>
}

/** What became of a try: the status, or what went wrong. */
export function Outcome({
  status,
  failure,
}: {
  readonly status: number | null
  readonly failure: string | null
}) {
  const { failures } = wordsOf()
  const why = failure === null ? '' : (failures[failure] ?? failure)
  return (
    <>
      {status} {why}
    </>
  )
}

interface DeliveryTableProps {
  readonly title: string
  readonly deliveries: readonly Delivery[]
}

/** The last deliveries, one a row. */
export function DeliveryTable({ title, deliveries }: DeliveryTableProps) {
  const { words } = wordsOf()
  return (
    <div className="scroll-x">
      <table className="table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{words.event}</th>
            <th scope="col">{words.endpoint}</th>
            <th scope="col" className="num">
              {words.position}
            </th>
            <th scope="col">{words.state}</th>
            <th scope="col" className="num">
              {words.tries}
            </th>
            <th scope="col">{words.lastAnswer}</th>
            <th scope="col">{words.told}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td>
                <Link className="code" to={`/x/webhooks/deliveries/${delivery.id}/show`}>
                  {delivery.type}
                </Link>
              </td>
              <td>{delivery.endpoint.name}</td>
              <td className="num">{formatFigure(delivery.position)}</td>
              <td>
                <DeliveryState state={delivery.state} />
              </td>
              <td className="num">{delivery.attempts}</td>
              <td>
                <Outcome status={delivery.status} failure={delivery.failure} />
              </td>
              <td>
                <Instant at={delivery.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
