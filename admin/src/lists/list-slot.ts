import { useResourceContext } from 'react-admin'

const slots: Readonly<Record<string, string>> = {
  items: 'items.item.list',
  lots: 'lots.lot.list',
  locations: 'locations.location.list',
  'handling-units': 'handling-units.handling-unit.list',
  serials: 'serials.serial.list',
}

/** The slot of this list, for what plugins do to chosen rows; nothing where it has none. */
export function useListSlot(): string | undefined {
  return slots[useResourceContext() ?? '']
}
