const bars = [0, 4, 11, 14, 21, 25, 31, 37, 40, 46, 53, 56, 63, 67, 74, 80]

/** A badge between the corners of a finder: hold it here. */
export function BadgePicture() {
  return (
    <svg class="badge" width="216" height="196" viewBox="0 0 216 196" aria-hidden="true">
      <path class="corners" d="M10 44V10h34M172 10h34v34M206 152v34h-34M44 186H10v-34" />
      <rect class="card" x="50" y="34" width="116" height="132" rx="12" />
      <rect class="slot" x="92" y="44" width="32" height="8" rx="4" />
      <path class="head" d="M91 80a17 17 0 1 0 34 0a17 17 0 1 0 -34 0M78 122c3-16 16-22 30-22s27 6 30 22z" />
      {bars.map((x, index) => (
        <rect key={x} class="bar" x={66 + x} y="134" width={index % 3 === 1 ? 5 : 2.5} height="20" />
      ))}
    </svg>
  )
}
