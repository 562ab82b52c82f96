/** 文书 (to be built). */
export function LetterScreen() {
  return <h1>文书</h1>
}
