import Button from '@mui/material/Button'
import { IconPlus } from '@tabler/icons-react'
import { useCanAccess, useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { figuresOf } from '../ledger/figures.ts'
import { useBalances } from '../ledger/reads.ts'
import { factorOf, inOrder, inPackages, type PackagingLevel } from '../packaging-levels/packaging-level.ts'
import { formatFigure } from '../pieces/format.ts'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Item } from './item.ts'

/** The units the item is handled in, and what is on hand in them. */
export function ItemLevels({ item }: { item: Item }) {
  const { canAccess } = useCanAccess({ resource: 'packaging-levels', action: 'edit' })
  const { data, error, refetch } = useGetList<PackagingLevel>('packaging-levels', {
    filter: { item: item.id },
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'name', order: 'ASC' },
  })
  if (error) return <Trouble error={error} what={say('Packaging levels')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  const create = canAccess ? (
    <Button
      size="small"
      component={Link}
      to={`/packaging-levels/create?item=${item.id}`}
      startIcon={<IconPlus className="icon s" />}
    >
      {say('New level')}
    </Button>
  ) : null
  if (data.length === 0) {
    return (
      <section className="card empty">
        <b>{say('It is handled in {baseUnit} alone.', { baseUnit: item.baseUnit })}</b>
        <span>{say('A case or a pallet says how many it holds; then counts may be typed in it.')}</span>
        {create}
      </section>
    )
  }
  return (
    <section className="card" aria-label={say('Packaging levels')}>
      <header>
        <h2>{say('Packaging levels')}</h2>
        <span className="push" />
        {create}
      </header>
      <LevelsTable levels={inOrder(data)} item={item} canEdit={canAccess === true} />
      <OnHandInPackages item={item} levels={data} />
    </section>
  )
}

interface LevelsTableProps {
  readonly levels: readonly PackagingLevel[]
  readonly item: Item
  readonly canEdit: boolean
}

function LevelsTable({ levels, item, canEdit }: LevelsTableProps) {
  return (
    <ScrollX>
      <table className="table">
        <thead>
          <tr>
            <th>{say('Level')}</th>
            <th className="num">{say('Holds')}</th>
            <th>{say('GTIN')}</th>
            <th className="num">{say('Weight')}</th>
            <th className="num">{say('Size')}</th>
            <th>{say('Use')}</th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level) => (
            <tr key={level.id}>
              <td className="strong">
                {canEdit ? <Link to={`/packaging-levels/${level.id}`}>{level.name}</Link> : level.name}
              </td>
              <td className="num">
                {factorOf(level)} <span className="muted small">{item.baseUnit}</span>
              </td>
              <td>
                <span className="code">{level.gtin}</span>
              </td>
              <td className="num">
                {level.weightGrams === null ? '' : `${formatFigure(level.weightGrams)} g`}
              </td>
              <td className="num">{sizeOf(level)}</td>
              <td>{level.isActive ? say('in use') : <span className="muted">{say('out of use')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function sizeOf({ lengthMm, widthMm, heightMm }: PackagingLevel): string {
  const sides = [lengthMm, widthMm, heightMm].filter((side) => side !== null)
  return sides.length > 0 ? `${sides.map(formatFigure).join(' × ')} mm` : ''
}

function OnHandInPackages({ item, levels }: { item: Item; levels: readonly PackagingLevel[] }) {
  const { data } = useBalances({ item: item.id })
  const onHand = data ? figuresOf(data.rows).onHand : 0
  if (onHand <= 0) return null
  const words = inPackages(onHand, levels).map(
    ({ name, count }) => `${formatFigure(count)} ${name ?? item.baseUnit}`,
  )
  return (
    <p className="pad small muted" style={{ margin: 0 }}>
      {say('On hand: {onHand} {baseUnit}, that is {words}.', {
        onHand,
        baseUnit: item.baseUnit,
        words: words.join(', '),
      })}
    </p>
  )
}
