import {
  AuditOutlined,
  CalendarOutlined,
  ContainerOutlined,
  EyeOutlined,
  FolderOpenOutlined,
  PhoneOutlined,
  SendOutlined,
  SettingOutlined,
} from '@ant-design/icons'

/** The places of the program in the order of the work. */
export const menuEntries = [
  { to: '/today', name: '今日', icon: <CalendarOutlined /> },
  { to: '/numbers', name: '号码', icon: <PhoneOutlined /> },
  { to: '/sightings', name: '标记记录', icon: <EyeOutlined /> },
  { to: '/exhibits', name: '证据库', icon: <ContainerOutlined /> },
  { to: '/dossiers', name: '申诉卷宗', icon: <FolderOpenOutlined /> },
  { to: '/submissions', name: '提交记录', icon: <SendOutlined /> },
  { to: '/catalogue', name: '平台与渠道', icon: <AuditOutlined /> },
  { to: '/settings', name: '设置', icon: <SettingOutlined /> },
] as const
