/**
 * Flags that keep a browser of the Chromium family to itself: no look-ups, no reports, no first-run
 * pages. `local` lets it reach this machine, for Vite's hot reload. The sandbox is given up only as root, where Chromium does not start otherwise.
 */
export function browserFlags(local = false): string[] {
  const root = process.platform === 'linux' && process.getuid?.() === 0
  return [
    ...(root ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-translate',
    `--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication${local ? ',LocalNetworkAccessChecks' : ''}`,
    '--disable-spell-checking',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    `--host-resolver-rules=MAP * ~NOTFOUND${local ? ', EXCLUDE 127.0.0.1' : ''}`,
    '--lang=zh-CN',
  ]
}
