import { ScrollX } from '../pieces/scroll-x.tsx'
import { say } from '../words/say.ts'
import type { InvariantResult } from './invariant.ts'

/** The first rows that break an invariant, as its query has them. */
export function Offenders({ result: { offenders, broken, sentence } }: { result: InvariantResult }) {
  const [first] = offenders
  if (!first) return null
  const columns = Object.keys(first)
  const more = (broken ?? 0) - offenders.length
  return (
    <ScrollX style={{ marginTop: 8 }}>
      <table className="table" aria-label={say('What breaks it: {sentence}', { sentence })}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offenders.map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((column) => (
                <td key={column} className="code">
                  {wordOf(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className="small muted">{say('and {more} more', { more })}</p> : null}
    </ScrollX>
  )
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
