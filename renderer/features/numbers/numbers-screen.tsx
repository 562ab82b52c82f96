/** 号码 (to be built). */
export function NumbersScreen() {
  return <h1>号码</h1>
}
