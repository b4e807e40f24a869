import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false }
const JsonSchema = Type.Object({}, { additionalProperties: true, description: 'A JSON Schema' })
const Menu = Type.Object({ group: Type.String(), icon: Type.Optional(Type.String()) }, closed)

const ScreenResource = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    titlePlural: Type.String(),
    path: Type.String({ description: 'Of the list, under /api/v1' }),
    columns: Type.Array(Type.String()),
    row: JsonSchema,
    query: Type.Record(Type.String(), JsonSchema, {
      description: 'What the list can be asked for, by parameter',
    }),
    create: Type.Optional(JsonSchema),
    update: Type.Optional(JsonSchema),
    isRemovable: Type.Boolean({ description: 'Whether the caller may remove one row by its id' }),
    changesMany: Type.Boolean({ description: 'Whether the caller may change many rows at once' }),
    removesMany: Type.Boolean({ description: 'Whether the caller may remove many rows at once' }),
    hasOne: Type.Boolean({ description: 'Whether one row can be read by its id' }),
    menu: Type.Optional(Menu),
    screens: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'Screens of its own, by what the entry exports',
      }),
    ),
  },
  closed,
)

/** What one plugin adds to the desk of whoever asks. */
export const PluginScreens = Type.Object(
  {
    name: Type.String(),
    version: Type.String(),
    title: Type.String(),
    entry: Type.Union([Type.String(), Type.Null()], { description: 'The address of its ES module' }),
    resources: Type.Array(ScreenResource),
    slots: Type.Array(Type.Object({ slot: Type.String(), component: Type.String() }, closed)),
    pages: Type.Array(
      Type.Object(
        {
          path: Type.String(),
          title: Type.String(),
          component: Type.Optional(Type.String()),
          frame: Type.Optional(
            Type.Object(
              {
                path: Type.String({ description: 'Of the page around it, on this server' }),
                address: Type.String({ description: 'Of the program that shows it' }),
              },
              { ...closed, description: 'In the place of a component: the screen of a program of its own' },
            ),
          ),
          menu: Type.Optional(Menu),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type PluginScreens = Static<typeof PluginScreens>

/** What one plugin shows to whoever is not in yet. */
export const OutsideScreens = Type.Object(
  {
    name: Type.String(),
    version: Type.String(),
    title: Type.String(),
    entry: Type.Union([Type.String(), Type.Null()], { description: 'The address of its ES module' }),
    slots: Type.Array(Type.Object({ slot: Type.String(), component: Type.String() }, closed)),
    pages: Type.Array(
      Type.Object({ path: Type.String(), title: Type.String(), component: Type.String() }, closed),
    ),
  },
  closed,
)
export type OutsideScreens = Static<typeof OutsideScreens>

const ShownFields = Type.Object(
  {
    plugin: Type.String({ description: 'Under which of the members of `fields` they stand' }),
    title: Type.String(),
    entity: Type.String(),
    path: Type.String({ description: 'Of the list whose rows have them, under /api/v1' }),
    schema: JsonSchema,
  },
  closed,
)
/** What a plugin, or an administrator, keeps on the rows of a list. */
export type ShownFields = Static<typeof ShownFields>

/** All that is added to the desk of whoever asks. */
export const ScreensOnTheWire = Type.Object(
  { plugins: Type.Array(PluginScreens), fields: Type.Array(ShownFields) },
  closed,
)
