import { Link } from 'react-router-dom'
import { Figure } from '../pieces/figure.tsx'
import { Named } from '../pieces/named.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import type { Content, UnitDetail } from './handling-unit.ts'

/** The stock in a unit and in all that is nested in it. */
export function UnitContents({ unit }: { unit: UnitDetail }) {
  return (
    <section className="card" aria-label="Contents">
      <header>
        <h2>Contents</h2>
        {unit.isComplete ? null : <span className="push muted small">The first thousand.</span>}
      </header>
      {unit.contents.length === 0 ? (
        <p className="pad muted">Nothing is in it.</p>
      ) : (
        <ContentsTable unit={unit} />
      )}
    </section>
  )
}

function ContentsTable({ unit }: { unit: UnitDetail }) {
  return (
    <div className="scroll-x">
      <table className="table dense">
        <thead>
          <tr>
            <th>Item</th>
            <th>Lot</th>
            <th>In</th>
            <th>Owner</th>
            <th>Status</th>
            <th className="num">On hand</th>
            <th className="num">Allocated</th>
          </tr>
        </thead>
        <tbody>
          {unit.contents.map((content) => (
            <ContentRow key={content.bucket} content={content} isDirect={content.unit.id === unit.id} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ContentRow({ content, isDirect }: { content: Content; isDirect: boolean }) {
  const { item, lot, unit, owner, status, onHand, allocated } = content
  return (
    <tr>
      <td>
        <Link to={`/items/${item.id}/show`} style={{ textDecoration: 'none' }}>
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
      <td>
        {isDirect ? null : (
          <Link to={`/handling-units/${unit.id}/show`} className="code">
            {unit.code}
          </Link>
        )}
      </td>
      <td>{owner.name}</td>
      <td>
        <StatusChip status={status} />
      </td>
      <td className="num strong">
        <Figure value={onHand} />
      </td>
      <td className="num">
        <Figure value={allocated} />
      </td>
    </tr>
  )
}
