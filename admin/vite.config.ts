import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The admin's build. The server serves `dist` at `/`. In `vite dev` the API is reached through the proxy, at
 * port 3000, so that the session cookie stays on one origin.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [react()],
  // The workspace root holds another React (a test reporter's); every library must get the admin's own.
  resolve: { dedupe: ['react', 'react-dom', 'react-router', 'react-router-dom', '@mui/material'] },
  server: { proxy: mode === 'development' ? { '/api': 'http://127.0.0.1:3000' } : {} },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/c-[hash].js' },
    },
  },
}))
