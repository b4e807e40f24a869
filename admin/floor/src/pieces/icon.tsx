/** Outlines of Tabler (MIT), as far as the floor uses them. */
const paths = {
  alert:
    'M12 9v4M12 16v.01' +
    'M10.24 3.957l-8.422 14.06a1.989 1.989 0 0 0 1.7 2.983h16.845a1.989 1.989 0 0 0 1.7 ' +
    '-2.983l-8.423 -14.06a1.989 1.989 0 0 0 -3.4 0z',
  arrow: 'M5 12h14M13 18l6 -6M13 6l6 6',
  back: 'M9 14l-4 -4l4 -4M5 10h11a4 4 0 1 1 0 8h-1',
  backspace: 'M20 6a1 1 0 0 1 1 1v10a1 1 0 0 1 -1 1h-11l-5 -5a1.5 1.5 0 0 1 0 -2l5 -5zM12 10l4 4M16 10l-4 4',
  camera:
    'M5 7h1a2 2 0 0 0 2 -2a1 1 0 0 1 1 -1h6a1 1 0 0 1 1 1a2 2 0 0 0 2 2h1a2 2 0 0 1 2 2v9a2 2 ' +
    '0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-9a2 2 0 0 1 2 -2M9 13a3 3 0 1 0 6 0a3 3 0 0 0 -6 0',
  cameraOff:
    'M8.297 4.289a.997 .997 0 0 1 .703 -.289h6a1 1 0 0 1 1 1a2 2 0 0 0 2 2h1a2 2 0 0 1 2 2v8' +
    'm-1.187 2.828c-.249 .11 -.524 .172 -.813 .172h-14a2 2 0 0 1 -2 -2v-9a2 2 0 0 1 2 -2h1' +
    'c.298 0 .58 -.065 .834 -.181' +
    'M10.422 10.448a3 3 0 1 0 4.15 4.098M3 3l18 18',
  check: 'M5 12l5 5l10 -10',
  circleCheck: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 12l2 2l4 -4',
  close: 'M18 6l-12 12M6 6l12 12',
  help: 'M12 16v.01M12 13a2 2 0 0 0 .914 -3.782a1.98 1.98 0 0 0 -2.414 .483',
  keyboard:
    'M2 8a2 2 0 0 1 2 -2h16a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2l0 -8M6 10l0 .01' +
    'M10 10l0 .01M14 10l0 .01M18 10l0 .01M6 14l0 .01M18 14l0 .01M10 14l4 .01',
  language:
    'M9 6.371c0 4.418 -2.239 6.629 -5 6.629M4 6.371h7M5 9c0 2.144 2.252 3.908 6 4' +
    'M12 20l4 -9l4 9M19.1 18h-6.2M6.694 3l.793 .582',
  menu: 'M4 6h16M4 12h16M4 18h16',
  pause:
    'M6 6a1 1 0 0 1 1 -1h2a1 1 0 0 1 1 1v12a1 1 0 0 1 -1 1h-2a1 1 0 0 1 -1 -1z' +
    'M14 6a1 1 0 0 1 1 -1h2a1 1 0 0 1 1 1v12a1 1 0 0 1 -1 1h-2a1 1 0 0 1 -1 -1z',
  scan:
    'M4 7v-1a2 2 0 0 1 2 -2h2M4 17v1a2 2 0 0 0 2 2h2M16 4h2a2 2 0 0 1 2 2v1' +
    'M16 20h2a2 2 0 0 0 2 -2v-1M5 12l14 0',
  user: 'M8 7a4 4 0 1 0 8 0a4 4 0 0 0 -8 0M6 21v-2a4 4 0 0 1 4 -4h4a4 4 0 0 1 4 4v2',
  wifi:
    'M12 18l.01 0M9.172 15.172a4 4 0 0 1 5.656 0M6.343 12.343a8 8 0 0 1 11.314 0' +
    'M3.515 9.515c4.686 -4.687 12.284 -4.687 17 0',
  wifiOff:
    'M12 18l.01 0M9.172 15.172a4 4 0 0 1 5.656 0' +
    'M6.343 12.343a7.963 7.963 0 0 1 3.864 -2.14m4.163 .155a7.965 7.965 0 0 1 3.287 2' +
    'M3.515 9.515a12 12 0 0 1 3.544 -2.455m3.101 -.92a12 12 0 0 1 10.325 3.374M3 3l18 18',
  calendar:
    'M4 7a2 2 0 0 1 2 -2h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-12zM16 3v4M8 3v4M4 11h16',
} as const

/** The name of an icon. */
export type IconName = keyof typeof paths

/** An icon beside its word. It is decoration: the word says it. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}

/** The rack frame with one hi-vis box. The name stands beside it. */
export function Logo() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="6" fill="var(--ink)" />
      <path d="M6 6h4v16h-4zM18 6h4v16h-4zM6 12.6h16v2.2h-16zM6 19.8h16v2.2h-16z" fill="var(--on-ink)" />
      <rect x="11.2" y="7.4" width="5.6" height="5.2" fill="var(--mark)" />
    </svg>
  )
}
