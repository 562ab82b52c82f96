/** 提交记录 (to be built). */
export function SubmissionsScreen() {
  return <h1>提交记录</h1>
}
