/** 申诉卷宗 (to be built). */
export function DossierScreen() {
  return <h1>申诉卷宗</h1>
}
