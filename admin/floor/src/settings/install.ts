/** What a browser says when the page could be an app of the device. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>
}

const listeners = new Set<() => void>()

/** Puts the floor among the device's apps, where its browser can. */
export const installer = {
  /** Undefined where it cannot, or it is one already. */
  offer: undefined as (() => void) | undefined,
  onChange(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

addEventListener('beforeinstallprompt', (event) => {
  // In the menu, when somebody wants it; never over somebody's work.
  event.preventDefault()
  offer(() => void (event as InstallEvent).prompt())
})
addEventListener('appinstalled', () => offer(undefined))

function offer(install: (() => void) | undefined): void {
  installer.offer = install
  for (const listener of listeners) listener()
}
