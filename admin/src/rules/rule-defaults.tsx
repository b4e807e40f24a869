import { Link } from 'react-router-dom'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { useRights } from '../providers/rights.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type StrategyPoint, useStrategyPoints } from './rule.ts'

/** Who answers where no rule does, and how rules come to be asked. */
export function RuleDefaults() {
  const { data, error, refetch } = useStrategyPoints()
  if (error) return <Trouble error={error} what={say('The questions')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  if (data.data.length === 0) {
    return (
      <div className="card empty">
        <b>{say('No plugin that is on asks a question that strategies answer.')}</b>
      </div>
    )
  }
  return (
    <section className="card" aria-labelledby="rule-defaults">
      <header>
        <h2 id="rule-defaults">{say('Where no rule answers')}</h2>
      </header>
      <p className="muted" style={{ margin: '0 16px 12px', maxWidth: 900 }}>
        {say(
          'Narrow places are asked before wide ones, and within one place the rules in their order. ' +
            'The first whose condition holds answers; where none does, the default answers.',
        )}
      </p>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('Question')}</th>
              <th>{say('The default')}</th>
              <th>
                <span className="sr-only">{say('What was decided')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.data.map((point) => (
              <DefaultRow key={point.name} point={point} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function DefaultRow({ point: { name, title, strategies } }: { point: StrategyPoint }) {
  const { may } = useRights()
  const standard = strategies.find(({ isDefault }) => isDefault)
  return (
    <tr>
      <td>
        {title} <span className="code muted">{name}</span>
      </td>
      <td>{standard?.title ?? <b>{say('nobody: a question without a rule is refused')}</b>}</td>
      <td>
        {may('host.decision.read') ? (
          <Link to={`/decisions?filter=${encodeURIComponent(JSON.stringify({ point: name }))}`}>
            {say('What was decided')}
          </Link>
        ) : null}
      </td>
    </tr>
  )
}
