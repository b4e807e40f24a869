import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ComponentType } from 'react'
import { useSearchParams } from 'react-router-dom'
import { ExternalReferences } from '../pieces/external-references.tsx'
import { say } from '../words/say.ts'
import type { Item } from './item.ts'
import { ItemFacts } from './item-facts.tsx'
import { ItemLevels } from './item-levels.tsx'
import { ItemLots } from './item-lots.tsx'
import { ItemStock } from './item-stock.tsx'

interface ItemTab {
  readonly name: string
  readonly word: string
  readonly body: ComponentType<{ item: Item }>
  /** Left out where the tab is for every item. */
  readonly isFor?: (item: Item) => boolean
}

/** What there is to see of an item. The first is what one comes for. */
const tabs = (): readonly ItemTab[] => [
  { name: 'stock', word: say('Stock'), body: ItemStock },
  { name: 'lots', word: say('Lots'), body: ItemLots, isFor: ({ hasLots }) => hasLots },
  { name: 'packaging', word: say('Packaging'), body: ItemLevels },
  { name: 'references', word: say('References'), body: References },
  { name: 'facts', word: say('Facts'), body: ItemFacts },
]

/** The item's tabs; the open one stands in the address. */
export function ItemTabs({ item }: { item: Item }) {
  const [search, setSearch] = useSearchParams()
  const seen = tabs().filter(({ isFor }) => isFor?.(item) ?? true)
  const open = seen.find(({ name }) => name === search.get('tab')) ?? seen[0]!
  const Body = open.body
  return (
    <div className="stack">
      <Tabs
        value={open.name}
        onChange={(_, tab: string) => setSearch(tab === 'stock' ? {} : { tab }, { replace: true })}
        aria-label={say('What to see of the item')}
      >
        {seen.map(({ name, word }) => (
          <Tab key={name} value={name} label={word} id={`tab-${name}`} aria-controls="item-tab" />
        ))}
      </Tabs>
      <div className="stack" role="tabpanel" id="item-tab" aria-labelledby={`tab-${open.name}`}>
        <Body item={item} />
      </div>
    </div>
  )
}

function References({ item }: { item: Item }) {
  return <ExternalReferences entity="items.item" id={item.id} />
}
