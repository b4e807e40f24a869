import Button from '@mui/material/Button'
import { useState } from 'react'
import { ShowBase, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { ReverseDialog } from '../movements/reverse-dialog.tsx'
import { Figure } from '../pieces/figure.tsx'
import { Instant } from '../pieces/instant.tsx'
import { Named } from '../pieces/named.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Edge, TransformationDetail } from './transformation.ts'
import { transformationWord } from './transformation-kinds.tsx'
import { TransformationState } from './transformation-state.tsx'

/** One transformation: what went in, and what came out of it. */
export default function TransformationShow() {
  return (
    <ShowBase>
      <TransformationBody />
    </ShowBase>
  )
}

function TransformationBody() {
  const { record, error, isPending, refetch } = useShowContext<TransformationDetail>()
  const { mayChange } = useRights()
  const [isAsking, setAsking] = useState(false)
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The transformation')}
        over={<Link to="/transformations">{say('Transformations')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  const canReverse = mayChange('ledger.movement.reverse') && record?.isReversed === false
  // Coming from the list, the row is there at once and its edges follow.
  if (isPending || !record?.inputs) return <Waiting rows={4} />
  return (
    <>
      <PageHead
        title={`${transformationWord(record.kind)}${record.skusOut === '' ? '' : ` ${say('of ' + '{skusOut}', { skusOut: record.skusOut })}`}`}
        over={<Link to="/transformations">{say('Transformations')}</Link>}
        fact={<TransformationState of={record} />}
        actions={
          canReverse ? <Button onClick={() => setAsking(true)}>{say('Reverse transformation')}</Button> : null
        }
      />
      {record.isReversed ? (
        <div className="note">
          <span>{say('It was reversed: what went in is there again. Genealogies pass it over.')}</span>
        </div>
      ) : null}
      <div className="record">
        <div className="stack">
          <SideCard title={say('What went in')} edges={record.inputs} />
          <SideCard title={say('What came out')} edges={record.outputs} />
        </div>
        <FactsCard record={record} />
      </div>
      {isAsking ? (
        <ReverseDialog
          kind="transformation"
          path={`/ledger/transformations/${record.id}`}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

function SideCard({ title, edges }: { title: string; edges: readonly Edge[] }) {
  const hasUnits = edges.some(({ unit }) => unit !== null)
  const hasOwners = new Set(edges.map(({ owner }) => owner.id)).size > 1
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {edges.length === 0 ? (
        <p className="pad muted">{say('Nothing that you may see.')}</p>
      ) : (
        <ScrollX>
          <table className="table dense">
            <thead>
              <tr>
                <th>{say('Item')}</th>
                <th>{say('Lot')}</th>
                {hasUnits ? <th>{say('Handling unit')}</th> : null}
                {hasOwners ? <th>{say('Owner')}</th> : null}
                <th className="num">{say('Quantity')}</th>
              </tr>
            </thead>
            <tbody>
              {edges.map((edge) => (
                <EdgeRow
                  key={`${edge.movement} ${edge.n}`}
                  edge={edge}
                  hasUnits={hasUnits}
                  hasOwners={hasOwners}
                />
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
    </section>
  )
}

function EdgeRow(props: { edge: Edge; hasUnits: boolean; hasOwners: boolean }) {
  const { item, lot, unit, owner, quantity } = props.edge
  return (
    <tr>
      <td>
        <Link to={`/items/${item.id}/show`}>
          <Named code={item.sku} name={item.name} />
        </Link>
      </td>
      <td>
        {lot ? (
          <Link to={`/lots/${lot.id}/show`} className="code">
            {lot.name}
          </Link>
        ) : null}
      </td>
      {props.hasUnits ? (
        <td>
          {unit ? (
            <Link to={`/handling-units/${unit.id}/show`} className="code">
              {unit.code}
            </Link>
          ) : null}
        </td>
      ) : null}
      {props.hasOwners ? <td>{owner.name}</td> : null}
      <td className="num strong">
        <Figure value={quantity} unit={item.baseUnit} />
      </td>
    </tr>
  )
}

function FactsCard({ record }: { record: TransformationDetail }) {
  const movements = [...new Set([...record.inputs, ...record.outputs].map(({ movement }) => movement))]
  return (
    <section className="card pad" aria-label={say('Facts')}>
      <dl className="facts">
        <dt>{say('Posted')}</dt>
        <dd>
          <Instant at={record.at} />
        </dd>
        <dt>{movements.length === 1 ? say('Movement') : say('Movements')}</dt>
        <dd>
          {movements.map((id) => (
            <div key={id}>
              <Link to={`/movements/${id}/show`} className="code">
                …{id.slice(-8)}
              </Link>
            </div>
          ))}
        </dd>
      </dl>
      <p
        className="code muted"
        style={{ whiteSpace: 'normal', margin: '16px 0 0', overflowWrap: 'anywhere' }}
      >
        {record.id}
      </p>
    </section>
  )
}
