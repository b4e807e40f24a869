import { valueAt } from '../schema/drawn.ts'
import { Facts } from '../schema/schema-show.tsx'
import { useExtensions } from './use-extensions.ts'

/** What is kept of a row, each plugin's in a card of its own; one that keeps nothing of it has none. */
export function ExtensionFacts({ row }: { row: object }) {
  return useExtensions()
    .filter(({ fields }) => fields.some(({ source }) => (valueAt(row, source) ?? null) !== null))
    .map(({ plugin, title, fields }) => (
      <section key={plugin} className="card pad" aria-label={title}>
        <h2 style={{ font: 'var(--type-section)', margin: '0 0 12px' }}>{title}</h2>
        <dl className="facts">
          <Facts fields={fields} row={row} />
        </dl>
      </section>
    ))
}
