import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressedFiles } from './compressed-files.ts'
import { hostInputs, hostModules } from './host-modules.ts'
import { lateCsv } from './late-csv.ts'

/** The log-in with all that it needs, for whoever is not in yet. */
const outside = { name: 'outside', test: /admin[\\/]src[\\/]doorway\.tsx$/, priority: 3 }
/** The frame around every screen, with the menu and its icons. */
const frame = { name: 'frame', test: /admin[\\/]src[\\/]app\.tsx$/, priority: 2 }
/**
 * What so many screens need that whoever sees one needs it soon: one file, where by themselves they would be
 * forty requests for the first list, and a tenth larger.
 */
const desk = { name: 'desk', minShareCount: 20, priority: 1 }

/** The admin's build, which the server serves at `/`; `dev-server.ts` serves the same from its sources. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), hostModules(), lateCsv(), compressedFiles()],
  // The workspace root holds another React (a test reporter's); every library must get the admin's own.
  resolve: { dedupe: ['react', 'react-dom', 'react-router', 'react-router-dom', '@mui/material'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      // What plugins import keeps all its names, though the desk itself uses few of them.
      preserveEntrySignatures: 'strict',
      input: { index: 'index.html', ...hostInputs() },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        codeSplitting: { groups: [outside, frame, desk] },
      },
    },
  },
})
