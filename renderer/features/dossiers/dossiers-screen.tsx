/** 申诉卷宗 (to be built). */
export function DossiersScreen() {
  return <h1>申诉卷宗</h1>
}
