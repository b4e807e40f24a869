import Button from '@mui/material/Button'
import { IconArrowsExchange, IconDownload, IconPencil, IconScale, IconUpload } from '@tabler/icons-react'
import { ShowBase, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { ExtensionFacts } from '../extensions/extension-facts.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { RecordHistory } from '../pieces/record-history.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Item } from './item.ts'
import { ItemTabs } from './item-tabs.tsx'
import { LifecycleChip } from './lifecycle-chip.tsx'

/** One item: what there is of it, where, and how it came to that. */
export default function ItemShow() {
  return (
    <ShowBase>
      <ItemBody />
    </ShowBase>
  )
}

function ItemBody() {
  const { record: item, error, isPending, refetch } = useShowContext<Item>()
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The item')}
        over={<Link to="/items">{say('Items')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  if (isPending || !item) return <Waiting rows={6} />
  return (
    <>
      <PageHead
        title={item.name}
        over={<Link to="/items">{say('Items')}</Link>}
        fact={
          <span className="row wrap">
            <span className="code strong" style={{ color: 'var(--text)' }}>
              {item.sku}
            </span>
            {item.gtin ? <span className="code">{say('GTIN {gtin}', { gtin: item.gtin })}</span> : null}
            <LifecycleChip lifecycle={item.lifecycle} />
          </span>
        }
        actions={<ItemActions item={item} />}
      />
      <div className="record">
        <ItemTabs item={item} />
        <div className="stack">
          <ExtensionFacts row={item} />
          <RecordHistory id={item.id} version={item.version} />
          <Slot name="items.item.show" record={item} />
        </div>
      </div>
    </>
  )
}

const verbs = () =>
  [
    { kind: 'issue', word: say('Issue'), icon: IconUpload },
    { kind: 'transfer', word: say('Transfer'), icon: IconArrowsExchange },
    { kind: 'adjustment', word: say('Adjust'), icon: IconScale },
    { kind: 'receipt', word: say('Receive'), icon: IconDownload },
  ] as const

function ItemActions({ item }: { item: Item }) {
  const { mayChange } = useRights()
  return (
    <>
      {mayChange('items.item.write') ? (
        <Button component={Link} to={`/items/${item.id}`} startIcon={<IconPencil className="icon s" />}>
          {say('Edit')}
        </Button>
      ) : null}
      {mayChange('ledger.movement.post')
        ? verbs().map(({ kind, word, icon: Icon }) => (
            <Button
              key={kind}
              component={Link}
              to={`/post/${kind}?item=${item.id}`}
              variant={kind === 'receipt' ? 'contained' : 'outlined'}
              startIcon={<Icon className="icon s" />}
            >
              {word}
            </Button>
          ))
        : null}
    </>
  )
}
