/** 证据材料 (to be built). */
export function ExhibitsScreen() {
  return <h1>证据材料</h1>
}
