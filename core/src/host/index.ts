import { definePlugin } from '@stowage/sdk'

/** The plugins themselves: which there are, what they are set up with, what they emit, ask and do later. */
export default definePlugin({
  name: 'host',
  version: '0.1.0',
  title: 'Host',
  requires: { plugins: { access: '^0.1.0' } },
})
