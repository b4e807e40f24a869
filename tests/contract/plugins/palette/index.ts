import { definePlugin } from '@stowage/sdk'

/** A plugin that adds a permission and nothing else. */
export default definePlugin({
  name: 'palette',
  version: '0.1.0',
  title: 'Palette',
  permissions: { 'palette.colour.read': 'See colours' },
})
