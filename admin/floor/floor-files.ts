import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'
import { iconPng, iconSvg } from './icons.ts'
import { manifest } from './manifest.ts'

/** What the worker keeps beforehand: all that the first screen needs, and not the camera's reader. */
const KEPT =
  /^(assets\/index-.*\.(js|css)|assets\/.*-latin-wght-normal-.*\.woff2|icon.*|manifest\.webmanifest)$/

const FILES_SIGN = /["'`]__FILES__["'`]/

/** Icons and manifest, and the list of what the worker keeps. */
export function floorFiles(): Plugin {
  return {
    name: 'stowage-floor-files',
    apply: 'build',
    buildStart() {
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source })
      emit('icon.svg', iconSvg)
      for (const size of [192, 512]) emit(`icon-${size}.png`, iconPng({ size, isMaskable: false }))
      emit('icon-maskable-512.png', iconPng({ size: 512, isMaskable: true }))
      emit('manifest.webmanifest', JSON.stringify(manifest))
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const kept = Object.keys(bundle)
          .filter((name) => KEPT.test(name))
          .sort()
        const worker = bundle['worker.js']
        if (worker?.type !== 'chunk') throw new Error('There is no worker among what was built.')
        const files = kept.map((name) => `/floor/${name}`)
        const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
        if (!FILES_SIGN.test(worker.code)) throw new Error('The worker does not ask what to keep.')
        worker.code = worker.code.replace(FILES_SIGN, JSON.stringify(files)).replace('__VERSION__', version)
      },
    },
  }
}
