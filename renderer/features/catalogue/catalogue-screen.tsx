/** 标记平台与申诉渠道 (to be built). */
export function CatalogueScreen() {
  return <h1>标记平台与申诉渠道</h1>
}
