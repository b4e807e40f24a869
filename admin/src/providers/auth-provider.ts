import { type AuthProvider, HttpError } from 'react-admin'
import { resourcePaths } from './resource-paths.ts'
import { isAllowed, type Standing } from './rights.ts'
import type { Session } from './session.ts'

/** React-admin's questions about the session and its rights. The server checks every one of them again. */
export function createAuthProvider(session: Session): AuthProvider {
  return {
    login: () => session.enter(),
    logout: () => session.close(),
    // Only the server's own no ends a session; a server that is busy or out of reach has said nothing.
    checkAuth: async () => {
      await session.read().catch((error: unknown) => {
        if (error instanceof HttpError && error.status === 401) throw error
      })
    },
    checkError: async (error: unknown) => {
      if (!(error instanceof HttpError) || error.status !== 401) return
      session.forget()
      throw error
    },
    getIdentity: async () => {
      const { id, name, email, owners, sites, viewer } = await session.read()
      const standing: Standing = { isViewing: viewer !== null, isStaff: owners === null && sites === null }
      return { id, fullName: name, email: email ?? undefined, ...standing }
    },
    getPermissions: async () => (await session.read()).permissions,
    canAccess: async ({ resource, action }) => {
      const { permissions, viewer } = await session.read()
      const isReading = ['list', 'show', 'export'].includes(action)
      if (viewer !== null && !isReading) return false
      const known = resourcePaths[resource]
      return isAllowed(permissions, isReading ? known?.read : known?.write)
    },
  }
}
