import { defineConfig } from 'vite'
import { compressedFiles } from '../compressed-files.ts'
import { floorFiles } from './floor-files.ts'

const api = 'http://127.0.0.1:3000'

/**
 * The floor's build: small enough for a scanner on weak Wi-Fi, so it shares nothing with the desk's. The
 * server serves what it writes at `/floor`.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: '/floor/',
  plugins: [floorFiles(), compressedFiles()],
  server: { port: 5174, proxy: mode === 'development' ? { '/api': api } : {} },
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
}))
