/** The page that is shown at the desk: a form to ask, and what was quoted. */
export function drawScreen(quotes, { id, at, signature }) {
  const seal = Object.entries({ viewer: id, at, signature })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${inHtml(value)}">`)
    .join('')
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Quotes</title><style>
  body { font: 14px/1.5 system-ui, sans-serif; margin: 16px; color: #1c2430; background: #fff }
  form { display: flex; gap: 8px; align-items: end; margin-bottom: 16px }
  label { display: grid; font-size: 12px } input, button { font: inherit; padding: 6px 8px }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: 6px 12px 6px 0 }
  tr { border-bottom: 1px solid #dde2e8 } .no { color: #a3261d }
</style></head>
<body>
<form action="/screen">${seal}
  <label>Item (SKU) <input name="sku" required></label>
  <label>Quantity <input name="quantity" type="number" min="1" value="1"></label>
  <button>Ask for a quote</button>
</form>
<table>
  <thead><tr><th>Asked</th><th>Item</th><th>Quantity</th><th>Quote</th></tr></thead>
  <tbody>${quotes.map(rowOf).join('') || '<tr><td colspan="4">Nobody has asked yet.</td></tr>'}</tbody>
</table>
</body>
</html>
`
}

function rowOf({ askedAt, sku, quantity, canDeliver, site, by, most, stillStands }) {
  const said = canDeliver ? `from ${site}, leaves on ${by}` : `no: one site has ${most} at most`
  const stands = stillStands === false ? ' <b class="no">Stock has moved: ask again.</b>' : ''
  const cells = [askedAt.toISOString().slice(0, 16).replace('T', ' '), sku, quantity, said].map(inHtml)
  return `<tr>${cells.map((cell, n) => `<td>${cell}${n === 3 ? stands : ''}</td>`).join('')}</tr>`
}

function inHtml(value) {
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
