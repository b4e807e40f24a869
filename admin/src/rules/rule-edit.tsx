import { useGetOne, useNotify } from 'react-admin'
import { Link, useNavigate, useParams } from 'react-router-dom'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Rule, useStrategyPoints } from './rule.ts'
import { RuleForm, type RuleValues } from './rule-form.tsx'

/** What a rule is to say in its next version. */
export default function RuleEdit() {
  const { id = '' } = useParams()
  const points = useStrategyPoints()
  const { data: rule, error, refetch } = useGetOne<Rule>('rules', { id }, { retry: false })
  const navigate = useNavigate()
  const notify = useNotify()
  if (error) return <Trouble error={error} what={say('The rule')} onRetry={() => void refetch()} />
  if (!points.data || !rule) return <Waiting rows={4} />
  const { title, strategy, settings, condition, rank, validFrom, validUntil, point } = rule
  const { company, site, owner, category } = rule
  const waits = Date.parse(validFrom) > Date.now()
  const record: RuleValues = {
    ...{ point, company, site, owner, category },
    ...{ title, strategy, settings, condition, rank },
    ...(waits && { validFrom }),
  }
  const save = async (values: RuleValues) => {
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
        'If-Match': `"${rule.version}"`,
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
  return (
    <>
      <PageHead title={title ?? say('Rule')} over={<Link to="/rules">{say('Rules')}</Link>} />
      <RuleForm
        key={rule.version}
        points={points.data.data}
        record={record}
        verb={say('Save as a new version')}
        backTo={`/rules/${id}/show`}
        onSave={save}
        onReadAgain={() => void refetch()}
      />
    </>
  )
}
