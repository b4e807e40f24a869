import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { hostInputs, hostModules } from './host-modules.ts'

const api = 'http://127.0.0.1:3000'

/**
 * The admin's build. The server serves `dist` at `/`. In `vite dev` the API is reached through the proxy, at
 * port 3000, so that the session cookie stays on one origin.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [react(), hostModules()],
  // The workspace root holds another React (a test reporter's); every library must get the admin's own.
  resolve: { dedupe: ['react', 'react-dom', 'react-router', 'react-router-dom', '@mui/material'] },
  server: { proxy: mode === 'development' ? { '/api': api, '/plugins': api } : {} },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      // What plugins import keeps all its names, though the desk itself uses few of them.
      preserveEntrySignatures: 'strict',
      input: { index: 'index.html', ...hostInputs() },
      output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/c-[hash].js' },
    },
  },
}))
