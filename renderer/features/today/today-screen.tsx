/** 今日 (to be built). */
export function TodayScreen() {
  return <h1>今日</h1>
}
