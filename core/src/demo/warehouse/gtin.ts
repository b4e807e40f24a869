/** Makes a GTIN-13 from twelve digits by adding the check digit: weights 1 and 3 by turns, from the left. */
export function gtin13(twelveDigits: string): string {
  let sum = 0
  for (let n = 0; n < 12; n++) sum += Number(twelveDigits[n]) * (n % 2 === 0 ? 1 : 3)
  return `${twelveDigits}${(10 - (sum % 10)) % 10}`
}
