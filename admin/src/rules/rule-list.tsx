import type { BulkAction } from '../lists/bulk-bar.tsx'
import type { ListColumn } from '../lists/list-columns.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyOwner, anySite } from '../pieces/pickables.ts'
import { say, sayParts } from '../words/say.ts'
import { factsOf } from './condition.ts'
import { ConditionWords } from './condition-words.tsx'
import { type Rule, type StrategyPoint, stateOf, useStrategyPoints } from './rule.ts'
import { RuleDefaults } from './rule-defaults.tsx'
import { RulePlaceWords } from './rule-place.tsx'

const none: readonly StrategyPoint[] = []

/** Who answers which question where and on which condition, in the order in which they are asked. */
export default function RuleList() {
  const points = useStrategyPoints().data?.data ?? none
  return (
    <>
      <ListPage
        title={say('Rules')}
        noun={say('rules')}
        sort={{ field: 'asked', order: 'ASC' }}
        create={say('New rule')}
        filters={<Filters points={points} />}
        empty={<b>{say('No rules yet: each question is answered by its default.')}</b>}
        rowClick="show"
        columns={columnsOf(points)}
        nameOf={(rule: Rule) => nameOf(rule, points)}
        bulk={bulk()}
      />
      <RuleDefaults />
    </>
  )
}

function Filters({ points }: { points: readonly StrategyPoint[] }) {
  return (
    <>
      <SearchFilter placeholder={say('Name, question or strategy')} />
      <ChoiceFilter
        source="point"
        label={say('Question')}
        choices={points.map(({ name, title }) => ({ id: name, name: title }))}
      />
      <PickFilter source="site" label={say('Site')} of={anySite} width={150} />
      <PickFilter source="owner" label={say('Owner')} of={anyOwner} width={150} />
      <ChoiceFilter
        source="versionInForce.isNull"
        label={say('State')}
        choices={[
          { id: 'false', name: say('counts') },
          { id: 'true', name: say('does not count now') },
        ]}
      />
    </>
  )
}

const bulk = (): readonly BulkAction[] => [
  {
    verb: say('End now'),
    done: say('are over; what they decided stays'),
    change: () => ({ validUntil: new Date().toISOString() }),
  },
  {
    verb: say('Take away'),
    done: say('taken away; what they said and decided stays'),
    change: {},
    path: '/host/strategy-bindings/removals',
  },
]

function columnsOf(points: readonly StrategyPoint[]): readonly ListColumn<Rule>[] {
  const pointOf = (rule: Rule) => points.find(({ name }) => name === rule.point)
  return [
    { source: 'point', label: say('Question'), draw: (rule) => pointOf(rule)?.title ?? rule.point },
    { source: 'rank', label: say('Order'), draw: ({ rank }) => <span className="rule-order">{rank}</span> },
    {
      source: 'title',
      label: say('Rule'),
      draw: (rule) => <span className="strong">{nameOf(rule, points)}</span>,
    },
    { source: 'site', label: say('For'), draw: (rule) => <RulePlaceWords place={rule} /> },
    {
      source: 'condition',
      label: say('When'),
      draw: (rule) => {
        const point = pointOf(rule)
        return point ? <ConditionWords condition={rule.condition} facts={factsOf(point.facts)} /> : null
      },
    },
    { source: 'strategy', label: say('Asks'), draw: (rule) => <Asked rule={rule} point={pointOf(rule)} /> },
    { source: 'validFrom', label: say('From'), draw: (rule) => <Validity rule={rule} /> },
    { source: 'versionInForce', label: say('State'), draw: (rule) => <State rule={rule} /> },
  ]
}

function nameOf({ title, strategy, point }: Rule, points: readonly StrategyPoint[]): string {
  const strategies = points.find(({ name }) => name === point)?.strategies
  return title ?? strategies?.find(({ id }) => id === strategy)?.title ?? strategy
}

function Asked({ rule: { strategy }, point }: { rule: Rule; point: StrategyPoint | undefined }) {
  const asked = point?.strategies.find(({ id }) => id === strategy)
  if (asked) return asked.title
  return <span className="muted">{say('{strategy}, whose plugin is off', { strategy })}</span>
}

function Validity({ rule: { validFrom, validUntil } }: { rule: Rule }) {
  return (
    <>
      <Instant at={validFrom} length="short" />
      {validUntil ? (
        <div className="small muted">
          {sayParts('until {validUntil}', { validUntil: <Instant at={validUntil} length="short" /> })}
        </div>
      ) : null}
    </>
  )
}

function State({ rule }: { rule: Rule }) {
  const { word, tint } = stateOf(rule)
  return <span className={`chip ${tint}`}>{word}</span>
}
