import { defineConfig } from 'vite'
import { compressedFiles } from '../compressed-files.ts'
import { floorFiles } from './floor-files.ts'

/**
 * The floor's build: small enough for a scanner on weak Wi-Fi, so it shares nothing with the desk's. The
 * server serves what it writes at `/floor`.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/floor/',
  // Beside the desk's, whose server makes ready what it imports in the same package.
  cacheDir: '../node_modules/.vite-floor',
  plugins: [floorFiles(), compressedFiles()],
  build: {
    outDir: '../dist/floor',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', worker: 'src/worker.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
      },
    },
  },
})
