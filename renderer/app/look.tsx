import { App, ConfigProvider, theme, type ThemeConfig } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { useStatus } from '../state/status.ts'

dayjs.locale('zh-cn')

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')
const calmQuery = window.matchMedia('(prefers-reduced-motion: reduce)')

const listenTo = (media: MediaQueryList) => (listener: () => void) => {
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

function useMatch(media: MediaQueryList): boolean {
  return useSyncExternalStore(listenTo(media), () => media.matches)
}

const fontFamily = "'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"

// antd's own greys for hints and disabled text fall short of 4.5:1; these were measured.
const light: ThemeConfig['token'] = {
  colorPrimary: '#0958d9',
  colorInfo: '#0958d9',
  colorLink: '#0958d9',
  colorPrimaryHover: '#0b4fc4',
  colorSuccess: '#237804',
  colorWarning: '#ad4e00',
  colorError: '#cf1322',
  colorSuccessBg: '#f6ffed',
  colorSuccessBorder: '#b7eb8f',
  colorWarningBg: '#fff7e6',
  colorWarningBorder: '#ffd591',
  colorErrorBg: '#fff1f0',
  colorErrorBorder: '#ffa39e',
  colorText: 'rgba(0,0,0,0.9)',
  colorTextSecondary: 'rgba(0,0,0,0.72)',
  colorTextDescription: 'rgba(0,0,0,0.66)',
  colorTextTertiary: 'rgba(0,0,0,0.64)',
  colorTextPlaceholder: 'rgba(0,0,0,0.58)',
  colorTextDisabled: 'rgba(0,0,0,0.58)',
}

const dark: ThemeConfig['token'] = {
  colorPrimary: '#1668dc',
  colorInfo: '#1668dc',
  colorLink: '#7cb2ff',
  colorText: 'rgba(255,255,255,0.9)',
  colorTextSecondary: 'rgba(255,255,255,0.78)',
  colorTextDescription: 'rgba(255,255,255,0.72)',
  colorTextTertiary: 'rgba(255,255,255,0.7)',
  colorTextPlaceholder: 'rgba(255,255,255,0.62)',
  colorTextDisabled: 'rgba(255,255,255,0.6)',
}

/** Theme, text size and language of everything on the screen, from the settings of the core. */
export function Look({ children }: { readonly children: ReactNode }) {
  const settings = useStatus().value?.settings
  const systemDark = useMatch(darkQuery)
  const calm = useMatch(calmQuery)
  const wanted = settings?.theme ?? 'light'
  const isDark = wanted === 'dark' || (wanted === 'system' && systemDark)
  const large = settings?.largeText ?? false
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    document.documentElement.dataset['text'] = large ? 'large' : 'normal'
  }, [isDark, large])
  const config: ThemeConfig = {
    zeroRuntime: true,
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: { ...(isDark ? dark : light), fontFamily, fontSize: large ? 16 : 14, borderRadius: 4, motion: !calm },
  }
  return (
    <ConfigProvider locale={zhCN} theme={config} button={{ autoInsertSpace: false }} componentSize="medium">
      <App message={{ top: 56, maxCount: 1 }} notification={{ placement: 'bottomRight' }}>
        {children}
      </App>
    </ConfigProvider>
  )
}
