import { Link } from 'react-router-dom'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { say, sayParts } from '../words/say.ts'
import type { Direction, Step, Thing } from './genealogy-tree.ts'
import type { Edge } from './transformation.ts'
import { TransformationMark } from './transformation-kinds.tsx'

/** Transformations one after the other, each with what it led to. */
export function Steps({ steps, direction }: { steps: readonly Step[]; direction: Direction }) {
  return (
    <ul>
      {steps.map((step) => (
        <StepRow key={step.node.id} step={step} direction={direction} />
      ))}
    </ul>
  )
}

function StepRow({ step, direction }: { step: Step; direction: Direction }) {
  const { node, quantity, baseUnit, things, isAgain } = step
  const verb = direction === 'down' ? say('went in') : say('came out')
  return (
    <li>
      <div className="step">
        <Link to={`/transformations/${node.id}/show`}>
          <TransformationMark kind={node.kind} />
        </Link>
        {quantity === undefined ? null : (
          <span>
            {formatFigure(quantity)} {baseUnit} {verb}
          </span>
        )}
        <span className="muted small">
          <Instant at={node.at} length="short" />
          {isAgain ? `, ${say('as told above')}` : ''}
        </span>
      </div>
      {things.length === 0 ? null : (
        <ul aria-label={direction === 'down' ? say('What came out') : say('What went in')}>
          {things.map((thing) => (
            <ThingRow key={keyOf(thing.edge)} thing={thing} direction={direction} />
          ))}
        </ul>
      )}
    </li>
  )
}

function ThingRow({ thing, direction }: { thing: Thing; direction: Direction }) {
  const { edge, steps, isAgain } = thing
  const { item, lot, unit, quantity } = edge
  return (
    <li>
      <div className="thing">
        <span className="strong num">
          {formatFigure(quantity)} {item.baseUnit}
        </span>
        <Link to={`/items/${item.id}/show`} title={item.name}>
          <span className="code">{item.sku}</span>
        </Link>
        {lot ? (
          <span>
            {sayParts('lot {name}', {
              name: (
                <Link to={`/lots/${lot.id}/show`} className="code">
                  {lot.name}
                </Link>
              ),
            })}
          </span>
        ) : null}
        {unit ? (
          <span>
            {sayParts('on {code}', {
              code: (
                <Link to={`/handling-units/${unit.id}/show`} className="code">
                  {unit.code}
                </Link>
              ),
            })}
          </span>
        ) : null}
        {isAgain ? <span className="muted small">{say('goes on as told above')}</span> : null}
      </div>
      {steps.length === 0 ? null : <Steps steps={steps} direction={direction} />}
    </li>
  )
}

function keyOf({ item, lot, unit, owner }: Edge): string {
  return [item.id, lot?.id, unit?.id, owner.id].join(' ')
}
