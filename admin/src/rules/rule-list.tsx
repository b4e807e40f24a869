import { useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { Instant } from '../pieces/instant.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say, sayParts } from '../words/say.ts'
import { factsOf } from './condition.ts'
import { ConditionWords } from './condition-words.tsx'
import { inOrder, type Rule, type StrategyPoint, stateOf, useStrategyPoints } from './rule.ts'
import { RulePlaceWords } from './rule-place.tsx'

const mostRules = 200

/** For each question, who answers it where and on which condition, in the order in which they are asked. */
export default function RuleList() {
  const points = useStrategyPoints()
  const rules = useGetList<Rule>('rules', {
    pagination: { page: 1, perPage: mostRules },
    sort: { field: 'createdAt', order: 'ASC' },
  })
  const error = points.error ?? rules.error
  return (
    <>
      <PageHead title={say('Rules')} actions={<NewButton resource="rules" word={say('New rule')} />} />
      <p className="muted" style={{ margin: '0 0 16px', maxWidth: 900 }}>
        {say(
          'Narrow places are asked before wide ones, and within one place the rules in their order. ' +
            'The first whose condition holds answers; where none does, the default answers.',
        )}
      </p>
      {error ? <Trouble error={error} what={say('The rules')} /> : null}
      {!points.data || !rules.data ? <Waiting rows={6} /> : null}
      <div className="stack">
        {rules.data
          ? points.data?.data.map((point) => (
              <PointCard
                key={point.name}
                point={point}
                rules={inOrder(rules.data!.filter((rule) => rule.point === point.name))}
              />
            ))
          : null}
      </div>
      {points.data?.data.length === 0 ? (
        <div className="card empty">
          <b>{say('No plugin that is on asks a question that strategies answer.')}</b>
        </div>
      ) : null}
    </>
  )
}

function PointCard({ point, rules }: { point: StrategyPoint; rules: readonly Rule[] }) {
  const { may } = useRights()
  const standard = point.strategies.find(({ isDefault }) => isDefault)
  return (
    <section className="card" aria-label={point.title}>
      <header>
        <h2>{point.title}</h2>
        <span className="code muted">{point.name}</span>
        <span className="push" />
        {may('host.decision.read') ? (
          <Link to={`/decisions?filter=${encodeURIComponent(JSON.stringify({ point: point.name }))}`}>
            {say('What was decided')}
          </Link>
        ) : null}
      </header>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('Order')}</th>
              <th>{say('Rule')}</th>
              <th>{say('For')}</th>
              <th>{say('When')}</th>
              <th>{say('Asks')}</th>
              <th>{say('From')}</th>
              <th>{say('State')}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <RuleRow key={rule.id} rule={rule} point={point} />
            ))}
            <tr>
              <td className="muted">{say('last')}</td>
              <td className="muted">{say('The default')}</td>
              <td className="muted">{say('everywhere')}</td>
              <td className="muted">{say('always')}</td>
              <td>{standard?.title ?? <b>{say('nobody: a question without a rule is refused')}</b>}</td>
              <td />
              <td />
            </tr>
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function RuleRow({ rule, point }: { rule: Rule; point: StrategyPoint }) {
  const { id, title, strategy, rank, condition, validFrom, validUntil } = rule
  const asked = point.strategies.find((one) => one.id === strategy)
  const { word, tint } = stateOf(rule)
  return (
    <tr>
      <td className="rule-order">{rank}</td>
      <td>
        <Link to={`/rules/${id}/show`}>{title ?? asked?.title ?? strategy}</Link>
      </td>
      <td>
        <RulePlaceWords place={rule} />
      </td>
      <td>
        <ConditionWords condition={condition} facts={factsOf(point.facts)} />
      </td>
      <td>
        {asked?.title ?? (
          <span className="muted">{say('{strategy}, whose plugin is off', { strategy })}</span>
        )}
      </td>
      <td>
        <Instant at={validFrom} length="short" />
        {validUntil ? (
          <div className="small muted">
            {sayParts('until {validUntil}', { validUntil: <Instant at={validUntil} length="short" /> })}
          </div>
        ) : null}
      </td>
      <td>
        <span className={`chip ${tint}`}>{word}</span>
      </td>
    </tr>
  )
}
