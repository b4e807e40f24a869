/** The rack frame with one hi-vis box. Decorative: the name stands beside it. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="28" height="28" rx="6" fill="var(--ink)" />
      <g fill="var(--on-ink)">
        <rect x="6" y="6" width="4" height="16" />
        <rect x="18" y="6" width="4" height="16" />
        <rect x="6" y="12.6" width="16" height="2.2" />
        <rect x="6" y="19.8" width="16" height="2.2" />
      </g>
      <rect x="11.2" y="7.4" width="5.6" height="5.2" fill="var(--mark)" />
    </svg>
  )
}
