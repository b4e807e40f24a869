/**
 * What outgrew its limit before the limits were checked. The figures here are only ever lowered: mend a file,
 * then take it off.
 */
export const grown: {
  readonly longLines: number
  readonly files: Readonly<Record<string, number>>
  readonly functions: Readonly<Record<string, number>>
} = {
  longLines: 80,
  files: { 'admin/src/theme/pieces.css': 493 },
  functions: {
    'admin/src/items/item-fields.tsx': 90,
    'admin/src/ledger/step-curve.tsx': 70,
    'admin/src/locations/layout-fields.tsx': 77,
    'admin/src/locations/layout-generator.tsx': 65,
    'admin/src/pieces/entity-picker.tsx': 125,
    'admin/src/posting/line-row.tsx': 90,
    'admin/src/shell/code-search.tsx': 65,
    'admin/src/shell/login-page.tsx': 65,
    'admin/src/stock/stock-table.tsx': 66,
    'core/src/demo/warehouse/products.ts': 67,
    'core/src/locations/location.routes.ts': 120,
  },
}
