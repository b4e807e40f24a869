import { ShowBase, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { Instant } from '../pieces/instant.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { CandidateTable } from './candidate-table.tsx'
import { inFewWords, type WholeDecision } from './decision.ts'
import { DeriveAgain } from './derive-again.tsx'
import '../rules/rules.css'

/** One decision: why it came out so, what else there was, and whether it comes out again. */
export default function DecisionShow() {
  return (
    <ShowBase>
      <DecisionBody />
    </ShowBase>
  )
}

function DecisionBody() {
  const { record, error, isPending, refetch } = useShowContext<WholeDecision>()
  if (error)
    return (
      <PageTrouble error={error} what={say('The decision')} over={<Back />} onRetry={() => void refetch()} />
    )
  // The row of the list comes first, and has not all of it.
  if (isPending || !record?.record) return <Waiting />
  const { evidence } = record
  return (
    <>
      <PageHead
        title={say('Decision')}
        over={<Back />}
        fact={
          <span className="row wrap">
            <span className="code">{record.point}</span> <Instant at={record.at} />
          </span>
        }
      />
      <div className="stack decision">
        <WhyPanel decision={record} />
        {evidence && evidence.considered.length > 0 ? (
          <section className="card" aria-label={say('Candidates')}>
            <header>
              <h2>{say('What there was to choose from')}</h2>
            </header>
            <CandidateTable considered={evidence.considered} />
          </section>
        ) : null}
        <DeriveAgain key={record.id} id={String(record.id)} />
        {evidence ? (
          <section className="card pad" aria-label={say('Facts')}>
            <h2>{say('What was known')}</h2>
            <Members values={evidence.about} />
            <h2>{say('How the strategy was set')}</h2>
            <Members values={evidence.settings} />
          </section>
        ) : (
          <p className="small muted">
            {say('Too much was asked for all of it to be kept; the record has what was chosen.')}
          </p>
        )}
        <details className="card pad">
          <summary>{say('All that was kept')}</summary>
          <pre
            className="code small"
            style={{ margin: '12px 0 0', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {JSON.stringify({ record: record.record, evidence }, null, 2)}
          </pre>
        </details>
      </div>
    </>
  )
}

/** The winner's sentence, the runner-up, and what each rule dropped. */
function WhyPanel({ decision }: { decision: WholeDecision }) {
  const { record, rule, binding, bindingVersion, evidence, keptFor } = decision
  const { because, choice, runnerUp, refusal, rules = [] } = record
  const dropped = rules.filter((one) => one.dropped > 0)
  return (
    <section className="card pad why" aria-label={say('Why')}>
      <h2>{say('Why this?')}</h2>
      <p style={{ margin: '0 0 8px' }}>{because}</p>
      <p className="muted" style={{ margin: '0 0 12px' }}>
        {choice === undefined ? null : <>{say('Chosen: {choice}.', { choice: inFewWords(choice) })} </>}
        {runnerUp === undefined ? null : (
          <>{say('Runner-up: {runnerUp}.', { runnerUp: inFewWords(runnerUp) })} </>
        )}
        {refusal ? <>{say('Nothing could be chosen: {refusal}.', { refusal })} </> : null}
        {dropped.map((one) => (
          <span key={one.rule}>
            {say('{dropped} dropped: {rule}.', { dropped: one.dropped, rule: ruleWords(one) })}{' '}
          </span>
        ))}
      </p>
      <dl className="facts">
        <dt>{say('Asked')}</dt>
        <dd>
          {say('{strategy}, version {strategyVersion}, of {plugin} {pluginVersion}', {
            strategy: decision.strategy,
            strategyVersion: decision.strategyVersion,
            plugin: decision.plugin,
            pluginVersion: decision.pluginVersion,
          })}
        </dd>
        <dt>{say('By the rule')}</dt>
        <dd>
          {binding ? (
            <Link to={`/rules/${binding}/show`}>
              {say('{rule}, version {bindingVersion}', {
                rule: rule ?? say('without a name'),
                bindingVersion,
              })}
            </Link>
          ) : (
            say('none: it is the default')
          )}
        </dd>
        {evidence?.passed.length ? (
          <>
            <dt>{say('Passed over')}</dt>
            <dd>{say('{passed}: the condition did not hold', { passed: evidence.passed.join(', ') })}</dd>
          </>
        ) : null}
        <dt>{say('Kept for')}</dt>
        <dd>{keptFor ?? say('90 days')}</dd>
      </dl>
    </section>
  )
}

function Members({ values }: { values: Readonly<Record<string, unknown>> }) {
  const members = Object.entries(values)
  if (members.length === 0) return <p className="muted">{say('Nothing.')}</p>
  return (
    <dl className="facts">
      {members.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value === null ? <span className="muted">{say('unknown')}</span> : inFewWords(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function ruleWords({ rule, examples }: { rule: string; examples?: readonly string[] }): string {
  return examples?.length ? `${rule} (${examples.join(', ')})` : rule
}

/** To all of them. */
function Back() {
  return <Link to="/decisions">{say('Decisions')}</Link>
}
