import { useState } from 'react'
import { useNotify } from 'react-admin'
import { Link, useNavigate, useSearchParams } from 'react-router-dom'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { call } from '../providers/http-client.ts'
import { newId } from '../providers/ids.ts'
import { defaultsOf } from '../schema/form-values.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Rule, type StrategyPoint, useStrategyPoints } from './rule.ts'
import { RuleForm, type RuleValues } from './rule-form.tsx'

/** A new rule. Its id is made here, so that saving twice makes one. */
export default function RuleCreate() {
  const { data, error } = useStrategyPoints()
  if (error)
    return (
      <PageTrouble error={error} what={say('The questions')} over={<Link to="/rules">{say('Rules')}</Link>} />
    )
  if (!data) return <Waiting rows={4} />
  return <NewRule points={data.data} />
}

function NewRule({ points }: { points: readonly StrategyPoint[] }) {
  const [id] = useState(newId)
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const notify = useNotify()
  const wanted = params.get('point')
  const point = points.find(({ name }) => name === wanted) ?? points.at(-1)
  const strategy = point?.strategies.find(({ isDefault }) => !isDefault) ?? point?.strategies[0]
  const [record] = useState<RuleValues>(() => ({
    ...(point && { point: point.name }),
    ...(strategy && { strategy: strategy.id, settings: defaultsOf(strategy.settings) }),
    condition: null,
    rank: 100,
  }))
  const save = async ({ reason, ...values }: RuleValues) => {
    const made = await call<Rule>('/host/strategy-bindings', {
      method: 'POST',
      body: { id, ...values },
      headers: reason ? { 'Change-Reason': encodeURIComponent(reason) } : {},
    })
    notify(
      made.versionInForce === null
        ? say('The rule waits for its instant.')
        : say('The rule counts from now on.'),
    )
    // After the form has seen that nothing is unsaved any more.
    setTimeout(() => navigate(`/rules/${made.id}/show`))
  }
  return (
    <>
      <PageHead title={say('New rule')} over={<Link to="/rules">{say('Rules')}</Link>} />
      <RuleForm points={points} record={record} verb={say('Save rule')} backTo="/rules" isNew onSave={save} />
    </>
  )
}
