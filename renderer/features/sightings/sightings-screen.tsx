/** 标记记录 (to be built). */
export function SightingsScreen() {
  return <h1>标记记录</h1>
}
