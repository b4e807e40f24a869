import { TextInput, useReference } from 'react-admin'
import type { Pickable } from '../pieces/entity-picker.tsx'
import { anyCompany, anyOwner, anySite } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import type { RulePlace } from './rule.ts'

/** For whom a rule is, in words. */
export function RulePlaceWords({ place }: { place: RulePlace }) {
  const { company, site, owner, category } = place
  if (!company && !site && !owner && !category) return <span>everywhere</span>
  return (
    <span>
      {site ? <PlaceName word="site" of={anySite} id={site} /> : null}
      {company ? <PlaceName word="company" of={anyCompany} id={company} /> : null}
      {owner ? <PlaceName word="owner" of={anyOwner} id={owner} /> : null}
      {category ? (
        <span style={{ marginRight: 8 }}>
          <span className="muted">category</span> {category}
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
        <PickerInput source="site" label="Site, optional" of={anySite} />
        <PickerInput source="owner" label="Owner of the stock, optional" of={anyOwner} />
      </div>
      <div className="two">
        <TextInput source="category" label="Category of the item, optional" helperText={false} />
        <PickerInput source="company" label="Company, optional" of={anyCompany} />
      </div>
    </>
  )
}
