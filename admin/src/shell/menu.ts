import {
  IconAntenna,
  IconArrowBarToDown,
  IconArrowsExchange,
  IconArrowsSplit,
  IconBarcode,
  IconBookmark,
  IconBox,
  IconBuilding,
  IconBuildingWarehouse,
  IconChecks,
  IconCircleDashed,
  IconClockPlay,
  IconDeviceMobile,
  IconDownload,
  IconFileImport,
  IconForklift,
  IconForms,
  IconHash,
  IconHeartbeat,
  IconHistory,
  IconHome2,
  IconKey,
  IconLink,
  IconListDetails,
  IconListNumbers,
  IconMail,
  IconMap2,
  IconMapPin,
  IconPackages,
  IconPlayerPause,
  IconPuzzle,
  IconRoute,
  IconScale,
  IconShieldCheck,
  IconStack2,
  IconTag,
  IconTransform,
  IconTrendingUp,
  IconUpload,
  IconUrgent,
  IconUser,
  IconUsers,
  IconWorldCheck,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { type MenuPlace, type PluginScreens, resourceName } from '../plugin-screens/manifest.ts'
import { usePluginScreens } from '../plugin-screens/use-plugin-screens.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { menuIcons } from './menu-icons.ts'

/** A screen in the menu. */
export interface Entry {
  readonly to: string
  readonly word: string
  readonly icon: ComponentType<{ className?: string }>
  readonly needs?: string
  /** True for what is the house's: whoever is bound to some owners or sites is refused there. */
  readonly isForStaff?: true
  /** True for a form that posts: whoever looks with another's eyes posts nothing. */
  readonly changes?: true
}

/** Screens that belong together in what people do. */
export interface Group {
  readonly title: string
  readonly entries: readonly Entry[]
}

/** What people do, in their words. A group without an entry that one may see is not shown. */
const work = (): readonly Group[] => [
  {
    title: say('Now'),
    entries: [
      { to: '/', word: say('Home'), icon: IconHome2 },
      { to: '/plan', word: say('Warehouse plan'), icon: IconMap2, needs: 'locations.location.read' },
    ],
  },
  {
    title: say('Stock'),
    entries: [
      { to: '/stock', word: say('Stock'), icon: IconStack2, needs: 'ledger.balance.read' },
      { to: '/items', word: say('Items'), icon: IconBox, needs: 'items.item.read' },
      { to: '/lots', word: say('Lots'), icon: IconPackages, needs: 'items.lot.read' },
      { to: '/serials', word: say('Serial numbers'), icon: IconHash, needs: 'ledger.balance.read' },
      {
        to: '/handling-units',
        word: say('Handling units'),
        icon: IconForklift,
        needs: 'locations.handling_unit.read',
      },
      { to: '/movements', word: say('Movements'), icon: IconListDetails, needs: 'ledger.movement.read' },
      {
        to: '/transformations',
        word: say('Transformations'),
        icon: IconTransform,
        needs: 'ledger.movement.read',
      },
      { to: '/allocations', word: say('Allocations'), icon: IconBookmark, needs: 'ledger.allocation.read' },
      { to: '/turnover', word: say('Top movers'), icon: IconTrendingUp, needs: 'ledger.movement.read' },
      { to: '/holds', word: say('Holds'), icon: IconPlayerPause, needs: 'ledger.balance.read' },
      { to: '/debts', word: say('Below zero'), icon: IconArrowBarToDown, needs: 'ledger.balance.read' },
      {
        to: '/post/transfer',
        word: say('Transfer'),
        icon: IconArrowsExchange,
        needs: 'ledger.movement.post',
        changes: true,
      },
      {
        to: '/post/adjustment',
        word: say('Adjust'),
        icon: IconScale,
        needs: 'ledger.movement.post',
        changes: true,
      },
    ],
  },
  {
    title: say('In'),
    entries: [
      {
        to: '/post/receipt',
        word: say('Receive'),
        icon: IconDownload,
        needs: 'ledger.movement.post',
        changes: true,
      },
    ],
  },
  {
    title: say('Out'),
    entries: [
      {
        to: '/post/issue',
        word: say('Issue'),
        icon: IconUpload,
        needs: 'ledger.movement.post',
        changes: true,
      },
    ],
  },
  { title: say('Money'), entries: [] },
]

/** How it is set up, who may come in, and how it runs: beneath all that people do with goods. */
const office = (): readonly Group[] => [
  {
    title: say('Set up'),
    entries: [
      { to: '/sites', word: say('Sites'), icon: IconBuildingWarehouse, needs: 'locations.site.read' },
      { to: '/locations', word: say('Locations'), icon: IconMapPin, needs: 'locations.location.read' },
      { to: '/companies', word: say('Companies'), icon: IconBuilding, needs: 'access.company.read' },
      { to: '/owners', word: say('Owners'), icon: IconUser, needs: 'access.owner.read' },
      { to: '/statuses', word: say('Statuses'), icon: IconCircleDashed, needs: 'ledger.status.write' },
      { to: '/reasons', word: say('Reasons'), icon: IconTag, needs: 'ledger.movement.read' },
      {
        to: '/number-series',
        word: say('Document numbers'),
        icon: IconListNumbers,
        needs: 'host.number.read',
      },
      {
        to: '/unit-series',
        word: say('Series of units'),
        icon: IconBarcode,
        needs: 'locations.handling_unit.read',
      },
      {
        to: '/custom-fields',
        word: say('Fields'),
        icon: IconForms,
        needs: 'host.field.read',
        isForStaff: true,
      },
      { to: '/rules', word: say('Rules'), icon: IconArrowsSplit, needs: 'host.strategy.read' },
      { to: '/imports', word: say('Imports'), icon: IconFileImport, needs: 'imports.import.read' },
      {
        to: '/host/plugins',
        word: say('Plugins'),
        icon: IconPuzzle,
        needs: 'host.plugin.read',
        isForStaff: true,
      },
    ],
  },
  {
    title: say('Access'),
    entries: [
      { to: '/users', word: say('People'), icon: IconUsers, needs: 'access.user.manage', isForStaff: true },
      {
        to: '/roles',
        word: say('Roles'),
        icon: IconShieldCheck,
        needs: 'access.role.read',
        isForStaff: true,
      },
      {
        to: '/devices',
        word: say('Devices'),
        icon: IconDeviceMobile,
        needs: 'access.device.manage',
        isForStaff: true,
      },
      { to: '/api-keys', word: say('API keys'), icon: IconKey, needs: 'access.key.manage', isForStaff: true },
      { to: '/audit', word: say('Audit'), icon: IconHistory, needs: 'access.audit.read' },
      {
        to: '/break-glass',
        word: say('Emergencies'),
        icon: IconUrgent,
        needs: 'access.audit.read',
        isForStaff: true,
      },
    ],
  },
  {
    title: say('System'),
    entries: [
      {
        to: '/host/health',
        word: say('Health'),
        icon: IconHeartbeat,
        needs: 'host.health.read',
        isForStaff: true,
      },
      { to: '/jobs', word: say('Jobs'), icon: IconClockPlay, needs: 'host.job.manage', isForStaff: true },
      {
        to: '/cursors',
        word: say('Event subscribers'),
        icon: IconAntenna,
        needs: 'host.event.manage',
        isForStaff: true,
      },
      { to: '/mails', word: say('Mail'), icon: IconMail, needs: 'host.mail.read' },
      {
        to: '/allowed-targets',
        word: say('Allowed targets'),
        icon: IconWorldCheck,
        needs: 'host.target.read',
        isForStaff: true,
      },
      { to: '/decisions', word: say('Decisions'), icon: IconRoute, needs: 'host.decision.read' },
      {
        to: '/host/invariants',
        word: say('Invariants'),
        icon: IconChecks,
        needs: 'host.invariant.read',
        isForStaff: true,
      },
      { to: '/proof', word: say('Proof'), icon: IconLink, needs: 'ledger.proof.read', isForStaff: true },
    ],
  },
]

const groups = (): readonly Group[] => [...work(), ...office()]

/** What the menu calls a resource of core. */
export function wordOfResource(name: string): string {
  const entries = groups().flatMap((group) => group.entries)
  return entries.find(({ to }) => to === `/${name}`)?.word ?? name
}

/** The groups of the menu with what this person may see; one without anything is left out. */
export function useMenu(): readonly Group[] {
  const { may, isStaff, isViewing } = useRights()
  const { plugins } = usePluginScreens()
  return withPlugins(plugins)
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        ({ needs, isForStaff, changes }) => may(needs) && (isStaff || !isForStaff) && !(isViewing && changes),
      ),
    }))
    .filter((group) => group.entries.length > 0)
}

