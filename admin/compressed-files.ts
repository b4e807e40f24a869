import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const compress = promisify(brotliCompress)
const SMALLER_BY_BROTLI = /\.(js|css|svg|wasm|webmanifest)$/
/** What takes seconds at the tightest, and is loaded only by who opens a camera. */
const LARGE_BYTES = 500_000

/** Puts each built file in brotli beside itself, as tight as it gets: that is what the server sends. */
export function compressedFiles(): Plugin {
  return {
    name: 'stowage-compressed-files',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = Object.entries(bundle).filter(([name]) => SMALLER_BY_BROTLI.test(name))
        await Promise.all(
          files.map(async ([fileName, file]) => {
            const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
            const params = {
              [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
              [constants.BROTLI_PARAM_QUALITY]:
                content.length > LARGE_BYTES && /wasm$/.test(fileName) ? 9 : 11,
            }
            const source = await compress(content, { params })
            this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source })
          }),
        )
      },
    },
  }
}
