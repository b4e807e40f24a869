import Button from '@mui/material/Button'
import { useState } from 'react'
import { useGetOne, useNotify } from 'react-admin'
import { Link, useNavigate, useParams } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Instant } from '../pieces/instant.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { call } from '../providers/http-client.ts'
import { useRights } from '../providers/rights.ts'
import { fieldsOf } from '../schema/field-shape.ts'
import { Facts } from '../schema/schema-show.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { factsOf } from './condition.ts'
import { ConditionWords } from './condition-words.tsx'
import { type Rule, type StrategyPoint, stateOf, useStrategyPoints } from './rule.ts'
import { RuleHistory } from './rule-history.tsx'
import { RulePlaceWords } from './rule-place.tsx'

/** One rule: what it says, how it stands, what it said before. */
export default function RuleShow() {
  const { id = '' } = useParams()
  const points = useStrategyPoints()
  const { data: rule, error, refetch } = useGetOne<Rule>('rules', { id }, { retry: false })
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The rule')}
        over={<Link to="/rules">{say('Rules')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  if (!points.data || !rule) return <Waiting rows={4} />
  const point = points.data.data.find(({ name }) => name === rule.point)
  return <RuleBody rule={rule} point={point} onChanged={() => void refetch()} />
}

interface RuleBodyProps {
  readonly rule: Rule
  readonly point: StrategyPoint | undefined
  readonly onChanged: () => void
}

function RuleBody({ rule, point, onChanged }: RuleBodyProps) {
  const { may, mayChange } = useRights()
  const canWrite = mayChange('host.strategy.write')
  const strategy = point?.strategies.find(({ id }) => id === rule.strategy)
  const { word, tint } = stateOf(rule)
  return (
    <>
      <PageHead
        title={rule.title ?? strategy?.title ?? rule.strategy}
        over={<Link to="/rules">{say('Rules')}</Link>}
        fact={<span className={`chip ${tint}`}>{word}</span>}
        actions={canWrite ? <RuleActs rule={rule} onChanged={onChanged} /> : null}
      />
      <div className="stack">
        <section className="card pad" aria-label={say('What it says')}>
          <dl className="facts">
            <dt>{say('Question')}</dt>
            <dd>{point?.title ?? rule.point}</dd>
            <dt>{say('For')}</dt>
            <dd>
              <RulePlaceWords place={rule} />
            </dd>
            <dt>{say('When')}</dt>
            <dd>
              <ConditionWords condition={rule.condition} facts={point ? factsOf(point.facts) : []} />
            </dd>
            <dt>{say('Asks')}</dt>
            <dd>{strategy?.title ?? say('{strategy}, whose plugin is off', { strategy: rule.strategy })}</dd>
            {strategy ? <Facts fields={fieldsOf(strategy.settings)} row={{ ...rule.settings }} /> : null}
            <dt>{say('Order')}</dt>
            <dd>{rule.rank}</dd>
            <dt>{say('From')}</dt>
            <dd>
              <Instant at={rule.validFrom} />
            </dd>
            {rule.validUntil ? (
              <>
                <dt>{say('Until')}</dt>
                <dd>
                  <Instant at={rule.validUntil} />
                </dd>
              </>
            ) : null}
          </dl>
          {may('host.decision.read') ? (
            <p style={{ margin: '12px 0 0' }}>
              <Link to={`/decisions?filter=${encodeURIComponent(JSON.stringify({ binding: rule.id }))}`}>
                {say('What it decided')}
              </Link>
            </p>
          ) : null}
        </section>
        <RuleHistory rule={rule} point={point} canWrite={canWrite} onRestored={onChanged} />
      </div>
    </>
  )
}

function RuleActs({ rule, onChanged }: { rule: Rule; onChanged: () => void }) {
  const [asking, setAsking] = useState<'end' | 'remove'>()
  const navigate = useNavigate()
  const notify = useNotify()
  const path = `/host/strategy-bindings/${rule.id}`
  const headers = { 'If-Match': `"${rule.version}"` }
  const end = async () => {
    await call(path, { method: 'PATCH', headers, body: { validUntil: new Date().toISOString() } })
    notify(say('The rule is over; what it decided stays.'))
    onChanged()
  }
  const remove = async () => {
    await call(path, { method: 'DELETE', headers })
    notify(say('The rule was taken away; what it said and decided stays.'))
    navigate('/rules')
  }
  return (
    <>
      <Button color="error" onClick={() => setAsking('remove')}>
        {say('Take away …')}
      </Button>
      {rule.versionInForce === null ? null : (
        <Button onClick={() => setAsking('end')}>{say('End now …')}</Button>
      )}
      <Button variant="contained" component={Link} to={`/rules/${rule.id}`}>
        {say('Change rule')}
      </Button>
      {asking === 'end' ? (
        <AskDialog
          title={say('End this rule now?')}
          verb={say('End rule')}
          onDo={end}
          onClose={() => setAsking(undefined)}
        >
          <span>
            {say('From now on the next rule answers, or the default. A former version can be restored.')}
          </span>
        </AskDialog>
      ) : null}
      {asking === 'remove' ? (
        <AskDialog
          title={say('Take this rule away?')}
          verb={say('Take rule away')}
          isFinal
          onDo={remove}
          onClose={() => setAsking(undefined)}
        >
          <span>
            {say('It counts no more and leaves this list. Its history stays for the decisions that it made.')}
          </span>
        </AskDialog>
      ) : null}
    </>
  )
}