/**
 * Plugins' entries stand in the groups that they name, after core's; a group of their own before the
 * set-up.
 */
function withPlugins(plugins: readonly PluginScreens[]): readonly Group[] {
  const added = plugins.flatMap(entriesOf)
  const entriesIn = (title: string) => added.filter(({ group }) => group === title).map(({ entry }) => entry)
  const withAdded = ({ title, entries }: Group) => ({ title, entries: [...entries, ...entriesIn(title)] })
  const known = new Set(groups().map(({ title }) => title))
  const own = [...new Set(added.map(({ group }) => group))]
    .filter((title) => !known.has(title))
    .map((title) => ({ title, entries: entriesIn(title) }))
  return [...work().map(withAdded), ...own, ...office().map(withAdded)]
}

function entriesOf(plugin: PluginScreens): { readonly group: string; readonly entry: Entry }[] {
  const iconOf = ({ icon = 'puzzle' }: MenuPlace) => menuIcons[icon] ?? IconPuzzle
  const resources = plugin.resources.flatMap(({ name, titlePlural, menu }) =>
    menu
      ? [
          {
            group: menu.group,
            entry: { to: `/${resourceName(plugin.name, name)}`, word: titlePlural, icon: iconOf(menu) },
          },
        ]
      : [],
  )
  const pages = plugin.pages.flatMap(({ path, title, menu }) =>
    menu
      ? [{ group: menu.group, entry: { to: `/x/${plugin.name}/${path}`, word: title, icon: iconOf(menu) } }]
      : [],
  )
  return [...resources, ...pages]
}
