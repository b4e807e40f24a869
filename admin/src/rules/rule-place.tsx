import { TextInput, useReference } from 'react-admin'
import type { Pickable } from '../pieces/entity-picker.tsx'
import { anyCompany, anyOwner, anySite } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'
import type { RulePlace } from './rule.ts'

/** For whom a rule is, in words. */
export function RulePlaceWords({ place }: { place: RulePlace }) {
  const { company, site, owner, category } = place
  if (!company && !site && !owner && !category) return <span>{say('everywhere')}</span>
  return (
    <span>
      {site ? <PlaceName word={say('site')} of={anySite} id={site} /> : null}
      {company ? <PlaceName word={say('company')} of={anyCompany} id={company} /> : null}
      {owner ? <PlaceName word={say('owner')} of={anyOwner} id={owner} /> : null}
      {category ? (
        <span style={{ marginRight: 8 }}>
          <span className="muted">{say('category')}</span> {category}
        </span>
      ) : null}
    </span>
  )
}

function PlaceName({ word, of, id }: { word: string; of: Pickable; id: string }) {
  const { referenceRecord: row } = useReference({ reference: of.resource, id })
  return (
    <span style={{ marginRight: 8 }}>
      <span className="muted">{word}</span> {String(row?.[of.name ?? of.code] ?? id.slice(0, 8))}
    </span>
  )
}

/** Picks it; what stays empty is any. It is for good. */
export function RulePlaceFields() {
  return (
    <>
      <div className="two">
        <PickerInput source="site" label={say('Site, optional')} of={anySite} />
        <PickerInput source="owner" label={say('Owner of the stock, optional')} of={anyOwner} />
      </div>
      <div className="two">
        <TextInput source="category" label={say('Category of the item, optional')} helperText={false} />
        <PickerInput source="company" label={say('Company, optional')} of={anyCompany} />
      </div>
    </>
  )
}
