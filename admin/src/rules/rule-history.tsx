import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say, sayParts } from '../words/say.ts'
import type { Rule, RuleVersion, StrategyPoint } from './rule.ts'
import { differencesOf, SideBySide } from './rule-versions.tsx'
import { SwitchOn } from './switch-on.tsx'

interface RuleHistoryProps {
  readonly rule: Rule
  readonly point: StrategyPoint | undefined
  readonly canWrite: boolean
  readonly onRestored: () => void
}

/** What a rule said, version by version: by whom, why, when that counted, and what it changed. */
export function RuleHistory({ rule, point, canWrite, onRestored }: RuleHistoryProps) {
  const { data, error } = useQuery({
    queryKey: ['rules', rule.id, 'versions', rule.version],
    queryFn: ({ signal }) =>
      call<{ data: readonly RuleVersion[] }>(`/host/strategy-bindings/${rule.id}/versions`, { signal }),
  })
  const [beside, setBeside] = useState<RuleVersion>()
  const [restoring, setRestoring] = useState<RuleVersion>()
  if (error) return <Trouble error={error} what={say('The history')} />
  if (!data) return <Waiting rows={3} />
  const versions = data.data
  return (
    <section className="card" aria-label={say('History')}>
      <header>
        <h2>{say('History')}</h2>
      </header>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('Version')}</th>
              <th>{say('Counted')}</th>
              <th>{say('By, and why')}</th>
              <th>{say('What changed')}</th>
              <th>{say('To do')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version, n) => (
              <VersionRow
                key={version.version}
                rule={rule}
                version={version}
                before={versions[n + 1]}
                point={point}
                onCompare={() => setBeside(version)}
                onRestore={canWrite ? () => setRestoring(version) : undefined}
              />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {beside ? <Beside one={beside} other={versions[0]!} point={point} /> : null}
      {restoring ? (
        <RestoreDialog
          rule={rule}
          version={restoring}
          onRestored={onRestored}
          onClose={() => setRestoring(undefined)}
        />
      ) : null}
    </section>
  )
}

interface BesideProps {
  readonly one: RuleVersion
  readonly other: RuleVersion
  readonly point: StrategyPoint | undefined
}

function Beside({ one, other, point }: BesideProps) {
  const heads = [
    say('Version {version}', { version: one.version }),
    say('Version {version}, the newest', { version: other.version }),
  ] as const
  return (
    <div className="pad" role="status">
      <SideBySide one={one} other={other} heads={heads} point={point} />
    </div>
  )
}

interface VersionRowProps extends ChangesProps {
  readonly rule: Rule
  readonly onCompare: () => void
  readonly onRestore: (() => void) | undefined
}

function VersionRow({ rule, version, before, point, onCompare, onRestore }: VersionRowProps) {
  return (
    <tr>
      <td className="rule-order">{version.version}</td>
      <td>
        <Counted version={version} isNow={version.version === rule.versionInForce} />
      </td>
      <td>
        {version.madeBy?.name ?? say('unknown')}, <Instant at={version.madeAt} length="short" />
        {version.reason ? <div className="small muted">{version.reason}</div> : null}
      </td>
      <td>
        <Changes version={version} before={before} point={point} />
      </td>
      <td>
        {version.version === rule.version ? null : (
          <div className="row">
            <Button
              size="small"
              onClick={onCompare}
              aria-label={say('Compare version {version} with the newest', { version: version.version })}
            >
              {say('Compare')}
            </Button>
            {onRestore ? (
              <Button
                size="small"
                onClick={onRestore}
                aria-label={say('Restore version {version}', { version: version.version })}
              >
                {say('Restore …')}
              </Button>
            ) : null}
          </div>
        )}
      </td>
    </tr>
  )
}

function Counted({ version, isNow }: { version: RuleVersion; isNow: boolean }) {
  const { countsFrom, countsUntil, validUntil } = version
  if (countsUntil === countsFrom)
    return <span className="muted">{say('never: a later one came before it began')}</span>
  const until = countsUntil ?? validUntil
  return (
    <>
      {isNow ? <span className="chip available">{say('counts now')}</span> : null}{' '}
      {until
        ? sayParts('from {from} until {until}', {
            from: <Instant at={countsFrom} length="short" />,
            until: <Instant at={until} length="short" />,
          })
        : sayParts('from {from}', { from: <Instant at={countsFrom} length="short" /> })}
    </>
  )
}

interface ChangesProps {
  readonly version: RuleVersion
  readonly before: RuleVersion | undefined
  readonly point: StrategyPoint | undefined
}

function Changes({ version, before, point }: ChangesProps) {
  if (!before) return <span className="muted">{say('It was made.')}</span>
  const changed = differencesOf(version, before, point)
  if (changed.length === 0) return <span className="muted">{say('From when on it counts')}</span>
  return changed.map((row) => (
    <div key={row.word} className="small">
      <span className="muted">{row.word}</span> <span className="struck muted">{row.show(before)}</span>{' '}
      {row.show(version)}
    </div>
  ))
}

interface RestoreDialogProps {
  readonly rule: Rule
  readonly version: RuleVersion
  readonly onRestored: () => void
  readonly onClose: () => void
}

function RestoreDialog({ rule, version, onRestored, onClose }: RestoreDialogProps) {
  const [validFrom, setValidFrom] = useState<string>()
  const notify = useNotify()
  const restore = async () => {
    await call(`/host/strategy-bindings/${rule.id}/restore`, {
      method: 'POST',
      headers: { 'If-Match': `"${rule.version}"` },
      body: { version: version.version, ...(validFrom && { validFrom }) },
    })
    notify(say('It says again what it said in version {version}.', { version: version.version }))
    onRestored()
  }
  return (
    <AskDialog
      title={say('Restore version {version}?', { version: version.version })}
      verb={say('Restore')}
      onDo={restore}
      onClose={onClose}
    >
      <span>{say('It becomes the newest version, and nothing of the history is lost.')}</span>
      <SwitchOn site={rule.site} value={validFrom} onChange={setValidFrom} />
    </AskDialog>
  )
}
