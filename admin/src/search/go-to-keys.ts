/** Two keys, one after the other, that lead to a screen from anywhere; the menu decides who may go there. */
export const goToKeys: Readonly<Record<string, string>> = {
  '/': 'g h',
  '/stock': 'g s',
  '/items': 'g i',
  '/lots': 'g l',
  '/locations': 'g p',
  '/movements': 'g m',
  '/holds': 'g o',
  '/post/receipt': 'g r',
  '/post/transfer': 'g t',
  '/jobs': 'g j',
  '/host/plugins': 'g u',
}
