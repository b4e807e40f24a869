import { Link } from 'react-router-dom'
import { Figure } from '../pieces/figure.tsx'
import { Named } from '../pieces/named.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { say } from '../words/say.ts'
import type { Content, UnitDetail } from './handling-unit.ts'

/** The stock in a unit and in all that is nested in it. */
export function UnitContents({ unit }: { unit: UnitDetail }) {
  return (
    <section className="card" aria-label={say('Contents')}>
      <header>
        <h2>{say('Contents')}</h2>
        {unit.isComplete ? null : <span className="push muted small">{say('The first thousand.')}</span>}
      </header>
      {unit.contents.length === 0 ? (
        <p className="pad muted">{say('Nothing is in it.')}</p>
      ) : (
        <ContentsTable unit={unit.id} contents={unit.contents} />
      )}
    </section>
  )
}

type Shown = Omit<Content, 'allocated'> & Partial<Pick<Content, 'allocated'>>

/** Stock in a unit, balance by balance; what was allocated is not told of the past. */
export function ContentsTable({ unit, contents }: { unit: string; contents: readonly Shown[] }) {
  const isNow = contents.some(({ allocated }) => allocated !== undefined)
  return (
    <ScrollX>
      <table className="table dense">
        <thead>
          <tr>
            <th>{say('Item')}</th>
            <th>{say('Lot')}</th>
            <th>{say('In a place')}</th>
            <th>{say('Owner')}</th>
            <th>{say('Status')}</th>
            <th className="num">{say('On hand')}</th>
            {isNow ? <th className="num">{say('Allocated')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {contents.map((content) => (
            <ContentRow key={content.bucket} content={content} isDirect={content.unit.id === unit} />
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function ContentRow({ content, isDirect }: { content: Shown; isDirect: boolean }) {
  const { bucket, item, lot, unit, owner, status, onHand, allocated } = content
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
        <Link to={`/buckets/${bucket}`} title={say('What made it')}>
          <Figure value={onHand} />
        </Link>
      </td>
      {allocated === undefined ? null : (
        <td className="num">
          <Figure value={allocated} />
        </td>
      )}
    </tr>
  )
}
