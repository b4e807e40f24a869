import type { AdminDeclaration, AdminSlot, PluginDeclaration } from '@stowage/sdk'
import { menuIcons, screenSlots } from '@stowage/sdk'
import { Type } from 'typebox'
import { HostError } from './host-error.ts'

const WORD = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'
const PATH = '^([a-z][a-z0-9-]*(/[a-z][a-z0-9-]*){0,4})?$'
const PAGE_PATH = '^[a-z][a-z0-9-]*(/(:?[a-zA-Z][a-zA-Z0-9-]*)){0,4}$'
const COMPONENT = '^[A-Z][A-Za-z0-9]*$'

const closed = { additionalProperties: false }
const Title = Type.String({ minLength: 1, maxLength: 60 })
const Permission = Type.String({ maxLength: 120 })
/** Where something stands in the menu. */
export const Menu = Type.Object(
  { group: Type.String({ minLength: 1, maxLength: 40 }), icon: Type.Optional(Type.Enum([...menuIcons])) },
  closed,
)
const Component = Type.String({ pattern: COMPONENT })
const OwnScreens = Type.Partial(
  Type.Object({ list: Component, show: Component, create: Component, edit: Component }),
  closed,
)
const AnySchema = Type.Object({ type: Type.Literal('object') })

/** What of `admin` is data; the entry is a URL and looked at by hand. */
export const AdminShape = Type.Object(
  {
    resources: Type.Optional(
      Type.Record(
        Type.String({ pattern: WORD }),
        Type.Object(
          {
            title: Title,
            titlePlural: Title,
            path: Type.String({ pattern: PATH }),
            row: AnySchema,
            create: Type.Optional(AnySchema),
            update: Type.Optional(AnySchema),
            permissions: Type.Object({ read: Permission, write: Type.Optional(Permission) }, closed),
            columns: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 40 })),
            menu: Type.Optional(Menu),
            screens: Type.Optional(OwnScreens),
          },
          closed,
        ),
      ),
    ),
    slots: Type.Optional(
      Type.Array(
        Type.Object(
          {
            slot: Type.String({ maxLength: 120 }),
            component: Component,
            permission: Type.Optional(Permission),
          },
          closed,
        ),
        { maxItems: 100 },
      ),
    ),
    pages: Type.Optional(
      Type.Array(
        Type.Object(
          {
            path: Type.String({ pattern: PAGE_PATH }),
            title: Title,
            component: Component,
            permission: Type.Optional(Permission),
            menu: Type.Optional(Menu),
            isPublic: Type.Optional(Type.Literal(true)),
          },
          closed,
        ),
        { maxItems: 100 },
      ),
    ),
    entry: Type.Optional(Type.Unknown()),
  },
  closed,
)

/**
 * Looks at what a declaration says of its screens, as far as it can be judged alone.
 * @throws HostError for a slot that no screen has, a column that the row lacks, a component without an entry
 */
export function validateAdmin({ name, admin }: PluginDeclaration): void {
  if (admin === undefined) return
  checkEntry(name, admin)
  for (const { slot } of admin.slots ?? []) checkSlot(name, slot)
  for (const { path, isPublic, permission, menu } of admin.pages ?? []) {
    if (isPublic && (permission ?? menu) !== undefined) {
      const sentence = `The page "${path}" of the plugin "${name}" is public: it takes no permission or menu.`
      throw new HostError('host.admin_page_public', name, sentence)
    }
  }
  for (const [resource, { row, columns = [], create, update, permissions }] of Object.entries(
    admin.resources ?? {},
  )) {
    const stranger = columns.find((column) => row.properties[column.split('.')[0]!] === undefined)
    if (stranger !== undefined) {
      const sentence =
        `The screens of "${resource}" in the plugin "${name}" have a column "${stranger}", which ` +
        `its row lacks.`
      throw new HostError('host.admin_column_unknown', name, sentence)
    }
    if (row.properties.id === undefined) {
      throw new HostError(
        'host.admin_row_without_id',
        name,
        `The rows of "${resource}" in the plugin "${name}" have no "id", by which each is named.`,
      )
    }
    if ((create ?? update) !== undefined && permissions.write === undefined) {
      throw new HostError(
        'host.admin_without_permission',
        name,
        `"${resource}" in the plugin "${name}" has forms and says in no "permissions.write" for whom.`,
      )
    }
  }
}

function checkEntry(name: string, { entry, slots = [], pages = [], resources = {} }: AdminDeclaration): void {
  if (entry !== undefined && !(entry instanceof URL)) {
    const sentence =
      `In the plugin "${name}", "admin.entry" has to be a URL: new URL('./dist/admin/', ` +
      `import.meta.url).`
    throw new HostError('host.admin_entry_invalid', name, sentence)
  }
  const screens = Object.values(resources).flatMap(({ screens = {} }) => Object.values(screens))
  const [first] = [...[...slots, ...pages].map(({ component }) => component), ...screens]
  if (first === undefined || entry !== undefined) return
  const sentence = `The plugin "${name}" names the component "${first}" and no "admin.entry" that exports it.`
  throw new HostError('host.admin_entry_missing', name, sentence)
}

function checkSlot(name: string, slot: AdminSlot['slot']): void {
  const isCores = (screenSlots as readonly string[]).includes(slot)
  if (isCores || /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*\.show$/.test(slot)) return
  const sentence = `The plugin "${name}" puts a component into the slot "${slot}", which no screen has.`
  throw new HostError('host.admin_slot_unknown', name, `${sentence} There are: ${screenSlots.join(', ')}.`)
}
