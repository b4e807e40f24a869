import { type TObject, type TString, type TStringOptions, Type } from 'typebox'

/**
 * The places on core's screens that plugins may put something of their own into. What stands in `….show` is
 * about one row; what stands in `….list` is a button beside whatever else can be done to chosen rows.
 */
export const screenSlots = [
  'dashboard',
  'items.item.show',
  'items.item.list',
  'lots.lot.show',
  'lots.lot.list',
  'locations.location.show',
  'locations.location.list',
  'movements.movement.show',
  'handling-units.handling-unit.show',
  'handling-units.handling-unit.list',
  'serials.serial.show',
  'serials.serial.list',
  'users.user.edit',
  'account',
  'log-in',
  'log-in.step',
] as const

/** Those of the log-in, shown to whoever is not in yet: what stands there may not use react-admin. */
export const outsideSlots = ['log-in', 'log-in.step'] as const

/**
 * What a component of the log-in, or of a page that is public, gets. `onAnswer` takes what a route answered
 * with (`LogInAnswer`): the desk opens, or the next step is shown.
 */
export interface OutsideProps {
  readonly onAnswer: (answer: {
    readonly isIn: boolean
    readonly step?: { readonly name: string; readonly title: string } | undefined
  }) => void
  /** Leads back to the log-in. */
  readonly onLeave: () => void
  /** In the slot `log-in.step`: what is asked. Only the plugin whose step it is stands there. */
  readonly step?: { readonly name: string; readonly title: string }
}

/** The icons that the desk has for entries of its menu, by their names at tabler.io/icons. */
export const menuIcons = [
  'antenna',
  'barcode',
  'bookmark',
  'box',
  'building',
  'checks',
  'clock-play',
  'device-mobile',
  'download',
  'forklift',
  'forms',
  'hash',
  'history',
  'key',
  'link',
  'list-details',
  'list-numbers',
  'mail',
  'map-pin',
  'packages',
  'printer',
  'puzzle',
  'repeat',
  'route',
  'scale',
  'scan',
  'shield-check',
  'stack-2',
  'tag',
  'temperature',
  'timeline',
  'transform',
  'trending-down',
  'trending-up',
  'upload',
  'urgent',
  'users',
  'webhook',
  'world-check',
] as const
/** One of them. */
export type MenuIcon = (typeof menuIcons)[number]

/** Where something stands in the menu. */
export interface AdminMenuEntry {
  /** `Stock`, `In`, `Out`, `Money`, `Set up`, `Access`, `System`, or a word of one's own. */
  readonly group: string
  /** What it is known by where the menu is narrow; a puzzle unless said. */
  readonly icon?: MenuIcon
}

/**
 * A resource whose screens the desk draws by itself, from the schemas of its routes: a list with columns,
 * filters, order, pages and CSV, one row, and the forms for a new one and a change.
 */
export interface AdminResource {
  /** `Carrier`. */
  readonly title: string
  /** `Carriers`. */
  readonly titlePlural: string
  /**
   * Under `/api/v1/<plugin>`: a list at the path, one row at `<path>/:id`, POST and PATCH where it may be
   * written. Empty for the plugin's root.
   */
  readonly path: string
  /**
   * A row as it is read. It has an `id`, and a `version` where it can be changed; titles are the
   * columns' words.
   */
  readonly row: TObject
  /** What may be said of a new one, and of one that stands; left out, the screens only show. */
  readonly create?: TObject
  readonly update?: TObject
  readonly permissions: { readonly read: string; readonly write?: string }
  /** The columns of the list, in order; the first one names a row. All plain members unless said. */
  readonly columns?: readonly string[]
  readonly menu?: AdminMenuEntry
  /** Screens of its own instead of drawn ones, by the names under which the entry exports them. */
  readonly screens?: Readonly<Partial<Record<'list' | 'show' | 'create' | 'edit', string>>>
}

/**
 * A component of the entry, put into a place that a screen offers. It gets the record of that screen as
 * `record`, in a list the chosen rows as `selection` (`ChosenRows` of `@stowage/admin`).
 */
export interface AdminSlot {
  /** One of `screenSlots`, or `<plugin>.<resource>.show` for a resource that a plugin declares. */
  readonly slot: string
  /** The name under which the entry exports it. */
  readonly component: string
  readonly permission?: string
}

/** A whole page of the plugin's own. */
export interface AdminPage {
  /** Below `/x/<plugin>/`, or `/outside/<plugin>/` where it is public: `board`, `boards/:id`. */
  readonly path: string
  readonly title: string
  /** The name under which the entry exports it. */
  readonly component: string
  readonly permission?: string
  readonly menu?: AdminMenuEntry
  /**
   * Shown in the frame of the log-in, to whoever has its address; it gets `OutsideProps` and may not use
   * react-admin.
   */
  readonly isPublic?: true
}

/** A plugin's screens. They are loaded at run time; the desk is not built again for them. */
export interface AdminDeclaration {
  /** By name: `carriers` is shown at `/x/<plugin>/carriers`. */
  readonly resources?: Readonly<Record<string, AdminResource>>
  readonly slots?: readonly AdminSlot[]
  readonly pages?: readonly AdminPage[]
  /**
   * What `buildAdminEntry` made: the file, or the folder that it wrote to. Needed where slots or pages name
   * components.
   */
  readonly entry?: URL
}

/** The keyword by which a schema names what an id refers to. */
export const REFERENCE = 'x-resource'

/**
 * The id of a row of another resource; forms pick it by code or name, lists lead to it. The host refuses one
 * that the writer may not see.
 * @example carrier: Reference('delivery.carriers', { title: 'Carrier' })
 * @param resource one of core's lists (`items`, `lots`, `locations`, `owners`, `sites`, …), or
 * `<plugin>.<resource>`
 */
export function Reference(resource: string, options: TStringOptions = {}): TString {
  return Type.String({ ...options, format: 'uuid', [REFERENCE]: resource } as TStringOptions)
}

/** The keyword by which a schema names the list that a text is chosen from. */
export const CHOICES = 'x-choices'

/**
 * A text that is the `name` of a row of some list, which changes with what is installed. Forms offer them, in
 * groups by their `plugin` where they say one; whether the text is one of them, the route judges.
 * @since 0.1.0
 * @example events: Type.Array(OneOf('/webhooks/events'), { title: 'Events' })
 * @param address of a list under the API's root that is short enough to come whole
 */
export function OneOf(address: string, options: TStringOptions = {}): TString {
  return Type.String({ ...options, [CHOICES]: address } as TStringOptions)
}
