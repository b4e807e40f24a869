import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Rule, RuleContent, StrategyPoint } from './rule.ts'
import { SideBySide } from './rule-versions.tsx'

interface TwoVersionsProps {
  readonly id: string
  readonly mine: RuleContent
  readonly point: StrategyPoint | undefined
  /** Goes on with what is typed, over the version that stands there now. */
  readonly onMine: (version: number) => void
  readonly onTheirs: (theirs: Rule) => void
}

/** Somebody else saved the rule meanwhile: what stands there now beside what was meant to be saved. */
export function TwoVersions({ id, mine, point, onMine, onTheirs }: TwoVersionsProps) {
  const { data: theirs, error } = useQuery({
    queryKey: ['rules', id, 'outdated'],
    queryFn: ({ signal }) => call<Rule>(`/host/strategy-bindings/${id}`, { signal }),
    gcTime: 0,
  })
  if (error) return <Trouble error={error} what={say('The rule')} />
  if (!theirs) return <Waiting rows={3} />
  return (
    <section
      className="stack"
      style={{ flexBasis: '100%', gap: 12 }}
      role="alert"
      aria-label={say('Two versions')}
    >
      <b>{say('Somebody saved this while you had it open. Nothing of yours was saved yet.')}</b>
      <SideBySide one={theirs} other={mine} heads={[say('Stands there now'), say('Yours')]} point={point} />
      <div className="row wrap">
        <Button type="button" onClick={() => onMine(theirs.version)}>
          {say('Put my changes over it')}
        </Button>
        <Button type="button" onClick={() => onTheirs(theirs)}>
          {say('Keep what stands there')}
        </Button>
      </div>
    </section>
  )
}
