export default function LayoutGenerator() {
  return null
}
