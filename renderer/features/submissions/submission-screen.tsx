/** 提交记录 (to be built). */
export function SubmissionScreen() {
  return <h1>提交记录</h1>
}
