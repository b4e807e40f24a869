import { useState } from 'react'
import { useGetOne, useNotify } from 'react-admin'
import { Link, useNavigate, useParams } from 'react-router-dom'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { call } from '../providers/http-client.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Rule, type StrategyPoint, useStrategyPoints } from './rule.ts'
import { RuleForm, type RuleValues } from './rule-form.tsx'
import { TwoVersions } from './two-versions.tsx'

/** What a rule is to say in its next version. */
export default function RuleEdit() {
  const { id = '' } = useParams()
  const points = useStrategyPoints()
  const { data: rule, error, refetch } = useGetOne<Rule>('rules', { id }, { retry: false })
  // What is typed stays, whatever is read again meanwhile.
  const [begunWith, setBegunWith] = useState<Rule>()
  const held = begunWith ?? rule
  if (error && !held)
    return (
      <PageTrouble
        error={error}
        what={say('The rule')}
        over={<Link to="/rules">{say('Rules')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  if (!points.data || !held) return <Waiting rows={4} />
  if (!begunWith) setBegunWith(held)
  return (
    <RuleBody key={`${id} ${held.version}`} rule={held} points={points.data.data} onTheirs={setBegunWith} />
  )
}

interface RuleBodyProps {
  readonly rule: Rule
  readonly points: readonly StrategyPoint[]
  /** Begins again with what somebody else saved. */
  readonly onTheirs: (theirs: Rule) => void
}

function RuleBody({ rule, points, onTheirs }: RuleBodyProps) {
  // The version that is laid over: another one, once both were seen.
  const [over, setOver] = useState(rule.version)
  const save = useSave(rule, over)
  return (
    <>
      <PageHead title={rule.title ?? say('Rule')} over={<Link to="/rules">{say('Rules')}</Link>} />
      <RuleForm
        points={points}
        record={valuesOf(rule)}
        verb={say('Save as a new version')}
        backTo={`/rules/${rule.id}/show`}
        onSave={save}
        outdated={(mine, onDone) => (
          <TwoVersions
            id={rule.id}
            mine={{ ...rule, ...mine }}
            point={points.find(({ name }) => name === rule.point)}
            onMine={(version) => {
              setOver(version)
              onDone()
            }}
            onTheirs={onTheirs}
          />
        )}
      />
    </>
  )
}

/** What the form begins with. */
function valuesOf(rule: Rule): RuleValues {
  const { title, strategy, settings, condition, rank, validFrom, point } = rule
  const { company, site, owner, category } = rule
  const waits = Date.parse(validFrom) > Date.now()
  return {
    ...{ point, company, site, owner, category },
    ...{ title, strategy, settings, condition, rank },
    ...(waits && { validFrom }),
  }
}

function useSave({ id, validUntil }: Rule, version: number) {
  const navigate = useNavigate()
  const notify = useNotify()
  return async (values: RuleValues) => {
    const said = { title: values.title ?? null, strategy: values.strategy, settings: values.settings }
    const from = values.validFrom ?? new Date().toISOString()
    const isOver = validUntil !== null && Date.parse(validUntil) <= Date.parse(from)
    const saved = await call<Rule>(`/host/strategy-bindings/${id}`, {
      method: 'PATCH',
      body: {
        ...said,
        condition: values.condition ?? null,
        rank: values.rank,
        validFrom: from,
        ...(isOver && { validUntil: null }),
      },
      headers: {
        'If-Match': `"${version}"`,
        ...(values.reason && { 'Change-Reason': encodeURIComponent(values.reason) }),
      },
    })
    notify(
      saved.versionInForce === saved.version
        ? say('The rule counts so from now on.')
        : say('What counts now goes on until the new version begins.'),
    )
    setTimeout(() => navigate(`/rules/${id}/show`))
  }
}
