import Button from '@mui/material/Button'
import { IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ShowBase, useCanAccess, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { ExtensionFacts } from '../extensions/extension-facts.tsx'
import { BalanceCurve } from '../ledger/balance-curve.tsx'
import { BucketsTable } from '../ledger/buckets-table.tsx'
import { figuresOf } from '../ledger/figures.ts'
import { FiguresStrip } from '../ledger/figures-strip.tsx'
import { History } from '../ledger/history.tsx'
import { instantQuery, type Look, useLook } from '../ledger/look-back.ts'
import { useBalances } from '../ledger/reads.ts'
import { LookBackButton, TimeMachine } from '../ledger/time-machine.tsx'
import { Day } from '../pieces/day.tsx'
import { ExternalReferences } from '../pieces/external-references.tsx'
import { Instant } from '../pieces/instant.tsx'
import { Named } from '../pieces/named.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { RecordHistory } from '../pieces/record-history.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { GenealogyPanel } from '../transformations/genealogy-panel.tsx'
import { say } from '../words/say.ts'
import { ExpiryDay } from './expiry-day.tsx'
import type { Lot } from './lot.ts'

/** One lot: where it is, where it went, and what is known of it. */
export default function LotShow() {
  return (
    <ShowBase>
      <LotBody />
    </ShowBase>
  )
}

function LotBody() {
  const { record: lot, error, isPending, refetch } = useShowContext<Lot>()
  const { canAccess } = useCanAccess({ resource: 'lots', action: 'edit' })
  const [look, change] = useLook()
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The lot')}
        over={<Link to="/lots">{say('Lots')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  if (isPending || !lot) return <Waiting rows={5} />
  return (
    <>
      <PageHead
        title={say('Lot {name}', { name: lot.name })}
        over={
          <>
            <Link to="/lots">{say('Lots')}</Link> /{' '}
            <Link to={`/items/${lot.item}/show?tab=lots`}>{lot.sku}</Link>
          </>
        }
        fact={<Named code={lot.sku} name={lot.itemName} />}
        actions={
          <>
            <LookBackButton word={say('At a date')} look={look} onChange={change} />
            {canAccess ? (
              <Button component={Link} to={`/lots/${lot.id}`} startIcon={<IconPencil className="icon s" />}>
                {say('Edit')}
              </Button>
            ) : null}
          </>
        }
      />
      <TimeMachine what={say('The lot')} look={look} onChange={change} />
      <div className="record">
        <div className="stack">
          <LotStock lot={lot} look={look} />
          <GenealogyPanel of={{ by: 'lot', id: lot.id }} />
          <History
            of={{ lot: lot.id }}
            title={say('Where it went')}
            label={say('Movements of this lot')}
            look={look}
          />
        </div>
        <div className="stack">
          <LotFacts lot={lot} />
          <ExtensionFacts row={lot} />
          <RecordHistory id={lot.id} version={lot.version} />
          <ExternalReferences entity="items.lot" id={lot.id} />
          <Slot name="lots.lot.show" record={lot} />
        </div>
      </div>
    </>
  )
}

function LotStock({ lot, look }: { lot: Lot; look: Look }) {
  const { data, error, refetch } = useBalances({ lot: lot.id, ...instantQuery(look) })
  if (error) return <Trouble error={error} what={say('Stock')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  if (data.rows.length === 0) {
    return (
      <section className="card empty">
        <b>
          {look.instant === undefined
            ? say('Nothing of this lot on hand.')
            : say('Nothing of this lot on hand then.')}
        </b>
      </section>
    )
  }
  const isNow = look.instant === undefined
  const unit = data.rows[0]!.item.baseUnit
  const addressOf = (figure: string) =>
    `/stock?${new URLSearchParams({ by: 'lot', figure, lot: lot.id, open: lot.id, column: `own-${figure}` })}`
  return (
    <section className="card" aria-label={say('Stock of this lot')}>
      <header>
        <h2>{look.instant === undefined ? say('Where it is') : say('Where it was')}</h2>
      </header>
      {isNow ? (
        <>
          <FiguresStrip buckets={data.rows} unit={unit} addressOf={addressOf} />
          <BalanceCurve of={{ lot: lot.id }} onHand={figuresOf(data.rows).onHand} unit={unit} />
        </>
      ) : null}
      <BucketsTable buckets={data.rows} />
    </section>
  )
}

function LotFacts({ lot }: { lot: Lot }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('Made'), lot.manufacturedOn && <Day key="made" day={lot.manufacturedOn} />],
    [say('Best before'), lot.bestBefore && <Day key="best" day={lot.bestBefore} />],
    [say('Expires'), lot.expiresOn && <ExpiryDay key="expires" day={lot.expiresOn} />],
    [say('Test again'), lot.retestOn && <Day key="retest" day={lot.retestOn} />],
    ...Object.entries(lot.attributes).map(([key, value]) => [key, wordOf(value)] as const),
    [say('Created'), <Instant key="created" at={lot.createdAt} />],
    [say('Changed'), <Instant key="changed" at={lot.updatedAt} />],
  ]
  return (
    <section className="card pad" aria-label={say('Facts')}>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([word, value]) => (
            <div key={word} style={{ display: 'contents' }}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function wordOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? say('yes') : say('no')
  return String(value)
}
